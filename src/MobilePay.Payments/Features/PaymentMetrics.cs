using System.Diagnostics;
using System.Diagnostics.Metrics;
using MobilePay.Payments.Domain;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.Payments.Features;

/// <summary>Counts by cause and code; no number, name or amount ever stands in a tag.</summary>
internal static class PaymentMetrics
{
    private static readonly Counter<long> Refunds = Meters.Meter.CreateCounter<long>("mobilepay.refunds");
    private static readonly Counter<long> Refused = Meters.Meter.CreateCounter<long>("mobilepay.refunds.refused");
    private static readonly Counter<long> Failed = Meters.Meter.CreateCounter<long>("mobilepay.refunds.failed");

    public static void Refunding(RefundCause cause) =>
        Refunds.Add(1, new KeyValuePair<string, object?>("cause", cause.ToString()));

    /// <summary>A wish for a refund that was not begun; the trace carries the code, too.</summary>
    public static void NotRefunded(Error error)
    {
        Refused.Add(1, new KeyValuePair<string, object?>("code", error.Code));
        Activity.Current?.SetTag("mobilepay.refused", error.Code);
    }

    /// <summary>The channel refused: a person has to look.</summary>
    public static void RefundFailed(string reason) => Failed.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
