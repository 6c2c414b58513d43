using System.Globalization;
using System.Text;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.WeChat;

/// <summary>The merchant's account at WeChat Pay for a day: takings, fees, refunds, and the payout that empties it.</summary>
internal static class WeChatFundFlow
{
    private static readonly string[] Columns =
    [
        "记账时间", "微信支付业务单号", "资金流水单号", "业务名称", "业务类型", "收支类型", "收支金额(元)", "账户结余(元)", "资金变更提交申请人",
        "备注", "业务凭证号",
    ];

    private static readonly string[] Summary = ["资金流水总笔数", "收入笔数", "收入金额", "支出笔数", "支出金额"];

    private sealed record Flow(
        DateTimeOffset At, string Number, string Name, string Kind, long Fen, string Voucher, string Remark);

    public static string Write(
        IReadOnlyList<ChannelRow> rows, long carriedFen, DateOnly day, string batchNo, bool wrongTotal)
    {
        var flows = rows.Where(row => row.HasMoved).SelectMany(Flows).ToList();
        var balanceFen = carriedFen + flows.Sum(flow => flow.Fen);
        if (balanceFen > 0)
            flows.Add(new Flow(new DateTimeOffset(day.ToDateTime(new TimeOnly(23, 59, 59)), TimeSpan.FromHours(8)),
                batchNo, "提现", "提现", -balanceFen, batchNo, "结算款提现到银行账户"));

        var file = new StringBuilder();
        WeChatTradeBill.Line(file, Columns);
        balanceFen = carriedFen;
        for (var i = 0; i < flows.Count; i++)
        {
            var flow = flows[i];
            balanceFen += flow.Fen;
            string[] cells =
            [
                WeChatTradeBill.Time(flow.At), flow.Number,
                Files.Day(day) + (i + 1).ToString("D10", CultureInfo.InvariantCulture),
                flow.Name, flow.Kind, flow.Fen < 0 ? "支出" : "收入", Yuan.Of(Math.Abs(flow.Fen)),
                WeChatTradeBill.Signed(balanceFen), "system", flow.Remark, flow.Voucher,
            ];
            WeChatTradeBill.Line(file, cells.Select(cell => "`" + cell));
        }

        WeChatTradeBill.Line(file, Summary);
        WeChatTradeBill.Line(file, Totals(flows, wrongTotal).Select(total => "`" + total));
        return file.ToString();
    }

    /// <summary>A fee is a movement of its own; one that rounds to nothing is none.</summary>
    private static IEnumerable<Flow> Flows(ChannelRow row)
    {
        var fees = row.FeeFen == 0 ? [] : new[]
        {
            row.IsRefund
                ? new Flow(row.At, row.RefundTradeNo!, "手续费", "退还交易手续费", row.FeeFen, row.RefundNo!, "退款手续费返还")
                : new Flow(row.At, row.TradeNo, "手续费", "扣除交易手续费", -row.FeeFen, row.OrderNo, "交易手续费"),
        };
        return row.IsRefund
            ? [new Flow(row.At, row.RefundTradeNo!, "退款", "退款", -row.AmountFen, row.RefundNo!, "退款"), .. fees]
            : [new Flow(row.At, row.TradeNo, "交易", "交易", row.AmountFen, row.OrderNo, row.Subject), .. fees];
    }

    private static IEnumerable<string> Totals(IReadOnlyList<Flow> flows, bool wrongTotal)
    {
        var (received, spent) = (flows.Where(flow => flow.Fen > 0).ToList(), flows.Where(flow => flow.Fen < 0).ToList());
        return
        [
            Count(flows.Count), Count(received.Count), Yuan.Of(received.Sum(flow => flow.Fen) + (wrongTotal ? 1 : 0)),
            Count(spent.Count), Yuan.Of(-spent.Sum(flow => flow.Fen)),
        ];
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture) + ".0";
}
