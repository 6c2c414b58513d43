using Spectre.Console;

namespace MobilePay.LocalHost.Demo;

/// <summary>The scripted walk through the running platform, as its users would go; each step says what it saw.</summary>
public static class Demo
{
    /// <summary>Returns the exit code: 0 when every step held.</summary>
    /// <param name="folder">Where the platform keeps its files: the console's first link is there.</param>
    public static async Task<int> Run(Endpoints endpoints, string folder, IAnsiConsole console, CancellationToken stop)
    {
        if (endpoints.Sandbox is null)
        {
            console.WriteLine("The demo needs the sandbox: leave --no-sandbox out.");
            return 1;
        }

        // A log file or a pipe has no edge to break lines at.
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = 250;

        using var world = new DemoWorld(endpoints);
        var steps = new DemoSteps(console, TimeProvider.System);
        var walk = new DemoWalk(world, steps);
        try
        {
            await walk.Go(stop);
            if (DemoDay.IsCutOffNear(TimeProvider.System.GetUtcNow()))
                steps.Heading(
                    "The finance department's day is not walked between 22:20 and 0:10 in China: much is in transit then");
            else
                await new DemoDay(world, steps, walk.Whole, Path.Combine(folder, "console", "first-link")).Go(stop);
            console.MarkupLine("[green]Every step held.[/]");
            return 0;
        }
        catch (DemoFailedException failed)
        {
            console.MarkupLineInterpolated($"[red]The demo stops here: {failed.Message}[/]");
            return 1;
        }
        catch (HttpRequestException failed)
        {
            console.MarkupLineInterpolated($"[red]The demo stops here: {failed.Message}[/]");
            return 1;
        }
    }
}
