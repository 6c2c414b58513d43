using MobilePay.Reconciliation.Domain;

namespace MobilePay.ReconciliationBenchmark;

/// <summary>A day of any length without holding it: each row is made from its number. One in a thousand is unlike.</summary>
internal sealed class Day(int rows)
{
    public const string Hospital = "bench";
    public const string Merchant = "1900000001";
    public static readonly DateOnly Date = new(2026, 11, 23);
    private static readonly DateTimeOffset Midnight = new(2026, 11, 23, 0, 0, 0, TimeSpan.FromHours(8));

    public int Planted => Enumerable.Range(0, rows).Count(IsUnlike);

    public IEnumerable<StatementLine> Channel()
    {
        for (var row = 0; row < rows; row++)
            if (Fault(row) != 1)
                yield return new(row + 1, LineKind.Payment, LineStatus.Done, Merchant, OrderNo(row), null, TradeNo(row), null,
                    Fen(row), (Fen(row) * 3800 + 500_000) / 1_000_000, At(row));
    }

    public IEnumerable<HandoverLine> AtHospital()
    {
        for (var row = 0; row < rows; row++)
            if (Fault(row) != 2)
                yield return new(row + 1, LineKind.Payment, OrderNo(row), OrderNo(row), "wechat", "H" + row, TradeNo(row),
                    Fen(row) + (Fault(row) == 3 ? 1 : 0), At(row).AddSeconds(2), null, null);
    }

    public IEnumerable<(string OrderNo, string TradeNo, long Fen, DateTimeOffset At)> AtPlatform()
    {
        for (var row = 0; row < rows; row++)
            if (Fault(row) != 4)
                yield return (OrderNo(row), TradeNo(row), Fen(row), At(row));
    }

    private static bool IsUnlike(int row) => row % 1000 == 500;

    // 1: missing at the channel, 2: at the hospital, 3: another amount there, 4: missing with us.
    private static int Fault(int row) => IsUnlike(row) ? 1 + row / 1000 % 4 : 0;

    private static long Fen(int row) => 100 + row * 7919L % 50_000;

    // Between 00:10 and 22:20, in the order of time, as a bill is.
    private DateTimeOffset At(int row) => Midnight.AddSeconds(600 + (long)row * 79_800 / rows);

    private string OrderNo(int row) => $"P{At(row):yyyyMMddHHmmss}{row:D12}";

    private static string TradeNo(int row) => $"42000{row:D23}";
}
