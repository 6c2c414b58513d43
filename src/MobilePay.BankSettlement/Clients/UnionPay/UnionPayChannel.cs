using Microsoft.Extensions.Options;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>
/// A bank card without a wallet: the order is ours alone until the patient confirms it with a code on our page, so placing asks
/// nobody, and closing one that was never sent only has to make sure that it never will be.
/// </summary>
internal sealed class UnionPayChannel(
    UnionPayMerchants merchants, IOptions<BankOptions> options, IServiceScopeFactory scopes, TimeProvider clock) : IChannel
{
    // "No such transaction" soon after sending is not final; our own call is cut off after seconds.
    private static readonly TimeSpan SentSettledAfter = TimeSpan.FromMinutes(1);

    public string Name => UnionPayReports.ChannelName;

    public bool Takes(string method) => method == "bank.quickpay";

    public string? MerchantOf(string hospitalId) => merchants.Of(hospitalId)?.Options.MerId;

    public string? Lacks(string method, Payer payer) => null;

    public async Task<PlaceAnswer> Place(ChannelOrder order, CancellationToken stop)
    {
        // UnionPay takes letters and digits only, 40 at most, of which a later try needs some.
        if (order.OutTradeNo.Length < 8 || !order.OutTradeNo.All(char.IsAsciiLetterOrDigit))
            return new(ChannelOutcome.Refused, null, "channel.request-invalid");

        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<QuickPayBook>().Of(order, stop);
        return new(ChannelOutcome.Accepted, new Dictionary<string, string>
        {
            ["type"] = "sms-confirm",
            ["url"] = $"{options.Value.ConfirmUrl!.TrimEnd('/')}/{order.OutTradeNo}",
        }, null);
    }

    public async Task<QueryAnswer> Query(ChannelOrder order, CancellationToken stop)
    {
        if (merchants.Numbered(order.MerchantId) is not { } merchant)
            return new(null, "channel.merchant-gone");

        await using var scope = scopes.CreateAsyncScope();
        var book = scope.ServiceProvider.GetRequiredService<QuickPayBook>();
        var pay = await book.Of(order, stop);
        if (pay.SentAt is null)
        {
            var isOver = pay.IsOver(order, clock.GetUtcNow()) && await book.StopUnlessSent(order, stop);
            return new(UnionPayReports.Of(order, isOver ? ReportedState.Closed : ReportedState.NotPaid), null);
        }

        var answer = await UnionPayAnswers.Ask(
            merchant, UnionPayRequests.Query(merchant, pay.BankOrderNo, order.CreatedAt), stop);
        return answer.Said switch
        {
            BankSaid.Yes => await Sent(book, order, pay, answer, stop),
            BankSaid.NotFound when clock.GetUtcNow() < pay.SentAt + SentSettledAfter =>
                new(UnionPayReports.Of(order, ReportedState.NotPaid), null),
            BankSaid.NotFound => new(UnionPayReports.Of(order, ReportedState.Unknown) with { MayStillBePaid = true }, null),
            BankSaid.No or BankSaid.Duplicate or BankSaid.Unclear => new(null, "channel.unanswered"),
            _ => throw new InvalidOperationException($"{answer.Said} is no answer."),
        };
    }

    public async Task<CloseAnswer> Close(ChannelOrder order, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<QuickPayBook>().StopUnlessSent(order, stop)
            ? new(ChannelOutcome.Accepted, null)
            : new(ChannelOutcome.Unknown, "channel.payment-sent");
    }

    public async Task<RefundAnswer> Refund(ChannelRefund refund, ChannelOrder order, CancellationToken stop)
    {
        if (merchants.Numbered(refund.MerchantId) is not { } merchant)
            return new(null, "channel.merchant-gone");

        return order.ChannelTradeNo is { } queryId
            ? UnionPayRefunds.Sent(refund, await UnionPayAnswers.Ask(
                merchant, UnionPayRequests.Refund(merchant, refund, queryId), stop))
            : new(null, "channel.not-paid");
    }

    public async Task<RefundAnswer> QueryRefund(ChannelRefund refund, ChannelOrder order, CancellationToken stop) =>
        merchants.Numbered(refund.MerchantId) is { } merchant
            ? UnionPayRefunds.Queried(refund, await UnionPayAnswers.Ask(
                merchant, UnionPayRequests.Query(merchant, refund.RefundNo, refund.OrderedAt!.Value), stop))
            : new(null, "channel.merchant-gone");

    public NoticeReading ReadNotice(string merchantId, RawNotice notice) =>
        UnionPayNotices.Read(merchants.Numbered(merchantId), notice, clock.GetUtcNow());

    public IResult Received() => TypedResults.Text("ok");

    public IResult NotReceived(int status, string reason) => TypedResults.Text("fail", statusCode: status);

    private static async Task<QueryAnswer> Sent(
        QuickPayBook book, ChannelOrder order, QuickPay pay, UnionPayAnswer answer, CancellationToken stop)
    {
        switch (UnionPayAnswers.Meaning(answer["origRespCode"]))
        {
            case BankSaid.Yes:
                return UnionPayReports.CaptureOf(answer.Fields, currencyIfUnsaid: "156") is { } capture
                    ? new(UnionPayReports.Of(order, ReportedState.Paid) with { Capture = capture }, null)
                    : new(null, "channel.unreadable");

            // The order ends only when the patient's own answer has not just opened it for another card.
            case BankSaid.No:
                return new(UnionPayReports.Of(
                    order, await book.Stopped(pay, stop) ? ReportedState.Closed : ReportedState.NotPaid), null);

            case BankSaid.Unclear when answer["origRespCode"] is "03" or "04" or "05":
                return new(UnionPayReports.Of(order, ReportedState.NotPaid), null);

            default:
                return new(null, "channel.undecided");
        }
    }
}
