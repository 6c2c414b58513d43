using System.Globalization;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>
/// Weeks of settlement as channels and bank might have them, with known differences among what arrived: the oracle funds
/// reconciliation is held against. It knows how each batch was made, and nothing of how they are matched.
/// </summary>
internal sealed class PlantedFunds
{
    public static readonly DateOnly First = new(2026, 10, 12);
    public static readonly DateOnly LastSeen = First.AddDays(60);

    private readonly Random random;
    private int serial;

    public PlantedFunds(int seed, int days)
    {
        random = new(seed);
        var day = First;
        while (days-- > 0)
        {
            var merchant = random.Next(2) == 0 ? ("wechat", "1900000109") : ("alipay", "2088102122524333");
            Batch(merchant, ref day);
            day = day.AddDays(1);
        }
    }

    public List<MerchantDay> Days { get; } = [];
    public List<BankLine> Bank { get; } = [];

    /// <summary>Batches that must be received, by number.</summary>
    public HashSet<string> Received { get; } = [];

    /// <summary>What must be found, and nothing else: key, owed, received.</summary>
    public HashSet<(string Key, long? ChannelFen, long? BankFen)> Planted { get; } = [];

    public void Shuffle(int seed)
    {
        var mixed = Bank.ToArray();
        new Random(seed).Shuffle(mixed);
        Bank.Clear();
        Bank.AddRange(mixed.Select((line, i) => line with { LineNo = i + 2 }));
    }

    private void Batch((string Channel, string Merchant) of, ref DateOnly day)
    {
        var (no, net) = Owed(of, day);
        var isNamed = random.Next(3) > 0;
        switch (random.Next(9))
        {
            case 0:
                var part = 1 + random.NextInt64(net - 1);
                Arrive(of, day.AddDays(1), part, isNamed ? no : null);
                Arrive(of, day.AddDays(1 + random.Next(2)), net - part, isNamed ? no : null);
                Received.Add(no);
                break;
            case 1:
                var (first, sum, numbers) = (day, net, no);
                for (var more = 1 + random.Next(2); more > 0; more--)
                {
                    day = day.AddDays(1);
                    var (nextNo, nextNet) = Owed(of, day);
                    (sum, numbers) = (sum + nextNet, $"{numbers};{nextNo}");
                }

                Arrive(of, day.AddDays(1), sum, isNamed ? numbers : null);
                Received.UnionWith(numbers.Split(';'));
                break;
            case 2:
                Planted.Add((no, net, null));
                break;
            case 3:
                Arrive(of, day.AddDays(1), net - 1 - random.NextInt64(net - 1), no);
                Planted.Add((no, net, Bank[^1].AmountFen));
                break;
            case 4:
                Arrive(of, day.AddDays(1), net, no);
                Arrive(of, day.AddDays(2), 1 + random.NextInt64(1000), no);
                Planted.Add((no, net, net + Bank[^1].AmountFen));
                break;
            case 5:
                Arrive(of, day.AddDays(1), net, isNamed ? no : null);
                Received.Add(no);
                Extra(of, day);
                break;
            case 6:
                // A day that gave back more than it took is made good by the next one.
                day = day.AddDays(1);
                var lostFen = 1 + random.NextInt64(5_000);
                Days.Add(new(of.Channel, of.Merchant, day, 0, lostFen, 0));
                Arrive(of, day, net, isNamed ? no : null);
                Received.Add(no);
                day = day.AddDays(1);
                var (after, afterNet) = Owed(of, day);
                Arrive(of, day.AddDays(1), afterNet - lostFen, isNamed ? after : null);
                Received.Add(after);
                break;
            default:
                Arrive(of, day.AddDays(1 + random.Next(3)), net, isNamed ? no : null);
                Received.Add(no);
                break;
        }
    }

    private void Extra((string Channel, string Merchant) of, DateOnly day)
    {
        var number = random.Next(2) == 0 ? "X" + ++serial : null;
        Arrive(of, day.AddDays(1), 1 + random.NextInt64(1_000_000_000), number);
        Planted.Add((number ?? $"6222/{Bank[^1].SerialNo}", null, Bank[^1].AmountFen));
        if (random.Next(2) == 0)
            Bank.Add(new(0, day, Serial(), 77_700, null, "示例市财政局", "财政补助", null));
    }

    private (string No, long NetFen) Owed((string Channel, string Merchant) of, DateOnly day)
    {
        var gross = 1_000_000 + random.NextInt64(1_000_000_000);
        var (refunds, fees) = (random.NextInt64(gross / 4), random.NextInt64(gross / 100));
        Days.Add(new(of.Channel, of.Merchant, day, gross, refunds, fees));
        return (of.Merchant + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), gross - refunds - fees);
    }

    private void Arrive((string Channel, string Merchant) of, DateOnly on, long fen, string? numbers) => Bank.Add(new(
        0, on, Serial(), fen, null, of.Channel == "wechat" ? "财付通支付科技有限公司" : "支付宝（中国）网络技术有限公司",
        numbers is null ? "结算款" : "结算批次 " + numbers, numbers));

    private string Serial() => "S" + (++serial).ToString("D6", CultureInfo.InvariantCulture);
}
