using System.Diagnostics.Metrics;
using MobilePay.BankSettlement.Clients;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.BankSettlement.Features;

/// <summary>Counts by channel and reason; no number, name or amount ever stands in a tag.</summary>
internal static class ChannelMetrics
{
    private static readonly Counter<long> Calls = Meters.Meter.CreateCounter<long>("mobilepay.channel.calls");
    private static readonly Counter<long> Notices = Meters.Meter.CreateCounter<long>("mobilepay.channel.notices");
    private static readonly Counter<long> Alarms = Meters.Meter.CreateCounter<long>("mobilepay.channel.alarms");

    public static void Called(string channel, string call, ChannelOutcome outcome) =>
        Calls.Add(1, new("channel", channel), new("call", call), new("outcome", outcome.ToString()));

    /// <param name="result">"accepted", or the word for which it was refused.</param>
    public static void Noticed(string channel, string result) => Notices.Add(1, new("channel", channel), new("result", result));

    /// <summary>Well signed and still impossible: somebody has to look.</summary>
    public static void Alarm(string channel, string reason) => Alarms.Add(1, new("channel", channel), new("reason", reason));
}
