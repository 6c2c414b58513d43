using System.Collections.Concurrent;

namespace MobilePay.LocalHost.Tests.Support;

/// <summary>Keeps what was reported.</summary>
internal sealed class Heard : IProgress<string>
{
    private readonly ConcurrentQueue<string> lines = new();

    public string Text => string.Join('\n', lines);

    public Action WhenHeard { get; init; } = () => { };

    public void Report(string value)
    {
        lines.Enqueue(value);
        WhenHeard();
    }
}
