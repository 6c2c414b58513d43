using System.Diagnostics.Metrics;

namespace MobilePay.ServiceDefaults.Telemetry;

/// <summary>The platform's own metrics; each service adds its counters here by name.</summary>
public static class Meters
{
    public const string Name = "MobilePay";

    public static readonly Meter Meter = new(Name);
}
