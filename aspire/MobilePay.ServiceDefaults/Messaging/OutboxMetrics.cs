using System.Diagnostics.Metrics;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.ServiceDefaults.Messaging;

internal static class OutboxMetrics
{
    /// <summary>From commit to the broker's confirm.</summary>
    public static readonly Histogram<double> Lag = Meters.Meter.CreateHistogram<double>("mobilepay.outbox.lag", "ms");

    /// <summary>Messages the broker did not take at the first try.</summary>
    public static readonly Counter<long> Unsent = Meters.Meter.CreateCounter<long>("mobilepay.outbox.unsent");

    /// <summary>Messages that came again and changed nothing.</summary>
    public static readonly Counter<long> Repeats = Meters.Meter.CreateCounter<long>("mobilepay.inbox.repeats");
}
