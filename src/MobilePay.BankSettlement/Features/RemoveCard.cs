using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Clients.UnionPay;
using MobilePay.BankSettlement.Domain;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.BankSettlement.Features;

/// <summary>The holder gives up a card: the bank deletes its token, and we our row.</summary>
public static class RemoveCard
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/cards/{cardId:guid}", Handle);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string outTradeNo, Guid cardId, [FromHeader(Name = QuickPayRoutes.HolderHeader)] string? holder,
        [FromServices] QuickPayDesk desk, [FromServices] CardBank bank, TimeProvider clock, HttpContext http)
    {
        var received = await desk.Receive(outTradeNo, holder, http.RequestAborted);
        if (received.Value is not { } visit)
            return received.Error!.ToProblem(http);

        var mine = desk.CardsOf(visit).Where(c => c.Id == cardId);
        if (await mine.AsNoTracking().SingleOrDefaultAsync(http.RequestAborted) is not { } card)
            return QuickPayErrors.CardOfAnother().ToProblem(http);

        // A token the bank will not delete is one it does not know any more; without our row it is worth nothing.
        if ((await bank.DeleteToken(card, clock.GetUtcNow())).Said is BankSaid.Unclear or BankSaid.Duplicate)
            return QuickPayErrors.Unavailable().ToProblem(http);

        await mine.ExecuteDeleteAsync(CancellationToken.None);
        return TypedResults.NoContent();
    }
}
