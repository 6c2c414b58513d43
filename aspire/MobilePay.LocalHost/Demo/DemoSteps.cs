using Spectre.Console;

namespace MobilePay.LocalHost.Demo;

/// <summary>Prints each step when it is done, with the seconds since the start and the milliseconds it took.</summary>
internal sealed class DemoSteps(IAnsiConsole console, TimeProvider clock)
{
    private readonly long begun = clock.GetTimestamp();

    public void Heading(string text) => console.MarkupLineInterpolated($"[bold]{text}[/]");

    public async Task<T> Step<T>(string what, Func<Task<T>> work, Func<T, string> seen)
    {
        var started = clock.GetTimestamp();
        var result = await work();
        Print(what, seen(result), clock.GetElapsedTime(started));
        return result;
    }

    private void Print(string what, string seen, TimeSpan took) => console.MarkupLineInterpolated(
        $"[grey]{clock.GetElapsedTime(begun).TotalSeconds,6:0.0}s {took.TotalMilliseconds,6:0} ms[/]  {what}: [green]{seen}[/]");
}
