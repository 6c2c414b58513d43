using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.BankSettlement.Features;

/// <summary>What we know of an order, without who pays it.</summary>
public static class GetOrder
{
    public sealed record Response(
        string OutTradeNo,
        Guid PaymentId,
        string HospitalId,
        string Channel,
        string MerchantId,
        string Method,
        OrderState State,
        string? Reason,
        string? ChannelTradeNo,
        DateTimeOffset CreatedAt,
        DateTimeOffset ExpiresAt,
        DateTimeOffset? PaidAt,
        DateTimeOffset? ClosedAt,
        int Placings,
        int Queries,
        DateTimeOffset? NextQueryAt)
    {
        public long AmountFen { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/orders/{outTradeNo}", Handle);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string outTradeNo, BankSettlementDbContext db, CancellationToken stop)
    {
        var order = await db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.OutTradeNo == outTradeNo, stop);
        return order is null ? OrderErrors.NotFound(outTradeNo).ToProblem() : TypedResults.Ok(Describe(order));
    }

    private static Response Describe(ChannelOrder order) => new(
        order.OutTradeNo, order.PaymentId, order.HospitalId, order.Channel, order.MerchantId, order.Method, order.State,
        order.RefusedFor, order.ChannelTradeNo, order.CreatedAt, order.ExpiresAt, order.PaidAt, order.ClosedAt,
        order.Placings, order.Queries, order.NextQueryAt)
    {
        AmountFen = order.Amount.Fen,
    };
}
