using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.BankSettlement.Clients.UnionPay;
using MobilePay.BankSettlement.Domain;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.BankSettlement.Features;

/// <summary>How far a patient is with paying this order by card, and which cards she has here.</summary>
public static class GetQuickPay
{
    public sealed record Response(
        string OutTradeNo,
        Guid PaymentId,
        string HospitalId,
        long AmountFen,
        DateTimeOffset ExpiresAt,
        string Step,
        DateTimeOffset? CodeAgainAt,
        int TriesLeft,
        Guid? CardId,
        IReadOnlyList<CardResponse> Cards);

    /// <param name="Kind">debit or credit.</param>
    public sealed record CardResponse(Guid CardId, string? Bank, string Last4, string Kind)
    {
        public static CardResponse Of(BankCard card) => new(card.Id, card.Bank, card.Last4, card.Kind switch
        {
            CardKind.Debit => "debit",
            CardKind.Credit => "credit",
        });
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("", Handle);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string outTradeNo, [FromHeader(Name = QuickPayRoutes.HolderHeader)] string? holder,
        [FromServices] QuickPayDesk desk, IOptions<BankOptions> options, TimeProvider clock, CancellationToken stop)
    {
        var received = await desk.Receive(outTradeNo, holder, stop);
        if (received.Value is not { } visit)
            return received.Error!.ToProblem();

        var cards = await desk.CardsOf(visit).AsNoTracking().OrderBy(c => c.CreatedAt).ToListAsync(stop);
        var mine = cards.Any(c => c.Id == visit.Pay.CardId) ? visit.Pay.CardId : null;
        return TypedResults.Ok(new Response(
            outTradeNo, visit.Order.PaymentId, visit.Order.HospitalId, visit.Order.Amount.Fen, visit.Order.ExpiresAt,
            StepOf(visit, mine, clock.GetUtcNow()), visit.Pay.CodeSentAt + options.Value.CodeAgainAfter, visit.Pay.TriesLeft,
            mine, [.. cards.Select(CardResponse.Of)]));
    }

    private static string StepOf(QuickPayVisit visit, Guid? mine, DateTimeOffset now)
    {
        if (visit.Order.State == OrderState.Paid)
            return "paid";
        if (visit.Pay.IsOver(visit.Order, now))
            return "over";
        if (visit.Pay.SentAt is not null)
            return "paying";
        return mine is not null && visit.Pay.CodeSentAt is not null ? "code" : "card";
    }
}
