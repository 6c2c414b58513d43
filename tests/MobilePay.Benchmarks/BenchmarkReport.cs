using System.Globalization;
using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace MobilePay.Benchmarks;

/// <summary>One run at one rate. Times in milliseconds.</summary>
/// <param name="Offered">Payments sent a second.</param>
/// <param name="PerSecond">Payments confirmed by the hospital a second, within the time of sending.</param>
internal sealed record RunFigures(double Offered, double PerSecond, int Failures, double Median, double P99, double LagP99)
{
    /// <summary>The platform kept up: nothing failed, and little was left over when the sending ended.</summary>
    public bool Held => Failures == 0 && PerSecond >= 0.95 * Offered;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"offered {Offered:0.0}/s, confirmed {PerSecond:0.0}/s, opened to confirmed {Median:0} ms (p99 {P99:0}), ")
        + string.Create(CultureInfo.InvariantCulture, $"lag p99 {LagP99:0} ms");
}

/// <summary>What one payment costs the databases.</summary>
internal sealed record SmallCounts(double DurableCommits, double Statements, double StatementsWithoutFrames);

/// <summary>All figures of one benchmark.</summary>
internal sealed record BenchmarkReport(
    IReadOnlyList<RunFigures> Full, IReadOnlyList<RunFigures> Half, SmallCounts Each, string PostgresVersion)
{
    private const string Begin = "<!-- figures -->";
    private const string End = "<!-- end of figures -->";

    public IReadOnlyList<double> R3 { get; init; } = [];

    private double Limit => R3.Average();

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Machine: {Machine()}; PostgreSQL {PostgresVersion}. Commit {Commit()}.");
        text.AppendLine();
        text.AppendLine("| Figure | Median | Least to most | Floor | Good |").AppendLine("|---|---|---|---|---|");
        Row(text, "payments/s, opened to confirmed by the HIS", Full.Select(f => f.PerSecond), "0.0", "", "");
        Row(text, "R3: transactions/s of pgbench", R3, "0", "", "");
        Row(text, "**payments/s ÷ R3**", Full.Select(f => f.PerSecond / Limit), "0.000", "0.03", "0.06");
        Row(text, "**durable commits a payment**", [Each.DurableCommits], "0.0", "8", "5");
        Row(text, "**SQL statements a payment**, without begin and commit", [Each.StatementsWithoutFrames], "0.0", "30", "15");
        Row(text, "SQL statements a payment, with them", [Each.Statements], "0.0", "", "");
        Row(text, "**commit to consumer, p99 at half load**, ms", Half.Select(f => f.LagP99), "0", "300", "100");
        Row(text, "opened to confirmed at half load, median, ms", Half.Select(f => f.Median), "0", "", "");
        Row(text, "opened to confirmed at half load, p99, ms", Half.Select(f => f.P99), "0", "", "");
        Row(text, "opened to confirmed at full load, p99, ms", Full.Select(f => f.P99), "0", "", "");
        return text.ToString();
    }

    /// <summary>Replaces what stands between the two marks.</summary>
    public void WriteInto(FileInfo file)
    {
        var page = File.ReadAllText(file.FullName);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
            throw new InvalidDataException($"{file.Name} has no place for the figures ({Begin} … {End}).");
        File.WriteAllText(file.FullName, page[..(begin + Begin.Length)] + "\n" + ToMarkdown() + page[end..]);
    }

    private static void Row(
        StringBuilder text, string name, IEnumerable<double> figures, string format, string floor, string good)
    {
        var sorted = figures.Order().ToList();
        string Show(double figure) => figure.ToString(format, CultureInfo.InvariantCulture);
        var spread = sorted.Count > 1 ? $"{Show(sorted[0])} to {Show(sorted[^1])}" : "";
        text.AppendLine(
            CultureInfo.InvariantCulture, $"| {name} | {Show(sorted[sorted.Count / 2])} | {spread} | {floor} | {good} |");
    }

    private static string Machine()
    {
        var cpu = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        var memory = File.ReadLines("/proc/meminfo").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        var gib = long.Parse(memory, CultureInfo.InvariantCulture) / 1024d / 1024d;
        return string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores ({cpu?.Split(':')[^1].Trim() ?? "unknown"}), {gib:0} GiB");
    }

    private static string Commit() =>
        Cli.Wrap("git").WithArguments(["describe", "--always", "--dirty"]).WithWorkingDirectory(AppContext.BaseDirectory)
            .ExecuteBufferedAsync().GetAwaiter().GetResult().StandardOutput.Trim();
}
