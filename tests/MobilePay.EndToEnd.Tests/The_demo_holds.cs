using MobilePay.EndToEnd.Tests.Support;
using MobilePay.LocalHost;
using MobilePay.LocalHost.Demo;
using Spectre.Console;

namespace MobilePay.EndToEnd.Tests;

/// <summary>On a platform of its own: it closes a hospital's day, and moves the outside world's clock.</summary>
[Collection(OnePlatform.Name)]
public sealed class The_demo_holds : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mobilepay-demo-");
    private LocalPlatform platform = null!;

    public async Task InitializeAsync() => platform = await LocalPlatform.Start(new()
    {
        Folder = folder.FullName,
        PortBase = Ports.FreeBase(),
        Build = false,
        RemoveFilesAtStop = true,
        Topology = Topology.Whole.With("payments", "Payment__PayWithin", "00:01:15"),
    });

    public async Task DisposeAsync()
    {
        await platform.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task From_the_desk_to_equal_books_and_a_closed_day()
    {
        using var printed = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(printed) });
        var isCutOffNear = DemoDay.IsCutOffNear(TimeProvider.System.GetUtcNow());

        var exitCode = await Demo.Run(platform.Endpoints, platform.Folder, console, CancellationToken.None);

        exitCode.ShouldBe(0, printed.ToString());
        printed.ToString().ShouldContain("the hospital:");

        // The quarter of an hour before and after: the demo looks at the clock a minute later than this test.
        if (!isCutOffNear && !DemoDay.IsCutOffNear(TimeProvider.System.GetUtcNow()))
            printed.ToString().ShouldContain("from now on the day takes nothing: 409 day.closed");
    }
}
