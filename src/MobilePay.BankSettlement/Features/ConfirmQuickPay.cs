using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Clients.UnionPay;
using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.BankSettlement.Features;

/// <summary>The patient's code pays the order. Sent once; asked again while its end is unknown, it only looks.</summary>
public static class ConfirmQuickPay
{
    public sealed record Request(string Code)
    {
        public override string ToString() => nameof(Request);
    }

    /// <param name="Outcome">accepted, paid or unknown; the payment's own state tells the end.</param>
    public sealed record Response(string Outcome);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Code).NotEmpty().Matches(@"^[0-9]{4,8}\z");
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/confirm", Handle);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string outTradeNo, Request request, [FromHeader(Name = QuickPayRoutes.HolderHeader)] string? holder,
        [FromServices] QuickPaying paying, HttpContext http)
    {
        var paid = await paying.Pay(outTradeNo, holder, request.Code, http.RequestAborted);
        return paid.Value is { } outcome ? TypedResults.Ok(new Response(outcome)) : paid.Error!.ToProblem(http);
    }
}

/// <summary>Sends one pay call for one order, after writing that it is sent, and writes what came of it.</summary>
internal sealed class QuickPaying(
    QuickPayDesk desk, CardBank bank, AskChannel ask, RecordReport record, ILogger<QuickPaying> log)
{
    public async Task<Result<string>> Pay(string outTradeNo, string? holder, string code, CancellationToken stop)
    {
        BankCard? card = null;
        var isNew = false;
        var decided = await desk.Decide(outTradeNo, holder, async visit =>
        {
            // Decided anew in each round: a round that was overtaken has written nothing, and must not send anything either.
            isNew = false;
            card = visit.Pay.CardId is { } chosen
                ? await desk.CardsOf(visit).SingleOrDefaultAsync(c => c.Id == chosen, stop)
                : null;
            if (card is null && visit.Pay.CardId is not null)
                return QuickPayErrors.CardOfAnother();

            if (visit.Order.State == OrderState.Paid)
                return null;
            if (visit.Pay.IsOver(visit.Order, desk.Now))
                return QuickPayErrors.OrderOver(outTradeNo);

            isNew = visit.Pay.SentAt is null;
            return isNew ? AboutToPay(visit) : null;
        }, stop);
        if (decided.Value is not { } visit)
            return decided.Error!;

        using var span = Journey.Continue("bank pay", visit.Order.TraceParent);
        return isNew ? await Send(visit, card!, code) : await Look(visit.Order);
    }

    // Both rows in one commit: whoever closes the order meanwhile has moved one of them, and then nothing is sent.
    private Error? AboutToPay(QuickPayVisit visit)
    {
        var now = desk.Now;
        if (visit.Pay.AboutToPay(visit.Order, now) is { } error)
            return error;

        visit.Order.AboutToBePaid(now, Random.Shared.NextDouble());
        return null;
    }

    private async Task<Result<string>> Send(QuickPayVisit visit, BankCard card, string code)
    {
        var reply = await bank.Pay(visit.Order, visit.Pay, card, code);
        ChannelMetrics.Called(visit.Order.Channel, "pay", reply.Said switch
        {
            BankSaid.Yes => ChannelOutcome.Accepted,
            BankSaid.No => ChannelOutcome.Refused,
            BankSaid.NotFound or BankSaid.Duplicate or BankSaid.Unclear => ChannelOutcome.Unknown,
            _ => throw new InvalidOperationException($"{reply.Said} is no answer."),
        });
        if (reply.Said == BankSaid.Yes)
            return "accepted";

        log.LogWarning("Paying order {OrderId} ended {Said}: {Code}", visit.Order.Id, reply.Said, reply.Code);
        if (reply.Said != BankSaid.No)
            return await Look(visit.Order);

        return CardBank.IsPayCodeWrong(reply)
            ? await CodeWasWrong(visit)
            : await WasRefused(visit, reply);
    }

    private async Task<Result<string>> Look(ChannelOrder order) =>
        order.State == OrderState.Paid
        || await ask.About(order, isGivenUp: false, CancellationToken.None) == OrderState.Paid ? "paid" : "unknown";

    private async Task<Error> CodeWasWrong(QuickPayVisit visit)
    {
        var pay = await AfterNo(visit, p =>
        {
            p.CodeWasWrong();
            if (p.TriesLeft <= 0)
                p.Stop(desk.Now);
        });
        if (pay.TriesLeft > 0)
            return QuickPayErrors.CodeWrong(pay.TriesLeft);

        var order = visit.Order;
        var closed = new ChannelReport(order.Channel, order.MerchantId, order.OutTradeNo, ReportedState.Closed);
        await record.Record(closed, notice: null, CancellationToken.None);
        return QuickPayErrors.CodeExhausted();
    }

    private async Task<Error> WasRefused(QuickPayVisit visit, BankReply reply)
    {
        await AfterNo(visit, pay => pay.WasRefused());
        return QuickPayErrors.PaymentRefused(reply.Reason, reply.Message ?? "The bank refused the payment.");
    }

    // A query may have found the same no first, and ended the order with it.
    private Task<QuickPay> AfterNo(QuickPayVisit visit, Action<QuickPay> change)
    {
        var sentAs = visit.Pay.BankOrderNo;
        return desk.Change(visit.Order, pay =>
        {
            if (pay.StoppedAt is null && pay.SentAt is not null && pay.BankOrderNo == sentAs)
                change(pay);
        });
    }
}
