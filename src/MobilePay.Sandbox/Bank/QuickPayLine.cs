using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;

namespace MobilePay.Sandbox.Bank;

/// <summary>The platform's answer, or what the wallet says instead.</summary>
internal sealed record QuickPayAnswer(JsonObject? Body, ThumbOutcome? Refusal)
{
    public string? Text(string name) => (string?)Body?[name];
}

/// <summary>A patient's calls to the platform's quick pay, as its own pages make them.</summary>
internal sealed class QuickPayLine(HttpClient http, IOptions<SandboxOptions> options)
{
    /// <summary>Null asks, anything else is sent.</summary>
    public async Task<QuickPayAnswer> Ask(
        string outTradeNo, string holder, string step, object? body, CancellationToken stop)
    {
        var order = "/api/v1/quick-pays/" + Uri.EscapeDataString(outTradeNo);
        using var request = new HttpRequestMessage(
            body is null ? HttpMethod.Get : HttpMethod.Post, options.Value.PlatformPublicUrl.TrimEnd('/') + order + step);
        request.Headers.Add("X-Card-Holder", holder);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        try
        {
            using var answer = await http.SendAsync(request, stop);
            var text = await answer.Content.ReadAsStringAsync(stop);
            var read = text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject;
            return read is not null && answer.IsSuccessStatusCode ? new(read, null) : Refused((string?)read?["code"], step);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException
            && !stop.IsCancellationRequested)
        {
            return Refused(null, step);
        }
    }

    private static QuickPayAnswer Refused(string? code, string step) => new(null, code == "bank.order-unknown"
        ? ThumbOutcome.NoOrder("The platform knows of no such order to be paid by card.", code)
        : new ThumbOutcome(null, code ?? "platform-away", "REFUSED", $"The platform's quick pay said no{step}."));
}
