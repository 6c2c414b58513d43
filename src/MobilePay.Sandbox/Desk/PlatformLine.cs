using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.His;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Desk;

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

    private async Task<(JsonObject? Answer, string? Failure)> Post(string path, string text, CancellationToken stop)
    {
        var body = Encoding.UTF8.GetBytes(text);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.PlatformHospitalUrl.TrimEnd('/') + path)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        signature.SignOutgoing(request, body);
        try
        {
            using var answer = await http.SendAsync(request, stop);
            var words = await answer.Content.ReadAsStringAsync(stop);
            if (!answer.IsSuccessStatusCode)
                return (null,
                    $"The platform answered {(int)answer.StatusCode} to {path}: {words[..Math.Min(words.Length, 300)]}");
            return (words.Length == 0 ? [] : JsonNode.Parse(words)!.AsObject(), null);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return (null, $"The platform's hospital zone at {options.Value.PlatformHospitalUrl} could not be reached.");
        }
        catch (JsonException)
        {
            return (null, $"The platform's answer to {path} is not JSON.");
        }
    }
}
