using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.BankSettlement.Features;

/// <summary>
/// Writes the intent, commits it, and only then calls the channel (rule U1). A placing that went well needs no second commit:
/// the intent already carries the time of the first query.
/// </summary>
public sealed class OrderPlacing(
    BankSettlementDbContext db, AskChannel ask, TimeProvider clock, ILogger<OrderPlacing> log)
{
    private const int TriesMax = 3;

    // Closing trusts that nobody gets pay parameters out of a call that was begun long ago.
    private static readonly TimeSpan AnswerCountsFor = TimeSpan.FromSeconds(20);

    public async Task<Result<PlaceAnswer>> Place(ChannelOrder intent, IChannel channel, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        var written = await Write(intent, stop);
        if (written.Value is not { } order)
            return written.Error!;

        if (order.State != OrderState.Open)
            return Ended(order);

        // From here on the caller's going away changes nothing (rule T5); the channel's own time limit ends the call.
        using var span = Journey.Continue("channel place", order.TraceParent);
        var answer = await channel.Place(order, CancellationToken.None);
        ChannelMetrics.Called(order.Channel, "place", answer.Outcome);
        if (answer.Outcome != ChannelOutcome.Accepted)
            log.LogWarning("Placing order {OrderId} ended {Outcome}: {Reason}", order.Id, answer.Outcome, answer.Reason);

        return answer.Outcome switch
        {
            ChannelOutcome.Accepted when clock.GetElapsedTime(began) > AnswerCountsFor => Unknown("channel.too-late"),
            ChannelOutcome.Accepted => answer,
            ChannelOutcome.Refused => await Refused(order, answer),
            ChannelOutcome.Unknown => answer,
            _ => throw new InvalidOperationException($"{answer.Outcome} is no outcome."),
        };
    }

    // Insert and look, never look and insert: of two equal requests at once, one inserts and the other repeats.
    private async Task<Result<ChannelOrder>> Write(ChannelOrder intent, CancellationToken stop)
    {
        intent.AboutToPlace(clock.GetUtcNow(), Random.Shared.NextDouble());
        db.Add(intent);
        if (await db.SaveUnlessTaken(stop) is null)
            return intent;

        for (var tries = 1; tries <= TriesMax; tries++)
        {
            db.ChangeTracker.Clear();
            var order = await db.Orders.SingleAsync(
                o => o.OutTradeNo == intent.OutTradeNo && o.MerchantId == intent.MerchantId && o.Channel == intent.Channel, stop);
            if (!order.IsSameAs(intent))
                return OrderErrors.Differs(intent.OutTradeNo);
            if (order.State != OrderState.Open)
                return order;

            order.AboutToPlace(clock.GetUtcNow(), Random.Shared.NextDouble());
            try
            {
                await db.SaveChangesAsync(stop);
                return order;
            }
            catch (DbUpdateConcurrencyException)
            {
                // A notice, a query or the same request beside us was faster.
            }
        }

        return OrderErrors.Contended(intent.OutTradeNo);
    }

    // No to the first placing is a no. To a repeat, or about the number itself, it says nothing of what the number already did.
    private async Task<PlaceAnswer> Refused(ChannelOrder order, PlaceAnswer answer)
    {
        if (answer.IsAboutTheNumber || order.ConfirmRefused(answer.Reason!) is not null)
            return await ByQuery(order, answer);

        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return answer;
        }
        catch (DbUpdateConcurrencyException)
        {
            return await ByQuery(order, answer);
        }
    }

    private async Task<PlaceAnswer> ByQuery(ChannelOrder order, PlaceAnswer refused)
    {
        var state = await ask.About(order, isGivenUp: false, CancellationToken.None);
        return state switch
        {
            null or OrderState.Open => Unknown(refused.Reason!),
            OrderState.Paid => new(ChannelOutcome.Refused, null, "channel.already-paid"),
            OrderState.Closed => new(ChannelOutcome.Refused, null, "channel.order-closed"),
            OrderState.Refused => refused,
            _ => throw new InvalidOperationException($"{state} is no state."),
        };
    }

    private static PlaceAnswer Ended(ChannelOrder order) => new(ChannelOutcome.Refused, null, order.State switch
    {
        OrderState.Paid => "channel.already-paid",
        OrderState.Closed => "channel.order-closed",
        OrderState.Refused or OrderState.Open => order.RefusedFor,
    });

    private static PlaceAnswer Unknown(string reason) => new(ChannelOutcome.Unknown, null, reason);
}
