using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.BankSettlement.Features;

/// <summary>
/// Asks the channel about an order now, because a person wants to know. What it says is recorded as if a notice had come.
/// </summary>
public static class AskOrder
{
    /// <param name="State">paid, open, closed, or unknown where the channel gave no answer to be believed.</param>
    public sealed record Response(string State);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/orders/{outTradeNo}/ask", Handle);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string outTradeNo, BankSettlementDbContext db, AskChannel ask, CancellationToken stop)
    {
        var order = await db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.OutTradeNo == outTradeNo, stop);
        if (order is null)
            return OrderErrors.NotFound(outTradeNo).ToProblem();

        // What the channel says is recorded even when the person has gone.
        var state = await ask.About(order, isGivenUp: false, CancellationToken.None);
        return TypedResults.Ok(new Response(state is { } known ? WordOf(known) : "unknown"));
    }

    private static string WordOf(OrderState state) => state switch
    {
        OrderState.Paid => "paid",
        OrderState.Open => "open",
        OrderState.Closed or OrderState.Refused => "closed",
    };
}
