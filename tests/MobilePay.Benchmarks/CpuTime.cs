using System.Globalization;

namespace MobilePay.Benchmarks;

/// <summary>What each program on this machine has used of the processor so far, by name, in ticks of 10 ms (Linux).</summary>
internal sealed class CpuTime
{
    private const double MillisecondsATick = 10;
    private readonly Dictionary<string, long> ticks = [];

    private CpuTime()
    {
    }

    public static CpuTime Now()
    {
        var now = new CpuTime();
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0])))
        {
            try
            {
                // pid (name) state ppid … utime stime …; children that ended count as well, for PostgreSQL has one a connection.
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                var used = fields[11..15].Sum(text => long.Parse(text, CultureInfo.InvariantCulture));
                var name = NameOf(folder, stat);
                now.ticks[name] = now.ticks.GetValueOrDefault(name) + used;
            }
            catch (IOException)
            {
                // It ended while we looked.
            }
        }

        return now;
    }

    /// <summary>Milliseconds a payment and program since then, the greatest first.</summary>
    public string Since(CpuTime then, double payments) => string.Join(", ", ticks
        .Select(t => (Name: t.Key, Each: (t.Value - then.ticks.GetValueOrDefault(t.Key)) * MillisecondsATick / payments))
        .Where(t => t.Each > 0.02).OrderByDescending(t => t.Each)
        .Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Name} {t.Each:0.00}")));

    private static string NameOf(string folder, string stat)
    {
        var service = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0')
            .FirstOrDefault(part => part.Contains("MobilePay.", StringComparison.Ordinal));
        return service is null
            ? stat[(stat.IndexOf('(') + 1)..stat.LastIndexOf(')')]
            : Path.GetFileNameWithoutExtension(service);
    }
}
