using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.LocalHost.Servers;
using MobilePay.Reconciliation;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features;
using MobilePay.Reconciliation.Persistence;
using MobilePay.Reconciliation.Tests.Support;
using Npgsql;
using NpgsqlTypes;

namespace MobilePay.ReconciliationBenchmark;

/// <summary>One day on a PostgreSQL of its own: first the bare COPY and join, then the platform's own way.</summary>
internal sealed class DayBenchmark(PostgresServer postgres, DirectoryInfo folder, int rows)
{
    private static readonly ReconciliationOptions Settings = new()
    {
        FeeRates = [new() { Channel = "wechat", MerchantId = Day.Merchant, Millionths = 3800 }],
    };

    private readonly Day day = new(rows);

    public static async Task<DayFigures> Run(int rows, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("mobilepay-day-");
        try
        {
            await using var postgres = await PostgresServer.Start(
                new() { Folder = Path.Combine(folder.FullName, "postgres"), RemoveFilesAtStop = true }, null, stop);
            await postgres.CreateDatabase("reconciliation", stop);
            return await new DayBenchmark(postgres, folder, rows).Measure(stop);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<DayFigures> Measure(CancellationToken stop)
    {
        await using (var db = Open())
            await db.Database.MigrateAsync(stop);
        await PutOtherSides(stop);
        var (bareCopy, bareJoin) = await Bare(stop);

        var bill = Path.Combine(folder.FullName, "bill.csv");
        await using (var text = new StreamWriter(bill, append: false, new UTF8Encoding(false), 1 << 16))
            BillWriter.WeChat(text, day.Channel());
        var began = Stopwatch.GetTimestamp();
        await using (var file = File.OpenRead(bill))
        await using (var db = Open())
        {
            var kept = await new KeepStatement(db, Options.Create(Settings), TimeProvider.System).Do(
                new(Day.Hospital, "wechat", Day.Merchant, Day.Date, "bill.csv"), file, stop);
            if (kept.Error is { } error)
                throw new InvalidOperationException(error.Message);
        }

        var keptAfter = Stopwatch.GetElapsedTime(began).TotalSeconds;
        began = Stopwatch.GetTimestamp();
        await using (var db = Open())
            await new ReconcileDay(
                db, new(new(db, Options.Create(Settings))), new(TimeProvider.System), Options.Create(Settings),
                TimeProvider.System)
                .Do(Day.Hospital, Day.Date, stop);
        var reconciledAfter = Stopwatch.GetElapsedTime(began).TotalSeconds;

        await using (var db = Open())
            if (await db.Differences.CountAsync(stop) is var found && found != day.Planted)
                throw new InvalidOperationException($"{day.Planted} were planted and {found} found: no figures.");
        return new(rows, keptAfter, reconciledAfter, bareCopy, bareJoin, Process.GetCurrentProcess().PeakWorkingSet64 / 1e6);
    }

    private async Task PutOtherSides(CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString("reconciliation"));
        await connection.OpenAsync(stop);
        await using (var copy = await connection.BeginBinaryImportAsync("""
            copy platform_payments
                (hospital_id, order_no, payment_id, channel, merchant_id, channel_trade_no, amount_fen, paid_at)
            from stdin (format binary)
            """, stop))
        {
            foreach (var (orderNo, tradeNo, fen, at) in day.AtPlatform())
            {
                await copy.StartRowAsync(stop);
                await copy.WriteAsync(Day.Hospital, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(orderNo, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(Guid.Empty, NpgsqlDbType.Uuid, stop);
                await copy.WriteAsync("wechat", NpgsqlDbType.Text, stop);
                await copy.WriteAsync(Day.Merchant, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(tradeNo, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(fen, NpgsqlDbType.Bigint, stop);
                await copy.WriteAsync(at.UtcDateTime, NpgsqlDbType.TimestampTz, stop);
            }

            await copy.CompleteAsync(stop);
        }

        var handover = new Handover
        {
            Id = Guid.NewGuid(),
            HospitalId = Day.Hospital,
            Day = Day.Date,
            Digest = "",
            ClosedAt = DateTimeOffset.UnixEpoch,
            ReceivedAt = DateTimeOffset.UnixEpoch,
        };
        await using (var db = Open())
        {
            db.Handovers.Add(handover);
            await db.SaveChangesAsync(stop);
        }

        await using var lines = await HandoverCopy.Begin(connection, handover, stop);
        foreach (var line in day.AtHospital())
            lines.Write(line);
        await lines.Complete(stop);
    }

    // The least any program could do: the lines into a table without an index, and the three sides joined into another.
    private async Task<(double Copy, double Join)> Bare(CancellationToken stop)
    {
        var lines = Path.Combine(folder.FullName, "bare.copy");
        await using var connection = new NpgsqlConnection(postgres.ConnectionString("reconciliation"));
        await connection.OpenAsync(stop);
        await Run("""
            create table bare (line_no int, kind smallint, status smallint, merchant_id text, key text, channel_trade_no text,
                amount_fen bigint, fee_fen bigint, at timestamptz);
            analyze platform_payments;
            analyze handover_lines
            """);
        await WriteBare(connection, lines, stop);
        var began = Stopwatch.GetTimestamp();
        await using (var file = File.OpenRead(lines))
        await using (var copy = await connection.BeginRawBinaryCopyAsync("copy bare from stdin (format binary)", stop))
            await file.CopyToAsync(copy, 1 << 16, stop);
        var copied = Stopwatch.GetElapsedTime(began).TotalSeconds;

        await Run("set work_mem = '256MB'; analyze bare");
        began = Stopwatch.GetTimestamp();
        await Run("""
            create table bare_differences as
            select coalesce(c.key, p.order_no, h.key) as key, c.amount_fen as c, p.amount_fen as p, h.amount_fen as h
            from bare c full join platform_payments p on p.order_no = c.key
                full join handover_lines h on h.key = coalesce(c.key, p.order_no)
            where c.amount_fen is distinct from p.amount_fen or p.amount_fen is distinct from h.amount_fen
            """);
        var joined = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await Run("drop table bare, bare_differences");
        return (copied, joined);

        async Task Run(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 3600 };
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    // Made ready beforehand in the server's own form, so that the COPY that is timed does nothing else.
    private async Task WriteBare(NpgsqlConnection connection, string lines, CancellationToken stop)
    {
        await using (var text = await connection.BeginTextImportAsync("copy bare from stdin (format csv)", stop))
            foreach (var line in day.Channel())
                await text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{line.LineNo},{(int)line.Kind},{(int)line.Status},{line.MerchantId},{line.OrderNo},{line.ChannelTradeNo},")
                    + string.Create(CultureInfo.InvariantCulture, $"{line.AmountFen},{line.FeeFen},{line.At:O}"));
        await using (var file = File.Create(lines))
        await using (var copy = await connection.BeginRawBinaryCopyAsync("copy bare to stdout (format binary)", stop))
            await copy.CopyToAsync(file, 1 << 16, stop);
        await using var clear = new NpgsqlCommand("truncate bare", connection);
        await clear.ExecuteNonQueryAsync(stop);
    }

    private ReconciliationDbContext Open() => new(new DbContextOptionsBuilder<ReconciliationDbContext>()
        .UseNpgsql(postgres.ConnectionString("reconciliation")).UseSnakeCaseNamingConvention().Options);
}
