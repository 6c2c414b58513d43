using System.Net.NetworkInformation;
using MobilePay.LocalHost.Processes;
using MobilePay.LocalHost.Servers;
using MobilePay.LocalHost.Tests.Support;
using Npgsql;

namespace MobilePay.LocalHost.Tests;

public sealed class PostgresServerTests : IDisposable
{
    private readonly TrialFolder folder = new();

    private ServerOptions Options => new() { Folder = folder.Path };

    [Fact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        await using (var first = await PostgresServer.Start(Options))
        {
            await first.CreateDatabase("kept");
            await Ask(first.ConnectionString("kept"), "CREATE TABLE fact (fen bigint); INSERT INTO fact VALUES (5340)");
        }

        await using var second = await PostgresServer.Start(Options);
        await second.CreateDatabase("kept");
        (await Ask(second.ConnectionString("kept"), "SELECT fen FROM fact")).ShouldBe(5340L);
    }

    [Fact]
    public async Task It_is_set_up_so_that_nothing_acknowledged_is_lost_whatever_was_altered_before()
    {
        var expected = new Dictionary<string, string>
        {
            ["fsync"] = "on",
            ["full_page_writes"] = "on",
            ["synchronous_commit"] = "on",
            ["data_checksums"] = "on",
            ["listen_addresses"] = "127.0.0.1",
            ["password_encryption"] = "scram-sha-256",
            ["server_encoding"] = "UTF8",
        };
        await using (var careless = await PostgresServer.Start(Options))
            await Ask(careless.ConnectionString("postgres"), "ALTER SYSTEM SET fsync = off");

        await using var postgres = await PostgresServer.Start(Options);
        var actual = new Dictionary<string, string>();
        foreach (var setting in expected.Keys)
            actual[setting] = (string)(await Ask(postgres.ConnectionString("postgres"), $"SHOW {setting}"))!;
        actual.ShouldBe(expected);
    }

    [Fact]
    public async Task It_never_runs_as_root_and_stopping_leaves_no_process()
    {
        var postgres = await PostgresServer.Start(Options);
        Proc.EffectiveUserOf(postgres.Pid).ShouldNotBe(0);
        Proc.SpeakingOf(folder.Path).ShouldContain(postgres.Pid);
        var backend = (int)(await Ask(postgres.ConnectionString("postgres"), "SELECT pg_backend_pid()"))!;

        await postgres.DisposeAsync();

        Proc.SpeakingOf(folder.Path).ShouldBeEmpty();
        Proc.IsRunning(backend).ShouldBeFalse();
    }

    [Fact]
    public async Task It_is_reached_only_from_this_machine_and_only_with_the_password()
    {
        await using var postgres = await PostgresServer.Start(Options);

        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(end => end.Port == postgres.Port).ShouldAllBe(end => System.Net.IPAddress.IsLoopback(end.Address));
        var wrong = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres"))
        {
            Password = "guess",
            Pooling = false,
        };
        var refused = await Should.ThrowAsync<PostgresException>(() => Ask(wrong.ConnectionString, "SELECT 1"));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task A_start_after_a_crash_ends_the_server_that_was_left_and_keeps_its_rows()
    {
        // The folder's lock is let go as the system does for a dead process, while the server lives on.
        var crashed = await LocalFolder.Open(folder.Path, new Heard(), default);
        await ServerStart.EnsureInstalled(["postgresql"], Options.Programs, crashed, new Heard(), default);
        var orphan = await PostgresServer.Start(Options, crashed, isOwnFolder: false, new Heard(), default);
        await orphan.CreateDatabase("kept");
        crashed.Dispose();

        var heard = new Heard();
        await using var next = await PostgresServer.Start(Options, heard);

        Proc.IsRunning(orphan.Pid).ShouldBeFalse();
        heard.Text.ShouldContain("An earlier run ended without stopping postgres");
        (await Ask(next.ConnectionString("kept"), "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_process_that_only_got_the_number_of_a_dead_one_is_left_alone()
    {
        using var bystander = System.Diagnostics.Process.Start("sleep", "600");
        var ledger = new RunLedger(folder.In("run.json"));
        ledger.Add("postgres", new ProcessIdentity(bystander.Id, StartTicks: 1), UnixSignal.Kill);

        await new RunLedger(folder.In("run.json")).StopLeftovers(new Heard(), default);

        Proc.IsRunning(bystander.Id).ShouldBeTrue();
        bystander.Kill();
    }

    public void Dispose() => folder.Dispose();

    private static async Task<object?> Ask(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
