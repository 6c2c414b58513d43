using MobilePay.FinanceWeb.Clients;

namespace MobilePay.FinanceWeb.Pages.Finance;

/// <summary>One bar of the bridge: a total it starts or ends with, or what a step adds or takes.</summary>
/// <param name="Name">hospital, platform or channel for a total, else the step or the class of difference.</param>
public sealed record BridgeBar(string Name, bool IsTotal, long FromFen, long ToFen)
{
    public long ChangeFen => ToFen - FromFen;
}

/// <summary>
/// Leads from the hospital's total over the platform's to the channel's. Each step says by what one side has more than the one
/// before it; if the last bar did not end where the channel's own total is, a line would be lost, and the page says so.
/// </summary>
public static class BridgeSteps
{
    public static IReadOnlyList<BridgeBar> Of(Run run)
    {
        var bars = new List<BridgeBar> { new("hospital", true, 0, run.Totals.HospitalFen) };
        Add(bars, run, row => row.HospitalFen, row => row.PlatformFen);
        bars.Add(new("platform", true, 0, run.Totals.PlatformFen));
        Add(bars, run, row => row.PlatformFen, row => row.ChannelFen);
        bars.Add(new("channel", true, 0, run.Totals.ChannelFen));
        return bars;
    }

    /// <summary>What is missing between the steps and the totals; 0 in sound books.</summary>
    public static long Unexplained(IReadOnlyList<BridgeBar> bars)
    {
        var gap = 0L;
        for (var i = 1; i < bars.Count; i++)
            if (bars[i].IsTotal)
                gap += Math.Abs(bars[i].ToFen - bars[i - 1].ToFen);
        return gap;
    }

    private static void Add(List<BridgeBar> bars, Run run, Func<BridgeRow, long> from, Func<BridgeRow, long> to)
    {
        var at = bars[^1].ToFen;
        foreach (var step in run.Bridge.GroupBy(Name))
        {
            var change = step.Sum(row => Signed(row, to(row)) - Signed(row, from(row)));
            if (change == 0)
                continue;
            bars.Add(new(step.Key, false, at, at + change));
            at += change;
        }
    }

    public static string Name(BridgeRow row) => row.Step == "difference" ? row.Class : row.Step;

    public static long Signed(BridgeRow row, long fen) => row.Kind == "refund" ? -fen : fen;
}
