using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.His;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Desk;

/// <summary>What the platform said to a call, word for word.</summary>
internal sealed record PlatformAnswer(int Status, JsonNode? Body)
{
    public bool IsTaken => Status is >= 200 and < 300;

    /// <summary>Too busy or broken is not a no: the hospital asks again with the same number.</summary>
    public bool IsRefusal => Status is >= 400 and < 500 and not (408 or 429);
}

/// <summary>The hospital's signed calls to the platform's hospital zone.</summary>
internal sealed class PlatformLine(
    HttpClient http, HisSignature signature, HisBook book, SandboxDay day, IOptions<SandboxOptions> options)
{
    /// <summary>Tells the platform of the bill as it stands; the second part is a sentence when that failed.</summary>
    public async Task<(JsonObject? Answer, string? Failure)> Push(HisFile file, CancellationToken stop)
    {
        var (answer, failure) = await Post("/his/v1/prescriptions", WireJson.Write(file.WireAt(day.TrueNow)), stop);
        if (answer is not null)
            book.Change(file.Bill.BillNo, now => now with { PlatformAnswer = answer.ToJsonString(WireJson.Strict) });
        return (answer, failure);
    }

    public async Task<string?> Tell(HisFile file, string happened, CancellationToken stop)
    {
        var body = WireJson.Write(new
        {
            @event = happened,
            billNo = file.Bill.BillNo,
            prescriptionNo = file.Bill.PrescriptionNo,
            billVersion = file.Bill.BillVersion,
            at = day.TrueNow.ToWire(),
        });
        return (await Post("/his/v1/prescription-events", body, stop)).Failure;
    }

    /// <summary>Asks for the money back: the platform's own status and words, or a sentence when it gave none.</summary>
    public async Task<(PlatformAnswer? Answer, string? Failure)> AskForRefund(
        HisRefund refund, string orderNo, CancellationToken stop)
    {
        var body = WireJson.Write(new
        {
            hisRefundNo = refund.HisRefundNo,
            orderNo,
            amountFen = refund.AmountFen,
            reason = refund.Reason,
        });
        return await Ask("/his/v1/refund-requests", body, stop);
    }

    /// <summary>Hands a closed day over: the platform's own status and words, or a sentence when it gave none.</summary>
    public Task<(PlatformAnswer? Answer, string? Failure)> HandOver(JsonObject handover, CancellationToken stop) =>
        Ask("/his/v1/handovers", handover.ToJsonString(WireJson.Strict), stop);

    private async Task<(PlatformAnswer? Answer, string? Failure)> Ask(string path, string body, CancellationToken stop)
    {
        try
        {
            using var answer = await Send(path, body, stop);
            var words = await answer.Content.ReadAsStringAsync(stop);
            return (new PlatformAnswer((int)answer.StatusCode, JsonOr(words)), null);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return (null, Unreachable);
        }
    }

    private string Unreachable => $"The platform's hospital zone at {options.Value.PlatformHospitalUrl} could not be reached.";

    private static JsonNode? JsonOr(string words)
    {
        try
        {
            return JsonNode.Parse(words);
        }
        catch (JsonException)
        {
            return JsonValue.Create(words);
        }
    }

    private async Task<HttpResponseMessage> Send(string path, string text, CancellationToken stop)
    {
        var body = Encoding.UTF8.GetBytes(text);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.PlatformHospitalUrl.TrimEnd('/') + path)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        signature.SignOutgoing(request, body);
        return await http.SendAsync(request, stop);
    }

    private async Task<(JsonObject? Answer, string? Failure)> Post(string path, string text, CancellationToken stop)
    {
        try
        {
            using var answer = await Send(path, text, stop);
            var words = await answer.Content.ReadAsStringAsync(stop);
            if (!answer.IsSuccessStatusCode)
                return (null,
                    $"The platform answered {(int)answer.StatusCode} to {path}: {words[..Math.Min(words.Length, 300)]}");
            return (words.Length == 0 ? [] : JsonNode.Parse(words)!.AsObject(), null);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return (null, Unreachable);
        }
        catch (JsonException)
        {
            return (null, $"The platform's answer to {path} is not JSON.");
        }
    }
}
