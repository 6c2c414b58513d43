using System.Globalization;
using System.Text;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.Alipay;

/// <summary>The files inside Alipay's zips (section 10): text cells end in a tab, nothing is quoted.</summary>
internal static class AlipayBillFile
{
    private const string Rule = "-----------------------------------------";

    private const string TradeHead =
        "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,"
        + "支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,"
        + "服务费（元）,分润（元）,备注";

    private const string TradeSummaryHead = "门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,"
        + "商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）";

    private const string AccountHead = "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,"
        + "交易渠道,业务类型,备注";

    private const string AccountSummaryHead = "业务类型,收入笔数,收入金额（+元）,支出笔数,支出金额（-元）,总金额（元）";

    public sealed record Page(string Account, DateOnly Day, DateTimeOffset MadeAt, bool HasWrongTotal);

    private sealed record Movement(ChannelRow? Row, string Kind, long Fen, DateTimeOffset At);

    public static string Trades(IReadOnlyList<ChannelRow> rows, Page page)
    {
        var paid = rows.Where(row => !row.IsRefund).ToList();
        var refunded = rows.Where(row => row.IsRefund).ToList();
        var paidFen = paid.Sum(row => row.AmountFen) + (page.HasWrongTotal ? 1 : 0);
        return Framed("业务明细", page, [TradeHead, .. rows.Select(Trade)],
            $"#交易合计：{paid.Count}笔，商家实收共{Yuan.Of(paidFen)}元，商家优惠共0.00元",
            $"#退款合计：{refunded.Count}笔，商家实收退款共{Signed(-refunded.Sum(row => row.AmountFen))}元，商家优惠退款共0.00元");
    }

    public static string TradeSummary(IReadOnlyList<ChannelRow> rows, Page page)
    {
        var fen = rows.Sum(row => row.IsRefund ? -row.AmountFen : row.AmountFen);
        var feeFen = rows.Sum(row => row.IsRefund ? row.FeeFen : -row.FeeFen);
        string[] cells =
        [
            "\t", "\t", Count(rows.Count(row => !row.IsRefund)), Count(rows.Count(row => row.IsRefund)),
            Signed(fen), Signed(fen), "0.00", "0.00", "0.00", Signed(feeFen), "0.00", Signed(fen + feeFen),
        ];
        return Framed("业务明细汇总", page, [TradeSummaryHead, string.Join(',', cells)]);
    }

    public static string Account(IReadOnlyList<ChannelRow> rows, long carriedFen, Page page)
    {
        var movements = Movements(rows, carriedFen, page.Day);
        var balanceFen = carriedFen;
        var lines = new List<string> { AccountHead };
        for (var i = 0; i < movements.Count; i++)
        {
            var (row, kind, fen, at) = movements[i];
            balanceFen += fen;
            string[] cells =
            [
                $"{Files.Day(page.Day)}{(i + 1).ToString("D12", CultureInfo.InvariantCulture)}\t", $"{row?.TradeNo}\t",
                $"{row?.OrderNo}\t", $"{row?.Subject}\t", AlipayWire.Time(at), $"{row?.Payer}\t", fen > 0 ? Yuan.Of(fen) : "0.00",
                fen < 0 ? Signed(fen) : "0.00", Signed(balanceFen), "支付宝\t", $"{kind}\t", $"{row?.RefundNo}\t",
            ];
            lines.Add(string.Join(',', cells));
        }

        return Framed("账务明细", page, lines, Totals(movements, page));
    }

    public static string AccountSummary(IReadOnlyList<ChannelRow> rows, long carriedFen, Page page) => Framed("账务汇总", page,
        [AccountSummaryHead, .. Movements(rows, carriedFen, page.Day).GroupBy(movement => movement.Kind).Select(KindSum)]);

    private static string KindSum(IGrouping<string, Movement> kind) => string.Join(',', $"{kind.Key}\t",
        Count(kind.Count(movement => movement.Fen > 0)), Yuan.Of(kind.Sum(movement => Math.Max(0, movement.Fen))),
        Count(kind.Count(movement => movement.Fen < 0)), Signed(kind.Sum(movement => Math.Min(0, movement.Fen))),
        Signed(kind.Sum(movement => movement.Fen)));

    private static string Trade(ChannelRow row)
    {
        var sign = row.IsRefund ? -1 : 1;
        string[] cells =
        [
            row.TradeNo + "\t", row.OrderNo + "\t", (row.IsRefund ? "退款" : "交易") + "\t", row.Subject,
            AlipayWire.Time(row.OrderedAt), AlipayWire.Time(row.At), "\t", "\t", "\t", "\t", row.Payer + "\t",
            Signed(sign * row.AmountFen), Signed(sign * row.AmountFen), "0.00", "0.00", "0.00", "0.00", "0.00", "",
            "0.00\t", "0.00", row.RefundNo + "\t", Signed(-sign * row.FeeFen), "0.00", "",
        ];
        return string.Join(',', cells);
    }

    /// <summary>What is on the account in the evening goes to the bank.</summary>
    private static List<Movement> Movements(IReadOnlyList<ChannelRow> rows, long carriedFen, DateOnly day)
    {
        var movements = rows.SelectMany(row => new[]
        {
            new Movement(row, row.IsRefund ? "退款（交易退款）" : "在线支付", row.IsRefund ? -row.AmountFen : row.AmountFen, row.At),
            new Movement(row, "收费", row.IsRefund ? row.FeeFen : -row.FeeFen, row.At),
        }).Where(movement => movement.Fen != 0).ToList();
        var balanceFen = carriedFen + movements.Sum(movement => movement.Fen);
        if (balanceFen > 0)
            movements.Add(new Movement(null, "提现", -balanceFen,
                new DateTimeOffset(day.ToDateTime(new TimeOnly(23, 59, 59)), TimeSpan.FromHours(8))));
        return movements;
    }

    private static string[] Totals(IReadOnlyList<Movement> movements, Page page)
    {
        var (received, spent) = (movements.Where(m => m.Fen > 0).ToList(), movements.Where(m => m.Fen < 0).ToList());
        var receivedFen = received.Sum(m => m.Fen) + (page.HasWrongTotal ? 1 : 0);
        return
        [
            $"#支出合计：{spent.Count}笔，共{Signed(spent.Sum(m => m.Fen))}元",
            $"#收入合计：{received.Count}笔，共{Yuan.Of(receivedFen)}元",
        ];
    }

    private static string Framed(string name, Page page, IEnumerable<string> lines, params string[] totals)
    {
        var file = new StringBuilder();
        foreach (var line in new[]
        {
            $"#支付宝{name}查询", $"#账号：[{page.Account}0156]",
            $"#起始日期：[{page.Day:yyyy年MM月dd日} 00:00:00]   终止日期：[{page.Day.AddDays(1):yyyy年MM月dd日} 00:00:00]",
            $"#{Rule}{name}列表{Rule[1..]}",
        }.Concat(lines).Append($"#{Rule}{name}列表结束{Rule[..^5]}").Concat(totals)
            .Append($"#导出时间：[{page.MadeAt:yyyy年MM月dd日 HH:mm:ss}]"))
            file.Append(line).Append("\r\n");
        return file.ToString();
    }

    private static string Signed(long fen) => (fen < 0 ? "-" : "") + Yuan.Of(Math.Abs(fen));

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
