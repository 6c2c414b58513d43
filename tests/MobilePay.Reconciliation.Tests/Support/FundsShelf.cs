using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features;
using MobilePay.Reconciliation.Persistence;
using Npgsql;

namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>Puts planted funds on a hospital's shelf, and reads what became of them.</summary>
internal static class FundsShelf
{
    public const string AccountNo = "6222";

    public static async Task Put(this Books books, string hospital, PlantedFunds planted)
    {
        await using var db = books.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var (channel, merchant, day, gross, refunds, fees) in planted.Days)
            await books.PutMerchantDay(db, hospital, (channel, merchant, day), gross, refunds, fees);
        await books.PutBookings(db, hospital, PlantedFunds.LastSeen, planted.Bank);
        await transaction.CommitAsync();
    }

    /// <summary>A channel's statement of one payment, and one refund where something was given back.</summary>
    public static async Task PutMerchantDay(this Books books, ReconciliationDbContext db, string hospital,
        (string Channel, string MerchantId, DateOnly Day) of, long gross, long refunds, long fees)
    {
        var statement = await books.NewStatement(db, hospital, of.Channel, of.MerchantId, of.Day);
        var at = new DateTimeOffset(of.Day, new(12, 0), TimeSpan.FromHours(8)).ToUniversalTime();
        await using var copy = await StatementCopy.Begin((NpgsqlConnection)db.Database.GetDbConnection(), statement, default);
        var order = $"{of.MerchantId}{of.Day:yyyyMMdd}";
        copy.Write(new(1, LineKind.Payment, LineStatus.Done, of.MerchantId, order, null, "T", null, gross, fees, at));
        copy.Write(new(2, LineKind.Refund, LineStatus.UnderWay, of.MerchantId, order, "R", "T", null, refunds, 0, at));
        copy.Write(new(3, LineKind.Refund, LineStatus.Failed, of.MerchantId, order, "F", "T", null, 4444, 0, at));
        await copy.Complete(default);
    }

    public static async Task PutBookings(
        this Books books, ReconciliationDbContext db, string hospital, DateOnly day, IEnumerable<BankLine> lines)
    {
        var statement = await books.NewStatement(db, hospital, "account", AccountNo, day);
        await using var copy = await BankLineCopy.Begin(
            (NpgsqlConnection)db.Database.GetDbConnection(), statement, books.Options.Funds, hasPayers: true, default);
        foreach (var line in lines)
            copy.Write(line);
        await copy.Complete(default);
    }

    public static async Task<IReadOnlyList<Batch>> ReconcileFunds(
        this Books books, string hospital, DateOnly from, DateOnly? today = null)
    {
        await using var db = books.Open();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(
            new DateTimeOffset(today ?? PlantedFunds.LastSeen, new(6, 0), TimeSpan.Zero));
        return await new ReconcileFunds(db, new(db, books.Settings), books.Settings, clock).Do(hospital, from, default);
    }

    private static async Task<Statement> NewStatement(
        this Books books, ReconciliationDbContext db, string hospital, string channel, string merchant, DateOnly day)
    {
        var statement = new Statement
        {
            Id = Guid.NewGuid(),
            HospitalId = hospital,
            Channel = channel,
            MerchantId = merchant,
            Day = day,
            FileName = "",
            Digest = "",
            ReceivedAt = books.Clock.GetUtcNow(),
        };
        db.Statements.Add(statement);
        await db.SaveChangesAsync();
        await db.Database.OpenConnectionAsync();
        return statement;
    }
}
