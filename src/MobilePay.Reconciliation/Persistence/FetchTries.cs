using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Persistence;

internal sealed class FetchTryMapping : IEntityTypeConfiguration<FetchTry>, IEntityTypeConfiguration<StirredDay>
{
    public void Configure(EntityTypeBuilder<FetchTry> tried)
    {
        tried.ToTable("fetch_tries");
        tried.HasKey(t => new { t.HospitalId, t.Day, t.Channel, t.MerchantId });
    }

    public void Configure(EntityTypeBuilder<StirredDay> stirred)
    {
        stirred.ToTable("stirred_days");
        stirred.HasKey(s => new { s.HospitalId, s.Day });
        stirred.HasIndex(s => s.StirredAt);
    }
}

/// <summary>Which source of which day is meant.</summary>
internal sealed record SourceOf(string HospitalId, DateOnly Day, string Channel, string MerchantId)
{
    public static SourceOf HospitalsDay(string hospitalId, DateOnly day) => new(hospitalId, day, FetchTry.Hospital, "");
}

internal static class FetchTries
{
    /// <summary>Written before the call goes out, so that two that are due at once do not both go.</summary>
    /// <returns>False where somebody else has tried since <paramref name="notSince"/>.</returns>
    public static async Task<bool> BeginTry(
        this ReconciliationDbContext db, SourceOf source, DateTimeOffset now, DateTimeOffset notSince, CancellationToken stop) =>
        await db.Database.ExecuteSqlAsync($"""
            insert into fetch_tries as t (hospital_id, day, channel, merchant_id, last_tried_at, tries)
            values ({source.HospitalId}, {source.Day}, {source.Channel}, {source.MerchantId}, {now}, 1)
            on conflict (hospital_id, day, channel, merchant_id) do update set last_tried_at = {now}, tries = t.tries + 1
            where t.last_tried_at < {notSince}
            """, stop) == 1;

    public static Task EndTry(this ReconciliationDbContext db, SourceOf source, string? problem, CancellationToken stop) =>
        db.Database.ExecuteSqlAsync($"""
            update fetch_tries set last_problem = {problem}
            where hospital_id = {source.HospitalId} and day = {source.Day} and channel = {source.Channel}
                and merchant_id = {source.MerchantId}
            """, stop);

    /// <returns>True once for each source: whoever gets it calls a person.</returns>
    public static async Task<bool> BeginAlarm(
        this ReconciliationDbContext db, SourceOf source, DateTimeOffset now, CancellationToken stop) =>
        await db.Database.ExecuteSqlAsync($"""
            update fetch_tries set alarmed_at = {now}
            where hospital_id = {source.HospitalId} and day = {source.Day} and channel = {source.Channel}
                and merchant_id = {source.MerchantId} and alarmed_at is null
            """, stop) == 1;

    /// <summary>A source of the day has arrived: it is to be reconciled, again if it was.</summary>
    public static Task Stir(
        this ReconciliationDbContext db, string hospitalId, DateOnly day, DateTimeOffset now, CancellationToken stop) =>
        db.Database.ExecuteSqlAsync($"""
            insert into stirred_days (hospital_id, day, stirred_at) values ({hospitalId}, {day}, {now})
            on conflict (hospital_id, day) do update set stirred_at = excluded.stirred_at
            """, stop);
}
