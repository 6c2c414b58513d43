using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.BankSettlement.Features;

/// <summary>
/// What passed between us and the channel about one order, for a person who looks into it: no payer, no key, no body.
/// </summary>
public static class TellOrder
{
    private const int NoticesMax = 200;

    public sealed record Answer(OrderFacts Order, IReadOnlyList<Notice> Notices, IReadOnlyList<Refund> Refunds);

    /// <param name="State">open, paid, closed or refused.</param>
    /// <param name="PlacedAt">When the channel was last asked to take the order.</param>
    public sealed record OrderFacts(
        string OutTradeNo, Guid PaymentId, string HospitalId, string Channel, string MerchantId, string Method, string State,
        string? RefusedFor, string? ChannelTradeNo, long AmountFen, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
        int Placings, DateTimeOffset? PlacedAt, int Queries, DateTimeOffset? NextQueryAt, DateTimeOffset? PaidAt,
        DateTimeOffset? ClosedAt);

    /// <param name="Outcome">accepted or refused.</param>
    public sealed record Notice(string NoticeId, DateTimeOffset ReceivedAt, string Outcome, string? RefusedFor);

    /// <param name="State">open, refunded or refused.</param>
    public sealed record Refund(
        string RefundNo, long AmountFen, string State, string? RefusedFor, bool IsNumberSpent, string? ChannelRefundNo,
        DateTimeOffset CreatedAt, int Sendings, DateTimeOffset? SentAt, int Steps, DateTimeOffset? NextStepAt,
        DateTimeOffset? RefundedAt);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/orders/{outTradeNo}/story", Handle);

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        string outTradeNo, BankSettlementDbContext db, CancellationToken stop)
    {
        var order = await db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.OutTradeNo == outTradeNo, stop);
        if (order is null)
            return OrderErrors.NotFound(outTradeNo).ToProblem();

        // A notice may name a number of another merchant's; only what was signed for this one belongs to the order.
        var notices = await db.Notices.AsNoTracking()
            .Where(n => n.OutTradeNo == outTradeNo && n.Channel == order.Channel && n.MerchantId == order.MerchantId)
            .OrderBy(n => n.ReceivedAt).Take(NoticesMax)
            .Select(n => new { n.NoticeId, n.ReceivedAt, n.Outcome, n.RefusedFor }).ToListAsync(stop);
        var refunds = await db.Refunds.AsNoTracking().Where(r => r.OrderId == order.Id).OrderBy(r => r.CreatedAt)
            .ToListAsync(stop);
        return TypedResults.Ok(new Answer(
            Facts(order), notices.ConvertAll(n => new Notice(n.NoticeId, n.ReceivedAt, WordOf(n.Outcome), n.RefusedFor)),
            refunds.ConvertAll(Told)));
    }

    private static OrderFacts Facts(ChannelOrder order) => new(
        order.OutTradeNo, order.PaymentId, order.HospitalId, order.Channel, order.MerchantId, order.Method,
        WordOf(order.State), order.RefusedFor, order.ChannelTradeNo, order.Amount.Fen, order.CreatedAt, order.ExpiresAt,
        order.Placings, order.Placings == 0 ? null : order.PlacedAt, order.Queries, order.NextQueryAt, order.PaidAt,
        order.ClosedAt);

    private static Refund Told(ChannelRefund refund) => new(
        refund.RefundNo, refund.Amount.Fen, WordOf(refund.State), refund.RefusedFor, refund.IsNumberSpent,
        refund.ChannelRefundNo, refund.CreatedAt, refund.Sendings, refund.SentAt, refund.Steps, refund.NextStepAt,
        refund.RefundedAt);

    private static string WordOf(OrderState state) => state switch
    {
        OrderState.Open => "open",
        OrderState.Paid => "paid",
        OrderState.Closed => "closed",
        OrderState.Refused => "refused",
    };

    private static string WordOf(RefundState state) => state switch
    {
        RefundState.Open => "open",
        RefundState.Refunded => "refunded",
        RefundState.Refused => "refused",
    };

    private static string WordOf(NoticeOutcome outcome) => outcome switch
    {
        NoticeOutcome.Accepted => "accepted",
        NoticeOutcome.Refused => "refused",
    };
}
