using System.Globalization;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;
using MobilePay.LocalHost.Servers;
using Npgsql;

namespace MobilePay.Benchmarks;

/// <summary>
/// R3: what the machine's own PostgreSQL can commit, fsync on, 32 clients, one transaction of 1 update and 3 inserts.
/// </summary>
internal static partial class PgBench
{
    private const string Database = "bench";
    private const string Tables = """
        drop table if exists accounts, entries, events, outbox;
        create table accounts (id int primary key, balance bigint not null);
        insert into accounts select i, 0 from generate_series(1, 10000) i;
        create table entries (id bigint generated always as identity primary key, account int not null, fen bigint not null);
        create table events (id bigint generated always as identity primary key, account int not null, body text not null);
        create table outbox (id bigint generated always as identity primary key, account int not null, body text not null);
        """;

    private const string Script = """
        \set account random(1, 10000)
        begin;
        update accounts set balance = balance + 1 where id = :account;
        insert into entries (account, fen) values (:account, 5340);
        insert into events (account, body) values (:account, 'the notice of a payment, about as long as this');
        insert into outbox (account, body) values (:account, 'an event of a payment, about as long as this one');
        commit;
        """;

    /// <returns>Transactions a second.</returns>
    public static async Task<double> Run(PostgresServer postgres, TimeSpan time, CancellationToken stop)
    {
        await postgres.CreateDatabase(Database, stop);
        var connection = new NpgsqlConnectionStringBuilder(postgres.ConnectionString(Database));
        await using (var source = NpgsqlDataSource.Create(connection.ConnectionString))
        await using (var command = source.CreateCommand(Tables))
            await command.ExecuteNonQueryAsync(stop);

        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, Script, stop);
            var result = await Cli.Wrap(Program())
                .WithArguments(["-n", "-c", "32", "-j", "2", "-T", Seconds(time), "-f", script, "-h", "127.0.0.1",
                    "-p", connection.Port.ToString(CultureInfo.InvariantCulture), "-U", connection.Username!, Database])
                .WithEnvironmentVariables(variables => variables.Set("PGPASSWORD", connection.Password))
                .ExecuteBufferedAsync(stop);
            var tps = Tps().Match(result.StandardOutput);
            return double.Parse(tps.Groups[1].Value, CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static string Seconds(TimeSpan time) => ((int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    // Debian and Ubuntu keep it beside the server.
    private static string Program() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin", "pgbench"))
                .Where(File.Exists).Order(StringComparer.Ordinal).LastOrDefault() ?? "pgbench"
            : "pgbench";

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();
}
