using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Notices;

namespace MobilePay.Sandbox.WeChat;

/// <summary>Takes refunds, lets them end a moment later, and tells the merchant.</summary>
internal sealed class WeChatRefunds(
    WeChatBook book, SandboxDay day, WeChatNotices notices, NoticeRounds rounds, IServiceProvider services) : BackgroundService
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(365);
    private const int RefundsMax = 50;

    private SandboxOptions Options => services.GetRequiredService<IOptions<SandboxOptions>>().Value;

    public WireAnswer Refund(byte[] body, string endsAs = WeChatRefundEnd.Success)
    {
        if (WeChatOrders.Parse(body) is not { } json)
            return WeChatErrors.Param("/", null, "the body is not a JSON object");
        if (RefundForm.Refuse(json) is { } refusal)
            return refusal;

        var number = json.GetProperty("out_refund_no").GetString()!;
        var content = PlaceForm.Canonical("REFUND", json);
        var (order, refund, objection, isNew) = book.Orders.Locked(() => Book(number, content, json, endsAs));
        if (objection is not null)
            return objection;
        var answer = WeChatRefundWire.Describe(order!, refund!).ToJsonString(WireJson.Strict);
        if (isNew)
            StartEnding(refund!);
        return new WireAnswer(200, answer);
    }

    public WireAnswer Query(HttpRequest request, string outRefundNo)
    {
        if (request.Query.Count > 0)
            return WeChatErrors.Param(request.Query.Keys.First(), null, "this query takes no parameters");
        return book.FindRefund(outRefundNo) is var (order, refund)
            ? new WireAnswer(200, WeChatRefundWire.Describe(order, refund).ToJsonString(WireJson.Strict))
            : WeChatErrors.NoRefund();
    }

    /// <summary>Ends a refund that is still under way, or that a person takes up again; false where there is none such.</summary>
    public bool End(string outRefundNo, string status)
    {
        var ended = book.ChangeRefund(outRefundNo, refund =>
            refund.Status is WeChatRefundEnd.Processing or WeChatRefundEnd.Abnormal && refund.Status != status
                ? refund with { Status = status, EndedAt = day.TrueNow } : null);
        if (ended is { NotifyUrl: not null })
            rounds.Start(notices.OfRefund(outRefundNo));
        return ended is not null;
    }

    private (WeChatOrder? Order, WeChatRefund? Refund, WireAnswer? Objection, bool IsNew) Book(
        string number, string content, JsonElement json, string endsAs)
    {
        if (book.FindRefund(number) is var (knownOrder, known))
            return known.Content == content ? (knownOrder, known, null, false) : (null, null, WeChatErrors.Reentry(), false);

        var now = day.TrueNow;
        var order = json.TryGetProperty("out_trade_no", out var outTradeNo)
            ? book.Find(outTradeNo.GetString()!) : book.FindPaid(json.GetProperty("transaction_id").GetString()!);
        if (Objection(order, json.GetProperty("amount"), now) is { } objection)
            return (null, null, objection, false);

        var refund = new WeChatRefund
        {
            OutRefundNo = number,
            RefundId = $"503{now.ToString("yyyyMMddHH", CultureInfo.InvariantCulture)}"
                + RandomNumberGenerator.GetString("0123456789", 16),
            AmountFen = json.GetProperty("amount").GetProperty("refund").GetInt64(),
            CreatedAt = now,
            BusinessDate = day.BusinessDate,
            BilledAt = day.Now,
            Content = content,
            NotifyUrl = json.TryGetProperty("notify_url", out var notify) ? notify.GetString() : null,
            FundsAccount = json.TryGetProperty("funds_account", out var account) ? account.GetString()! : "UNSETTLED",
            EndsAs = endsAs,
        };
        return (book.Orders.Keep(order! with { Refunds = [.. order.Refunds, refund] }), refund, null, true);
    }

    private WireAnswer? Objection(WeChatOrder? order, JsonElement amount, DateTimeOffset now)
    {
        if (order is null)
            return WeChatErrors.NoSuchOrderToRefund();
        if (order.State != WeChatState.Paid)
            return WeChatErrors.NotPaid();
        if (amount.GetProperty("total").GetInt64() != order.TotalFen)
            return WeChatErrors.TotalDiffers();
        if (now - order.SuccessTime > Window)
            return WeChatErrors.RefundTooLate();
        if (amount.GetProperty("refund").GetInt64() > order.RestFen)
            return WeChatErrors.OverTheRest();
        if (order.Refunds.Count >= RefundsMax)
            return WeChatErrors.TooManyRefunds();
        return order.Refunds.Count > 0 && now - order.Refunds[^1].CreatedAt < Options.RefundsApart
            ? WeChatErrors.RefundTooSoon() : null;
    }

    private void StartEnding(WeChatRefund refund)
    {
        if (refund.EndsAs == WeChatRefundEnd.Processing)
            return;
        var stop = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        _ = Task.Run(async () =>
        {
            await Task.Delay(Options.RefundAfter, services.GetRequiredService<TimeProvider>(), stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stop.IsCancellationRequested)
                End(refund.OutRefundNo, refund.EndsAs);
        }, CancellationToken.None);
    }

    /// <summary>A restart takes up what the last process left under way or still owed.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var refund in book.All.SelectMany(order => order.Refunds))
        {
            if (refund.Status == WeChatRefundEnd.Processing)
                StartEnding(refund);
            else if (refund is { NotifyUrl: not null, NoticeAccepted: false } && refund.NoticesSent <= WeChatNotices.RepeatsMax)
                rounds.Start(notices.OfRefund(refund.OutRefundNo));
        }

        return Task.CompletedTask;
    }
}
