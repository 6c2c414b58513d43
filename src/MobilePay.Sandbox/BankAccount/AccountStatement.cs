using System.Globalization;
using System.Text;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.BankAccount;

/// <summary>One credit on the hospital's account; <paramref name="OrderNo"/> is the batch, or the batches, it pays.</summary>
internal sealed record AccountCredit(
    DateOnly Date, string OrderNo, string Payer, long AmountFen, string Remark) : IStatementRow<AccountCredit>
{
    public string? RefundNo => null;

    public AccountCredit WithAmount(long amountFen) => this with { AmountFen = amountFen };

    public AccountCredit WithFee(long feeFen) => this;

    public AccountCredit WithOtherStatus() => this;

    public static AccountCredit Invented(PlantedRow planted, string orderNo) => planted.Kind == PlantedKinds.Foreign
        ? new AccountCredit(planted.Date, orderNo, "示例市财政局", planted.AmountFen ?? PlantedRow.UsualFen, "财政补助")
        : new AccountCredit(planted.Date, orderNo, "财付通支付科技有限公司", planted.AmountFen ?? PlantedRow.UsualFen,
            "结算批次 " + orderNo);
}

/// <summary>How the channels' money arrives; in memory, as faults are.</summary>
/// <param name="BundleWeekends">What would arrive at a weekend arrives on Monday, with Monday's, as one credit (n:1).</param>
/// <param name="Split">Batches that arrive as two credits (1:n).</param>
internal sealed record ArrivalRules(bool BundleWeekends = false, IReadOnlyList<SplitBatch>? Split = null);

/// <summary>One batch by its channel, WECHAT, ALIPAY or BANK, and its day there.</summary>
internal sealed record SplitBatch(string Channel, DateOnly Date);

/// <summary>The statement of the account the hospital is paid to: the day after, each channel's batch, net of fees.</summary>
internal sealed class AccountStatement(IEnumerable<IChannelFunds> channels, PlantedBoard planted) : IStatementParty
{
    public const string Name = "bank-account";
    private const string Head = "交易日期,交易流水号,摘要,对方户名,借方金额,贷方金额,余额,备注";

    private volatile ArrivalRules rules = new();

    public ArrivalRules Rules
    {
        get => rules;
        set => rules = value;
    }

    public string Party => Name;

    /// <summary>It names batches in place of orders, and no fees.</summary>
    public IReadOnlyList<string> Kinds =>
    [
        PlantedKinds.Missing, PlantedKinds.Amount, PlantedKinds.Duplicate, PlantedKinds.Extra, PlantedKinds.Foreign,
        PlantedKinds.Truncated, PlantedKinds.MisEncoded, PlantedKinds.WrongTotal,
    ];

    public bool Knows(DateOnly date, string orderNo, string? refundNo) =>
        refundNo is null && Credits().Any(credit => credit.Date == date && credit.OrderNo == orderNo);

    public byte[] Write(DateOnly date)
    {
        var flaws = planted.Flaws(Name, date);
        var credits = Credits();
        var balanceFen = credits.Where(credit => credit.Date < date).Sum(credit => credit.AmountFen);
        var rows = planted.Apply(Name, date, credits.Where(credit => credit.Date == date));
        var file = new StringBuilder(Head).Append("\r\n");
        for (var i = 0; i < rows.Count; i++)
        {
            // A balance that does not follow from the one before it is this file's only total.
            balanceFen += rows[i].AmountFen + (flaws.Contains(PlantedKinds.WrongTotal) && i == rows.Count - 1 ? 1 : 0);
            var serial = $"{Files.Day(date)}{(i + 1).ToString("D8", CultureInfo.InvariantCulture)}";
            file.AppendJoin(',', Dashed(date), serial, "贷记来账", rows[i].Payer, "", Yuan.Of(rows[i].AmountFen),
                Yuan.Of(balanceFen), rows[i].Remark).Append("\r\n");
        }

        var charset = flaws.Contains(PlantedKinds.MisEncoded) ? Files.Gbk : Files.Utf8;
        return Files.Cut(charset.GetBytes(file.ToString()), flaws);
    }

    private static string Dashed(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private List<AccountCredit> Credits() =>
    [
        .. channels.SelectMany(Batches.Of).GroupBy(batch => (Arrival: ArrivalOf(batch), batch.Channel)).SelectMany(Arrived)
            .OrderBy(credit => credit.Date),
    ];

    /// <summary>One credit of all batches that arrive together, or two of one that is split.</summary>
    private IEnumerable<AccountCredit> Arrived(IGrouping<(DateOnly Arrival, string Channel), Batch> batches)
    {
        var (arrival, payer) = (batches.Key.Arrival, batches.First().Payer);
        var numbers = string.Join(';', batches.Select(batch => batch.Number));
        var remark = $"{batches.Key.Channel} {string.Join(';', batches.Select(batch => Files.Day(batch.Day)))} 结算批次 {numbers}";
        var netFen = batches.Sum(batch => batch.NetFen);
        var isSplit = netFen > 1
            && batches.Any(batch => rules.Split?.Contains(new SplitBatch(batch.Channel, batch.Day)) == true);
        // Unequal parts: two equal credits would look like one booked twice.
        long[] parts = isSplit ? [netFen - (netFen / 3), netFen / 3] : [netFen];
        return parts.Where(part => part > 0).Select(part => new AccountCredit(arrival, numbers, payer, part, remark));
    }

    private DateOnly ArrivalOf(Batch batch)
    {
        var arrival = batch.Day.AddDays(1);
        while (rules.BundleWeekends && arrival.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            arrival = arrival.AddDays(1);
        return arrival;
    }
}
