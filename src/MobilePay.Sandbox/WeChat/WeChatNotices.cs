using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Faults;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.WeChat;

internal sealed record WeChatNotice(string Url, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>Writes notices (section 7) and carries them to the merchant's notify_url until it answers 2xx.</summary>
internal sealed class WeChatNotices(
    WeChatBook book, WeChatSeal seal, FaultBoard faults, IServiceProvider services, IOptions<SandboxOptions> options)
    : BackgroundService
{
    /// <summary>Waits before each repetition, in seconds (section 7).</summary>
    private static readonly int[] RepeatAfter =
        [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600];

    private CancellationToken stopping;

    private TimeProvider Clock => services.GetRequiredService<TimeProvider>();

    /// <summary>Tells the merchant in the background, on the documented schedule.</summary>
    public void Start(string outTradeNo) => _ = Task.Run(() => Carry(outTradeNo), CancellationToken.None);

    /// <summary>One delivery, faults included; true when the merchant took it.</summary>
    public async Task<bool> SendOnce(string outTradeNo)
    {
        var fault = faults.Take("wechat.notify");
        if (fault?.Fault.DelayMs is { } delayMs)
            await Task.Delay(TimeSpan.FromMilliseconds(delayMs), Clock, stopping);

        var accepted = false;
        var copies = fault?.Mode == FaultMode.Duplicate ? fault.Value.Fault.Copies ?? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            if (fault?.Mode == FaultMode.Drop)
                break;
            var notice = fault?.Mode == FaultMode.Garbage
                ? Seal(book.Find(outTradeNo)!, "{\"id\":")
                : True(book.Find(outTradeNo)!, spoilt: fault?.Mode == FaultMode.WrongSignature);
            var taken = await services.GetRequiredService<WeChatPostman>().Deliver(notice, stopping) is { IsSuccess: true };
            book.CountNotice(outTradeNo, taken);
            accepted |= taken;
        }

        return accepted;
    }

    public WeChatNotice True(WeChatOrder order, bool spoilt = false) =>
        Seal(order, Envelope(order, WeChatWire.Describe(order)), spoilt);

    public string Envelope(WeChatOrder order, JsonObject resource)
    {
        var (ciphertext, nonce) = seal.Encrypt(resource.ToJsonString(WireJson.Strict), "transaction");
        return new JsonObject
        {
            ["id"] = order.NoticeId,
            ["create_time"] = order.SuccessTime!.Value.ToWire(),
            ["resource_type"] = "encrypt-resource",
            ["event_type"] = "TRANSACTION.SUCCESS",
            ["summary"] = "支付成功",
            ["resource"] = new JsonObject
            {
                ["original_type"] = "transaction",
                ["algorithm"] = "AEAD_AES_256_GCM",
                ["ciphertext"] = ciphertext,
                ["associated_data"] = "transaction",
                ["nonce"] = nonce,
            },
        }.ToJsonString(WireJson.Strict);
    }

    public WeChatNotice Seal(WeChatOrder order, string body, bool spoilt = false, TimeSpan timestampOffset = default) =>
        new(order.NotifyUrl, seal.Headers(Encoding.UTF8.GetBytes(body), spoilt, timestampOffset), body);

    /// <summary>A restart takes up what the last process still owed.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        stopping = stoppingToken;
        foreach (var order in book.All.Where(
            o => o.State == WeChatState.Paid && !o.NoticeAccepted && o.NoticesSent <= RepeatAfter.Length))
            Start(order.OutTradeNo);
        return Task.CompletedTask;
    }

    private async Task Carry(string outTradeNo)
    {
        try
        {
            for (var repeat = 0; !await SendOnce(outTradeNo) && repeat < RepeatAfter.Length; repeat++)
                await Task.Delay(TimeSpan.FromSeconds(RepeatAfter[repeat] * options.Value.NoticeTimeScale), Clock, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The journal still says that the notice is owed.
        }
    }
}

/// <summary>Carries one notice over the network.</summary>
internal sealed class WeChatPostman(HttpClient http, ILogger<WeChatPostman> log)
{
    /// <summary>The merchant's answer, or null when none came within five seconds.</summary>
    public async Task<WireAnswer?> Deliver(WeChatNotice notice, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, notice.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(notice.Body))
            {
                Headers = { ContentType = new("application/json") },
            },
        };
        request.Headers.UserAgent.ParseAdd("Mozilla/4.0");
        foreach (var (name, value) in notice.Headers)
            request.Headers.TryAddWithoutValidation(name, value);

        try
        {
            using var answer = await http.SendAsync(request, stop);
            return new WireAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
        }
        catch (Exception unreachable) when (
            unreachable is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            log.LogInformation("A notice got no answer from {Url}", notice.Url);
            return null;
        }
    }
}
