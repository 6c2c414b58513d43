using System.Globalization;
using Microsoft.Extensions.Options;

namespace MobilePay.Sandbox.Books;

/// <summary>The outside world's calendar. Only business dates follow it; signatures and deadlines keep the true time.</summary>
internal sealed class SandboxDay(TimeProvider clock, IOptions<SandboxOptions> options)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private readonly string path = Path.Combine(options.Value.Directory, "clock.txt");
    private readonly Lock gate = new();
    private TimeSpan? offset;

    /// <summary>True time, in the offset every party writes on the wire.</summary>
    public DateTimeOffset TrueNow => clock.GetUtcNow().ToOffset(China);

    public DateTimeOffset Now => TrueNow + Offset;

    public string BusinessDate => Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private TimeSpan Offset
    {
        get
        {
            lock (gate)
            {
                return offset ??= File.Exists(path)
                    ? TimeSpan.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture)
                    : TimeSpan.Zero;
            }
        }
    }

    public void Move(TimeSpan to)
    {
        lock (gate)
        {
            Directory.CreateDirectory(options.Value.Directory);
            File.WriteAllText(path, to.ToString("c", CultureInfo.InvariantCulture));
            offset = to;
        }
    }
}

internal static class WireTime
{
    /// <summary>RFC 3339 with seconds and offset, as every party here writes it.</summary>
    public static string ToWire(this DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
