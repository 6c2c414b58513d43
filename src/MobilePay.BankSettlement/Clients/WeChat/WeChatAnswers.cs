using System.Net;
using System.Text.Json;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>One answer of WeChat Pay, sorted into the three outcomes.</summary>
/// <param name="Code">WeChat's error code, or our word for why there is no answer.</param>
internal sealed record WeChatAnswer<T>(ChannelOutcome Outcome, T? Body, string? Code, HttpStatusCode? Status = null)
    where T : class;

/// <summary>The only place that decides whether WeChat Pay said yes, no, or nothing.</summary>
internal static class WeChatAnswers
{
    // Whatever the status they come with, these say that WeChat itself does not know.
    private static readonly HashSet<string> Undecided = ["SYSTEM_ERROR", "SYSTEMERROR", "BANK_ERROR", "BANKERROR", "USERPAYING"];

    public static async Task<WeChatAnswer<T>> Read<T>(Func<Task<HttpResponseMessage>> call, CancellationToken stop)
        where T : class
    {
        try
        {
            using var response = await call();
            return await Sort<T>(response, stop);
        }
        catch (Exception silent) when (ChannelNetwork.IsSilence(silent, stop))
        {
            return new(ChannelOutcome.Unknown, null, (silent.InnerException ?? silent).GetType().Name);
        }
    }

    private static async Task<WeChatAnswer<T>> Sort<T>(HttpResponseMessage response, CancellationToken stop)
        where T : class
    {
        var body = await response.Content.ReadAsByteArrayAsync(stop);
        if (response.StatusCode == HttpStatusCode.NoContent)
            return new(ChannelOutcome.Accepted, null, null, response.StatusCode);

        if (response.StatusCode == HttpStatusCode.OK)
        {
            return Parse<T>(body) is { } read
                ? new(ChannelOutcome.Accepted, read, null, response.StatusCode)
                : new(ChannelOutcome.Unknown, null, "UNREADABLE", response.StatusCode);
        }

        // A refusal without a code was not written by WeChat Pay but by something in between.
        var code = Parse<WeChatError>(body)?.Code;
        var isRefusal = (int)response.StatusCode is >= 400 and < 500 and not 408 && code is not null && !Undecided.Contains(code);
        return new(isRefusal ? ChannelOutcome.Refused : ChannelOutcome.Unknown, null, code ?? "UNREADABLE", response.StatusCode);
    }

    private static T? Parse<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, WeChatJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
