using System.Globalization;
using System.Text;

namespace MobilePay.ReconciliationBenchmark;

/// <summary>One run. Times in seconds, memory of this process in megabytes.</summary>
internal sealed record DayFigures(int Rows, double Kept, double Reconciled, double BareCopy, double BareJoin, double Megabytes)
{
    public double PerSecond => Rows / (Kept + Reconciled);

    public double Ratio => (BareCopy + BareJoin) / (Kept + Reconciled);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"file kept {Kept:0.00} s, day reconciled {Reconciled:0.00} s, ") + string.Create(CultureInfo.InvariantCulture,
        $"bare COPY {BareCopy:0.00} s, bare join {BareJoin:0.00} s, ratio {Ratio:0.00}, peak {Megabytes:0} MB");

    public static string ToMarkdown(int rows, IReadOnlyList<DayFigures> runs)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{rows:N0} rows a side, {runs.Count} runs.").AppendLine();
        text.AppendLine("| Figure | Median | Least to most | Floor | Good |").AppendLine("|---|---|---|---|---|");
        Row("rows/s, from the bill's file to the differences stored", f => f.PerSecond, "0", "", "");
        Row("file read, digested and kept with its lines, s", f => f.Kept, "0.00", "", "");
        Row("day matched, differences and bridge stored, s", f => f.Reconciled, "0.00", "", "");
        Row("bare COPY of the same lines, s", f => f.BareCopy, "0.00", "", "");
        Row("bare full outer join of the three sides, s", f => f.BareJoin, "0.00", "", "");
        Row("**bare COPY and join ÷ ours**", f => f.Ratio, "0.00", "0.25", "0.5");
        Row("most memory this process held, MB", f => f.Megabytes, "0", "", "");
        return text.ToString();

        void Row(string name, Func<DayFigures, double> figure, string format, string floor, string good)
        {
            var sorted = runs.Select(figure).Order().ToList();
            string Show(double value) => value.ToString(format, CultureInfo.InvariantCulture);
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {name} | {Show(sorted[sorted.Count / 2])} | {Show(sorted[0])} to {Show(sorted[^1])} | {floor} | {good} |");
        }
    }
}
