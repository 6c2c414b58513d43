using MobilePay.LocalHost.Processes;
using MobilePay.LocalHost.Servers;
using MobilePay.LocalHost.Tests.Support;

namespace MobilePay.LocalHost.Tests;

public sealed class LocalFolderTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly TrialFolder folder = new();

    [Fact]
    public async Task Secrets_are_made_once_and_only_their_owner_reads_them()
    {
        using (var first = await LocalFolder.Open(folder.Path, new Heard(), default))
            first.Secrets.Password("rabbitmq").ShouldNotBe(first.Secrets.Password("postgres"));
        var kept = File.ReadAllText(folder.In("secrets.json"));

        using var second = await LocalFolder.Open(folder.Path, new Heard(), default);

        kept.ShouldContain(second.Secrets.Password("postgres"));
        File.ReadAllText(folder.In("secrets.json")).ShouldBe(kept);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(folder.In("secrets.json")).ShouldBe(OwnerOnly);
    }

    [Fact]
    public async Task A_folder_is_held_by_one_at_a_time()
    {
        using (await LocalFolder.Open(folder.Path, new Heard(), default))
        {
            var failure = await Should.ThrowAsync<CannotStartException>(
                () => LocalFolder.Open(folder.Path, new Heard(), default));
            failure.Message.ShouldContain("already runs from");
        }

        using var again = await LocalFolder.Open(folder.Path, new Heard(), default);
    }

    [Fact]
    public async Task Addresses_left_by_a_crash_are_gone_before_the_processes_behind_them_are_stopped()
    {
        File.WriteAllText(folder.In("endpoints.json"), "{}");
        using var left = System.Diagnostics.Process.Start("sleep", "600");
        new RunLedger(folder.In("run.json")).Add("payments", ProcessIdentity.Of(left.Id)!.Value, UnixSignal.Terminate);
        var heard = new Heard { WhenHeard = () => File.Exists(folder.In("endpoints.json")).ShouldBeFalse() };

        using var local = await LocalFolder.Open(folder.Path, heard, default);

        heard.Text.ShouldContain("An earlier run ended without stopping payments");
        Proc.IsRunning(left.Id).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_the_server_may_not_enter_is_told_and_its_files_are_kept_elsewhere()
    {
        if (!Unix.IsRoot || OperatingSystem.IsWindows())
            return;

        // As in root's home: closed to everybody else.
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var heard = new Heard();
        await using (await PostgresServer.Start(new() { Folder = folder.Path }, heard))
            heard.Text.ShouldContain("may not enter");

        using var local = await LocalFolder.Open(folder.Path, heard, default);
        var elsewhere = await local.FolderFor("postgres", "postgres", default);
        File.Exists(Path.Combine(elsewhere, "cluster", "PG_VERSION")).ShouldBeTrue();
        local.Reset();
        Directory.Exists(elsewhere).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_for_a_test_takes_its_files_away_wherever_they_are()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string files;
        await using (var postgres = await PostgresServer.Start(new() { Folder = folder.Path, RemoveFilesAtStop = true }))
        {
            files = File.ReadAllText($"/proc/{postgres.Pid}/cmdline").Split('\0')[2];
            Directory.Exists(files).ShouldBeTrue();
        }

        Directory.Exists(files).ShouldBeFalse();
    }

    public void Dispose() => folder.Dispose();
}
