using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Clients.Bank;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;
using Npgsql;

namespace MobilePay.Reconciliation.Features;

/// <summary>Whose statement a file is said to be.</summary>
public sealed record StatementOf(string HospitalId, string Channel, string MerchantId, DateOnly Day, string FileName);

/// <summary>
/// Keeps a channel's file: every line of it, or none. A file that can't be believed is kept as evidence with the reason; the same
/// file again changes nothing; another one for the same day takes the former's place, and both files stay.
/// </summary>
public sealed class KeepStatement(
    ReconciliationDbContext db, IOptions<ReconciliationOptions> options, TimeProvider clock)
{
    private const int PartBytes = 1 << 20;
    private const string BeforeLines = "lines";
    private const int AccountDays = 15;

    public async Task<Result<Statement>> Do(StatementOf of, Stream content, CancellationToken stop)
    {
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Truncate, FileAccess.ReadWrite, FileShare.None,
            PartBytes, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await content.CopyToAsync(file, stop);
        file.Position = 0;
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.HoldBooks(of.HospitalId, options.Value, stop);
        var those = db.Statements.Where(s => s.HospitalId == of.HospitalId && s.Channel == of.Channel
            && s.MerchantId == of.MerchantId && s.Day == of.Day);
        var present = await those.SingleOrDefaultAsync(s => s.Status == SourceStatus.Current, stop);
        if (present?.Digest == digest)
            return present;

        var statement = NewStatement(of, digest, file.Length);
        await transaction.CreateSavepointAsync(BeforeLines, stop);
        if (present is not null)
            await Replace(present, stop);
        var refused = await db.IsClosed(of.HospitalId, of.Day, stop)
            ? StatementErrors.DayClosed(of.Day) : await ReadLines(statement, file, stop);
        if (refused is not null)
        {
            // Nothing half-kept: the former statement counts on, and the file stays as evidence.
            await transaction.RollbackToSavepointAsync(BeforeLines, stop);
            db.ChangeTracker.Clear();
            if (await those.AnyAsync(s => s.Status == SourceStatus.Refused && s.Digest == digest, stop))
                return refused;
            statement.Status = SourceStatus.Refused;
            (statement.RefusedFor, statement.RefusedBecause) = (refused.Code, refused.Message);
        }

        if (refused is null)
            await db.Stir(of.HospitalId, of.Day, statement.ReceivedAt, stop);
        db.Statements.Add(statement);
        await db.SaveChangesAsync(stop);
        await KeepFile(statement, file, stop);
        await transaction.CommitAsync(CancellationToken.None);
        if (refused is not null)
            return refused;

        // The bank pays days after the channel's day, so a booking is met with the days before its own.
        var from = of.Channel == ReconciliationOptions.AccountChannel ? of.Day.AddDays(-AccountDays) : of.Day;
        await new ReconcileFunds(db, new(db, options), options, clock).Do(of.HospitalId, from, stop);
        return statement;
    }

    private Statement NewStatement(StatementOf of, string digest, long length)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            Id = Guid.CreateVersion7(now),
            HospitalId = of.HospitalId,
            Channel = of.Channel,
            MerchantId = of.MerchantId,
            Day = of.Day,
            FileName = of.FileName,
            Digest = digest,
            Length = length,
            ReceivedAt = now,
        };
    }

    private async Task Replace(Statement present, CancellationToken stop)
    {
        present.Status = SourceStatus.Replaced;
        await db.SaveChangesAsync(stop);
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from channel_lines where day = {present.Day} and statement_id = {present.Id};
            delete from bank_lines where statement_id = {present.Id}
            """, stop);
    }

    private async Task<Error?> ReadLines(Statement statement, FileStream file, CancellationToken stop)
    {
        file.Position = 0;
        if (statement.Channel == ReconciliationOptions.AccountChannel)
            return await ReadBookings(statement, file, stop);
        using var reader = StatementReaders.For(statement.Channel, file, statement.MerchantId, statement.Day);
        if (reader is null)
            return StatementErrors.UnknownChannel(statement.Channel);

        await using var copy = await StatementCopy.Begin(Connection, statement, stop);
        while (reader.Read())
            copy.Write(reader.Line);
        if (reader.Refused is { } refused)
            return refused;
        await copy.Complete(stop);
        statement.Count(reader.Totals);
        return null;
    }

    private async Task<Error?> ReadBookings(Statement statement, FileStream file, CancellationToken stop)
    {
        var map = options.Value.MapOf(statement.HospitalId, statement.MerchantId);
        using var reader = new BankAccountStatement(file, map, (statement.Day, statement.Day));
        await using var copy = await BankLineCopy.Begin(
            Connection, statement, options.Value.Funds, map.Counterparty is not null, stop);
        while (reader.Read())
            copy.Write(reader.Line);
        if (reader.Refused is { } refused)
            return refused;
        await copy.Complete(stop);
        statement.Count(reader.Totals);
        return null;
    }

    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    // In parts, so that a file of any length needs the same memory.
    private async Task KeepFile(Statement statement, FileStream file, CancellationToken stop)
    {
        file.Position = 0;
        var part = new byte[PartBytes];
        for (var number = 0; await file.ReadAtLeastAsync(part, PartBytes, throwOnEndOfStream: false, stop) is > 0 and var length;)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into source_parts (source_id, part_no, bytes)
                values ({statement.Id}, {++number}, {part[..length]})
                """,
                stop);
        }
    }
}
