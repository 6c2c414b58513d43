using System.Text;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Notices;

namespace MobilePay.Sandbox.WeChat;

/// <summary>Writes notices (section 7) and has them carried to the merchant's notify_url until it answers 2xx.</summary>
internal sealed class WeChatNotices(WeChatBook book, WeChatSeal seal, NoticeRounds rounds, IServiceProvider services)
    : BackgroundService
{
    /// <summary>Waits before each repetition, in seconds (section 7).</summary>
    private static readonly int[] RepeatAfter =
        [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600];

    public static int RepeatsMax => RepeatAfter.Length;

    /// <summary>Tells the merchant in the background, on the documented schedule.</summary>
    public void Start(string outTradeNo) => rounds.Start(OfPayment(outTradeNo));

    public Task<bool> SendOnce(string outTradeNo) => rounds.SendOnce(OfPayment(outTradeNo));

    public OwedNotice OfRefund(string outRefundNo) => new("wechat.refund-notify", RepeatAfter, async (flaw, stop) =>
    {
        var (order, refund) = book.FindRefund(outRefundNo)!.Value;
        var letter = flaw == NoticeFlaw.Unreadable
            ? Seal(refund.NotifyUrl!, "{\"id\":") : True(order, refund, spoilt: flaw == NoticeFlaw.WrongSignature);
        var taken = await Deliver(letter, stop);
        book.ChangeRefund(outRefundNo, now => now with
        {
            NoticesSent = now.NoticesSent + 1,
            NoticeAccepted = now.NoticeAccepted || taken,
        });
        return taken;
    });

    /// <summary>A payment's notice says SUCCESS however late it comes, refunded meanwhile or not.</summary>
    public Letter True(WeChatOrder order, bool spoilt = false) =>
        Seal(order.NotifyUrl, Envelope(order, WeChatWire.Describe(order, WeChatState.Paid)), spoilt);

    public Letter True(WeChatOrder order, WeChatRefund refund, bool spoilt = false) =>
        Seal(refund.NotifyUrl!, Envelope(refund, WeChatRefundWire.Tell(order, refund)), spoilt);

    public string Envelope(WeChatOrder order, JsonObject resource) =>
        Envelope(order.NoticeId!, order.SuccessTime!.Value, "TRANSACTION.SUCCESS", "支付成功", "transaction", resource);

    public string Envelope(WeChatRefund refund, JsonObject resource) => Envelope(
        refund.NoticeId, refund.EndedAt ?? refund.CreatedAt, "REFUND." + refund.Status, refund.Status switch
        {
            WeChatRefundEnd.Abnormal => "退款异常",
            WeChatRefundEnd.Closed => "退款关闭",
            _ => "退款成功",
        }, "refund", resource);

    public Letter Seal(string url, string body, bool spoilt = false, TimeSpan timestampOffset = default) => new(
        url, "application/json", seal.Headers(Encoding.UTF8.GetBytes(body), spoilt, timestampOffset), body);

    /// <summary>A restart takes up what the last process still owed.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var order in book.All.Where(
            o => o.State == WeChatState.Paid && !o.NoticeAccepted && o.NoticesSent <= RepeatAfter.Length))
            Start(order.OutTradeNo);
        return Task.CompletedTask;
    }

    private OwedNotice OfPayment(string outTradeNo) => new("wechat.notify", RepeatAfter, async (flaw, stop) =>
    {
        var order = book.Find(outTradeNo)!;
        var letter = flaw == NoticeFlaw.Unreadable
            ? Seal(order.NotifyUrl, "{\"id\":") : True(order, spoilt: flaw == NoticeFlaw.WrongSignature);
        var taken = await Deliver(letter, stop);
        book.CountNotice(outTradeNo, taken);
        return taken;
    });

    private async Task<bool> Deliver(Letter letter, CancellationToken stop) =>
        await services.GetRequiredService<Postman>().Deliver(letter, stop) is { IsSuccess: true };

    private string Envelope(string id, DateTimeOffset at, string type, string summary, string original, JsonObject resource)
    {
        var (ciphertext, nonce) = seal.Encrypt(resource.ToJsonString(WireJson.Strict), original);
        return new JsonObject
        {
            ["id"] = id,
            ["create_time"] = at.ToWire(),
            ["resource_type"] = "encrypt-resource",
            ["event_type"] = type,
            ["summary"] = summary,
            ["resource"] = new JsonObject
            {
                ["original_type"] = original,
                ["algorithm"] = "AEAD_AES_256_GCM",
                ["ciphertext"] = ciphertext,
                ["associated_data"] = original,
                ["nonce"] = nonce,
            },
        }.ToJsonString(WireJson.Strict);
    }
}
