using MobilePay.EndToEnd.Tests.Support;
using MobilePay.LocalHost.Demo;
using Spectre.Console;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class The_demo_holds(Platform platform)
{
    [Fact]
    public async Task From_the_desk_to_equal_books()
    {
        using var printed = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(printed) });

        var exitCode = await Demo.Run(platform.At, console, CancellationToken.None);

        exitCode.ShouldBe(0, printed.ToString());
        printed.ToString().ShouldContain("the hospital:");
    }
}
