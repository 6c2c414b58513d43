using MobilePay.LocalHost;
using Npgsql;

namespace MobilePay.Benchmarks;

/// <summary>What the databases say: when payments were confirmed, how long news took, what was written and waited for.</summary>
internal sealed class Books(Endpoints at) : IAsyncDisposable
{
    // What we ask ourselves while a payment is under way is not the platform's.
    private const string Ours = " /* benchmark */";

    private readonly Dictionary<string, NpgsqlDataSource> sources =
        at.Postgres.ToDictionary(
            entry => entry.Key, entry => NpgsqlDataSource.Create(entry.Value + ";Maximum Pool Size=4;No Reset On Close=true"));

    public Task<DateTimeOffset> Now(CancellationToken stop) => Read<DateTime, DateTimeOffset>(
        "payments", "select now()", now => new(now, TimeSpan.Zero), stop);

    /// <summary>How many bills the hospital confirmed in a time.</summary>
    public Task<long> Confirmed(DateTimeOffset from, DateTimeOffset to, CancellationToken stop) => Read<long, long>(
        "payments",
        $"""
        select count(*) from payment_bills
        where hospital_status = 'Confirmed' and answered_at >= '{from:o}' and answered_at < '{to:o}'
        """,
        count => count, stop);

    public Task<long> Opened(DateTimeOffset from, CancellationToken stop) => Read<long, long>(
        "payments", $"select count(*) from payments where opened_at >= '{from:o}'", count => count, stop);

    /// <summary>From the moment a payment was opened until the hospital had confirmed it, in milliseconds.</summary>
    public Task<double> Latency(double percentile, DateTimeOffset from, CancellationToken stop) => Read<double, double>(
        "payments",
        $"""
        select percentile_cont({percentile:0.00}) within group (order by extract(epoch from b.answered_at - p.opened_at) * 1000)
        from payments p join payment_bills b on b.payment_id = p.id
        where p.opened_at >= '{from:o}' and b.hospital_status = 'Confirmed'
        """, ms => ms, stop);

    /// <summary>
    /// From the making of an event, before its commit, until a consumer has it, in milliseconds, over all services. The id of a
    /// message is a version 7 Guid and begins with the millisecond it was made in.
    /// </summary>
    public async Task<double> Lag(double percentile, DateTimeOffset from, CancellationToken stop)
    {
        var all = new List<double>();
        foreach (var service in new[] { "payments", "hissync", "prescriptions" })
        {
            await using var command = sources[service].CreateCommand($"""
                select extract(epoch from received_at)::float8 * 1000
                    - ('x' || substr(replace(message_id::text, '-', ''), 1, 12))::bit(48)::bigint
                from inbox_messages where received_at >= '{from:o}'
                """);
            await using var rows = await command.ExecuteReaderAsync(stop);
            while (await rows.ReadAsync(stop))
                all.Add(rows.GetDouble(0));
        }

        all.Sort();
        return all.Count == 0 ? double.NaN : all[(int)Math.Ceiling(percentile * all.Count) - 1];
    }

    /// <summary>Events that have not left yet, over all services.</summary>
    public async Task<long> Unsent(CancellationToken stop)
    {
        var sum = 0L;
        foreach (var service in new[] { "payments", "hissync", "prescriptions", "banksettlement" })
            sum += await Read<long, long>(service, "select count(*) from outbox_messages", count => count, stop);
        return sum;
    }

    public Task<(long Count, long Fen)> Paid(CancellationToken stop) => Sum(
        "payments", "select count(*), coalesce(sum(amount_fen), 0)::bigint from payments where status = 'Paid'", stop);

    public Task<(long Count, long Fen)> ConfirmedByHis(CancellationToken stop) => Sum(
        "hissync", "select count(*), coalesce(sum(amount_fen), 0)::bigint from write_backs where status = 'Confirmed'", stop);

    /// <summary>Flushes of the write-ahead log so far; alone on the machine, one a commit that waits for the disk.</summary>
    public Task<long> Flushes(CancellationToken stop) => Read<long, long>(
        "payments", "select wal_sync from pg_stat_wal", count => count, stop);

    /// <summary>Statements so far in the services' databases, and how many of them only begin or end a transaction.</summary>
    public async Task<(long All, long Frames)> Statements(CancellationToken stop)
    {
        await using var command = sources["payments"].CreateCommand($$"""
            select coalesce(sum(calls), 0)::bigint,
                coalesce(sum(calls) filter
                    (where query ~* '^(begin|commit|rollback|set local|savepoint|release|discard)'), 0)::bigint
            from pg_stat_statements s join pg_database d on d.oid = s.dbid
            where d.datname like 'mobilepay%' and s.query not like '%pg_stat%' and s.query not like '%{{Ours}}'
            """);
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>The same, statement by statement: how often it ran and how many milliseconds the server took for it.</summary>
    public async Task<IReadOnlyDictionary<string, (long Calls, double Ms)>> EachStatement(CancellationToken stop)
    {
        await using var command = sources["payments"].CreateCommand($$"""
            select d.datname || ': ' || left(regexp_replace(s.query, '\s+', ' ', 'g'), 150),
                sum(calls)::bigint, sum(total_exec_time)
            from pg_stat_statements s join pg_database d on d.oid = s.dbid
            where d.datname like 'mobilepay%' and s.query not like '%pg_stat%' and s.query not like '%{{Ours}}' group by 1
            """);
        var calls = new Dictionary<string, (long, double)>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            calls[rows.GetString(0)] = (rows.GetInt64(1), rows.GetDouble(2));
        return calls;
    }

    /// <summary>Counting costs the server something: it is on only where the count is wanted.</summary>
    public Task CountStatements(bool isOn, CancellationToken stop) => Tell([
        "create extension if not exists pg_stat_statements",
        $"alter system set pg_stat_statements.track = '{(isOn ? "top" : "none")}'",
        "select pg_reload_conf()"], stop);

    private async Task Tell(string[] commands, CancellationToken stop)
    {
        foreach (var sql in commands)
        {
            await using var command = sources["payments"].CreateCommand(sql + Ours);
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    public async Task<string> Version(CancellationToken stop) =>
        await Read<string, string>("payments", "show server_version", version => version.Split(' ')[0], stop);

    public async ValueTask DisposeAsync()
    {
        foreach (var source in sources.Values)
            await source.DisposeAsync();
    }

    private async Task<(long Count, long Fen)> Sum(string service, string sql, CancellationToken stop)
    {
        await using var command = sources[service].CreateCommand(sql + Ours);
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    private async Task<T> Read<TRaw, T>(string service, string sql, Func<TRaw, T> turn, CancellationToken stop)
    {
        await using var command = sources[service].CreateCommand(sql + Ours);
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return row.IsDBNull(0) ? default! : turn(row.GetFieldValue<TRaw>(0));
    }
}
