using Spectre.Console;

namespace MobilePay.LocalHost;

/// <summary>One line a step, with the seconds since the start: coloured on a terminal, plain in a file.</summary>
internal sealed class ConsoleProgress(IAnsiConsole console, TimeProvider clock) : IProgress<string>
{
    private readonly Lock gate = new();
    private readonly long begun = clock.GetTimestamp();

    public void Report(string value)
    {
        lock (gate)
        {
            var seconds = clock.GetElapsedTime(begun).TotalSeconds;
            if (console.Profile.Out.IsTerminal)
                console.MarkupLineInterpolated($"[grey]{seconds,6:0.0}s[/] {value}");
            else
                Console.Out.WriteLine($"{seconds,6:0.0}s {value}");
        }
    }
}
