using System.Diagnostics;

namespace MobilePay.ServiceDefaults.Telemetry;

/// <summary>
/// One trace from the scan to the hospital's confirmation. A patient's clicks, a channel's notice and our own schedules are
/// separate requests; each that carries on with a known payment starts a span under the trace that began it.
/// </summary>
public static class Journey
{
    public static readonly ActivitySource Source = new("MobilePay");

    /// <summary>
    /// Starts a span under <paramref name="traceParent"/> (W3C form) and links what was current before.
    /// Without a usable parent it is an ordinary child.
    /// </summary>
    public static Activity? Continue(string name, string? traceParent)
    {
        if (!ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent))
            return Source.StartActivity(name);

        var links = Activity.Current is { } current ? new[] { new ActivityLink(current.Context) } : [];
        return Source.StartActivity(name, ActivityKind.Internal, parent, links: links);
    }

    /// <summary>The present place in the trace, to be kept with whatever will be carried on later.</summary>
    public static string? Here => Activity.Current?.Id;
}
