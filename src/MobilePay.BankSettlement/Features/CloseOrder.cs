using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;
using MobilePay.ServiceDefaults.Http;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.BankSettlement.Features;

/// <summary>Ends an order so that nothing can be paid on it any more, or finds that it is paid (rules U5 and D1).</summary>
public static class CloseOrder
{
    public enum CloseOutcome
    {
        Closed,
        Paid,
        Unknown,
    }

    public sealed record Response(CloseOutcome Outcome);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/orders/{outTradeNo}/close", Handle);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string outTradeNo, BankSettlementDbContext db, ChannelClosing closing, CancellationToken stop)
    {
        var order = await db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.OutTradeNo == outTradeNo, stop);
        if (order is null)
            return OrderErrors.NotFound(outTradeNo).ToProblem();

        // The close is sent or it is not; the caller's going away must not leave it half asked.
        var state = order.State == OrderState.Open ? await closing.Close(order, CancellationToken.None) : order.State;
        return TypedResults.Ok(new Response(OutcomeOf(state)));
    }

    private static CloseOutcome OutcomeOf(OrderState? state) => state switch
    {
        OrderState.Paid => CloseOutcome.Paid,
        OrderState.Closed or OrderState.Refused => CloseOutcome.Closed,
        OrderState.Open or null => CloseOutcome.Unknown,
        _ => throw new InvalidOperationException($"{state} is no state."),
    };
}

/// <summary>Asks the channel to close, and believes only what it says afterwards.</summary>
public sealed class ChannelClosing(Channels channels, RecordReport record, AskChannel ask)
{
    /// <returns>The order's state afterwards; null when the channel gave no answer to be believed.</returns>
    public async Task<OrderState?> Close(ChannelOrder order, CancellationToken stop)
    {
        using var span = Journey.Continue("channel close", order.TraceParent);
        if (channels.Named(order.Channel) is not { } channel)
            return null;

        var answer = await channel.Close(order, stop);
        ChannelMetrics.Called(order.Channel, "close", answer.Outcome);
        if (answer.Outcome != ChannelOutcome.Accepted)
            return await ask.About(order, isGivenUp: true, stop);

        var closed = new ChannelReport(order.Channel, order.MerchantId, order.OutTradeNo, ReportedState.Closed)
        {
            MayStillBePaid = answer.MayStillBePaid,
        };
        var recorded = await record.Record(closed, notice: null, stop);

        // Refused here means that a notice of payment was faster than the close: then the money counts.
        return recorded.Error is null ? recorded.Value : await ask.About(order, isGivenUp: true, stop);
    }
}
