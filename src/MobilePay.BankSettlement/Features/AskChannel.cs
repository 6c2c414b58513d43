using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Domain;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.BankSettlement.Features;

/// <summary>Asks the channel about one order and records the answer.</summary>
public sealed class AskChannel(Channels channels, RecordReport record, ILogger<AskChannel> log)
{
    /// <param name="isGivenUp">We want no payment any more; see <see cref="ChannelReport.IsGivenUp"/>.</param>
    /// <returns>The order's state afterwards; null when the channel gave no answer to be believed.</returns>
    public async Task<OrderState?> About(ChannelOrder order, bool isGivenUp, CancellationToken stop)
    {
        using var span = Journey.Continue("channel query", order.TraceParent);
        if (channels.Named(order.Channel) is not { } channel)
            return null;

        var answer = await channel.Query(order, stop);
        ChannelMetrics.Called(order.Channel, "query", answer.Report is null ? ChannelOutcome.Unknown : ChannelOutcome.Accepted);
        if (answer.Report is not { } report)
            return null;

        var recorded = await record.Record(report with { IsGivenUp = isGivenUp }, notice: null, stop);
        if (recorded.Error is not { } error)
            return recorded.Value;

        // The answer is signed and about this order, and still can't be: a person has to look.
        ChannelMetrics.Alarm(order.Channel, error.Code);
        log.LogError("The channel's answer about order {OrderId} was not booked: {Reason}", order.Id, error.Code);
        return null;
    }
}
