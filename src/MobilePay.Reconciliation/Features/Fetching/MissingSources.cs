using System.Diagnostics.Metrics;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.Reconciliation.Features.Fetching;

/// <summary>Calls a person, once for each source that had its time and has not come.</summary>
public sealed class MissingSources(ReconciliationDbContext db, TimeProvider clock, ILogger<MissingSources> log)
{
    private static readonly Counter<long> Missing = Meters.Meter.CreateCounter<long>("mobilepay.sources.missing");

    internal async Task Call(SourceOf source, CancellationToken stop)
    {
        if (!await db.BeginAlarm(source, clock.GetUtcNow(), stop))
            return;

        Missing.Add(1, new KeyValuePair<string, object?>("source", source.Channel));
        log.LogError("Nothing has come of {Channel} {MerchantId} for {Day} of hospital {HospitalId}: a person has to look",
            source.Channel, source.MerchantId, source.Day, source.HospitalId);
    }
}
