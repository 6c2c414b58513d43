using MobilePay.LocalHost.Install;
using MobilePay.LocalHost.Servers;
using MobilePay.LocalHost.Tests.Support;

namespace MobilePay.LocalHost.Tests;

public sealed class InstallTests : IDisposable
{
    private readonly TrialFolder folder = new();

    private ProgramSearch Nothing => new() { Folders = [folder.In("empty")], MayInstall = false };

    [Fact]
    public async Task Missing_programs_are_named_with_the_command_that_installs_them()
    {
        var options = new LocalPlatformOptions
        {
            Folder = folder.Path,
            PortBase = Ports.FreeBase(),
            Programs = Nothing,
            ExternalPostgres = null,
            ExternalRabbitMq = null,
        };

        var failure = await Should.ThrowAsync<CannotStartException>(() => LocalPlatform.Start(options));

        failure.Message.ShouldContain(
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends postgresql rabbitmq-server");
        Proc.SpeakingOf(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_alone_asks_only_for_its_own_package()
    {
        var options = new ServerOptions { Folder = folder.Path, Programs = Nothing };

        var failure = await Should.ThrowAsync<CannotStartException>(() => RabbitMqServer.Start(options));

        failure.Message.ShouldContain("rabbitmq-server");
        failure.Message.ShouldNotContain("postgresql");
    }

    [Fact]
    public async Task A_link_that_a_removed_package_left_behind_is_no_program()
    {
        Directory.CreateDirectory(folder.In("left"));
        foreach (var program in (string[])["initdb", "postgres", "rabbitmq-server"])
            File.CreateSymbolicLink(folder.In("left/" + program), folder.In("gone/" + program));
        var programs = new ProgramSearch { Folders = [folder.In("left")], MayInstall = false };

        foreach (var start in (Func<ServerOptions, Task>[])[o => PostgresServer.Start(o), o => RabbitMqServer.Start(o)])
            (await Should.ThrowAsync<CannotStartException>(() => start(new() { Folder = folder.Path, Programs = programs })))
                .Message.ShouldContain("apt-get install");
    }

    [Fact]
    public async Task The_browser_is_found_or_its_packages_are_named()
    {
        File.Exists(await BrowserInstall.Ensure()).ShouldBeTrue();

        var failure = await Should.ThrowAsync<CannotStartException>(() => BrowserInstall.Ensure(Nothing));
        failure.Message.ShouldContain("chromium fonts-noto-cjk");
    }

    [Fact]
    public async Task Only_one_process_installs_at_a_time()
    {
        var heard = new Heard();
        var first = await InstallLock.Take(heard, default);
        var second = InstallLock.Take(heard, default);

        second.IsCompleted.ShouldBeFalse();
        first.Dispose();
        (await second).Dispose();
        heard.Text.ShouldContain("Waiting for another process");
    }

    public void Dispose() => folder.Dispose();
}
