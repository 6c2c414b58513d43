using MobilePay.LocalHost.Tests.Support;

namespace MobilePay.LocalHost.Tests;

public sealed class LocalHostProcessTests : IDisposable
{
    private readonly TrialFolder folder = new();
    private readonly int portBase = Ports.FreeBase();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_signal_to_stop_ends_all_it_started(bool isTerminate)
    {
        using var host = HostProcess.Start(folder.Path, portBase);
        var endpoints = await host.Ready();

        if (isTerminate)
            host.Terminate();
        else
            host.Interrupt();
        var (exitCode, output, errors) = await host.Ended();

        exitCode.ShouldBe(0);
        errors.ShouldBeEmpty();
        output.ShouldContain("MobilePay is ready.");
        output.ShouldContain(endpoints.Public!);
        output.ShouldNotContain(endpoints.RabbitMq);
        endpoints.Processes.Values.ShouldAllBe(pid => !Proc.IsRunning(pid));
        Proc.SpeakingOf(folder.Path).ShouldBeEmpty();
        File.Exists(folder.In("endpoints.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task After_a_crash_the_next_start_ends_what_was_left_and_goes_on()
    {
        using var crashed = HostProcess.Start(folder.Path, portBase);
        var before = await crashed.Ready();
        await crashed.Crash();
        before.Processes.Values.ShouldAllBe(pid => Proc.IsRunning(pid));

        using var next = HostProcess.Start(folder.Path, portBase);
        var after = await next.Ready(insteadOf: before);

        before.Processes.Values.ShouldAllBe(pid => !Proc.IsRunning(pid));
        after.Processes.Values.ShouldAllBe(pid => Proc.IsRunning(pid));
        after.Postgres["payments"].ShouldBe(before.Postgres["payments"]);
        next.Terminate();
        (await next.Ended()).Output.ShouldContain("An earlier run ended without stopping");
        Proc.SpeakingOf(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_host_on_the_same_folder_says_so_and_leaves_the_first_alone()
    {
        using var first = HostProcess.Start(folder.Path, portBase);
        var endpoints = await first.Ready();

        using var second = HostProcess.Start(folder.Path, Ports.FreeBase(), "--reset");
        var (exitCode, _, errors) = await second.Ended();

        exitCode.ShouldBe(1);
        errors.ShouldContain($"already runs from {folder.Path}");
        errors.Trim().Split('\n').Length.ShouldBe(1);
        endpoints.Processes.Values.ShouldAllBe(pid => Proc.IsRunning(pid));
        Endpoints.Read(folder.In("endpoints.json")).Public.ShouldBe(endpoints.Public);
    }

    [Fact]
    public async Task A_stop_while_starting_leaves_nothing()
    {
        using var host = HostProcess.Start(folder.Path, portBase);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!File.Exists(folder.In("logs/rabbitmq.log")))
            await Task.Delay(20, deadline.Token);

        host.Terminate();
        var (exitCode, output, _) = await host.Ended();

        exitCode.ShouldBe(1);
        output.ShouldContain("Stopped before everything was ready.");
        Proc.SpeakingOf(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task When_a_service_dies_everything_is_stopped_and_the_service_is_named()
    {
        using var host = HostProcess.Start(folder.Path, portBase);
        var endpoints = await host.Ready();

        System.Diagnostics.Process.GetProcessById(endpoints.Processes["payments"]).Kill();
        var (exitCode, _, errors) = await host.Ended();

        exitCode.ShouldBe(1);
        errors.ShouldStartWith("payments ended with exit code 137");
        Proc.SpeakingOf(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        using var host = HostProcess.Run(folder.Path, ["--help"]);
        var (exitCode, output, _) = await host.Ended();

        exitCode.ShouldBe(0);
        foreach (var option in (string[])["demo", "--port-base", "--data", "--reset", "--no-sandbox", "--no-build"])
            output.ShouldContain(option);
    }

    [Fact]
    public async Task A_demo_that_cannot_be_walked_says_so_and_stops_all()
    {
        using var host = HostProcess.Run(
            folder.Path, ["demo", "--data", folder.Path, "--port-base", $"{portBase}", "--no-build"]);
        var (exitCode, output, _) = await host.Ended();

        exitCode.ShouldBe(1, output);
        output.ShouldContain("The demo stops here");
        Proc.SpeakingOf(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_one_sentence()
    {
        File.WriteAllText(folder.In("file"), "");
        using var host = HostProcess.Start(folder.In("file/below"), portBase);
        var (exitCode, _, errors) = await host.Ended();

        exitCode.ShouldBe(1);
        errors.ShouldContain(folder.In("file/below"));
        errors.Trim().Split('\n').Length.ShouldBe(1);
    }

    public void Dispose() => folder.Dispose();
}
