using System.Globalization;
using System.Text;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.WeChat;

/// <summary>The trade bill as a file: a BOM, CRLF, a backtick before every value and none before a heading (section 8).</summary>
internal static class WeChatTradeBill
{
    public const string All = "ALL";
    public const string Success = "SUCCESS";
    public const string Refund = "REFUND";

    private static readonly string[] Columns =
    [
        "交易时间", "公众账号ID", "商户号", "特约商户号", "设备号", "微信订单号", "商户订单号", "用户标识", "交易类型", "交易状态", "付款银行",
        "货币种类", "应结订单金额", "代金券金额", "微信退款单号", "商户退款单号", "退款金额", "充值券退款金额", "退款类型", "退款状态", "商品名称",
        "商户数据包", "手续费", "费率", "订单金额", "申请退款金额", "费率备注",
    ];

    private static readonly string[] RefundColumns =
        ["微信退款单号", "商户退款单号", "退款金额", "充值券退款金额", "退款类型", "退款状态", "申请退款金额"];

    private static readonly string[] Summary =
        ["总交易单数", "应结订单总金额", "退款总金额", "充值券退款总金额", "手续费总金额", "订单总金额", "申请退款总金额"];

    public static bool IsListed(ChannelRow row, string billType) =>
        billType == All || row.IsRefund == (billType == Refund);

    public static string Write(IReadOnlyList<ChannelRow> rows, string billType, string appId, string mchId, bool wrongTotal)
    {
        var columns = ColumnsOf(billType);
        var file = new StringBuilder();
        Line(file, columns);
        foreach (var row in rows)
        {
            var cells = Cells(row, appId, mchId);
            Line(file, columns.Select(column => "`" + cells[column]));
        }

        Line(file, Summary);
        Line(file, Totals(rows, wrongTotal).Select(total => "`" + total));
        return file.ToString();
    }

    public static void Line(StringBuilder file, IEnumerable<string> cells) => file.AppendJoin(',', cells).Append("\r\n");

    /// <summary>Signed: a fee given back is negative, and "-0.07" has no whole yuan to carry its sign.</summary>
    public static string Signed(long fen) => (fen < 0 ? "-" : "") + Yuan.Of(Math.Abs(fen));

    private static string[] ColumnsOf(string billType) => billType switch
    {
        Success => [.. Columns.Except(RefundColumns)],
        Refund => [.. Columns[..14], "退款申请时间", "退款成功时间", .. Columns[14..]],
        _ => Columns,
    };

    private static Dictionary<string, string> Cells(ChannelRow row, string appId, string mchId)
    {
        var (paidFen, askedFen) = row.IsRefund ? (0, row.AmountFen) : (row.AmountFen, 0L);
        var cells = Columns.ToDictionary(column => column, _ => "");
        cells["交易时间"] = Time(row.At);
        cells["公众账号ID"] = appId;
        cells["商户号"] = mchId;
        cells["特约商户号"] = "0";
        cells["微信订单号"] = row.TradeNo;
        cells["商户订单号"] = row.OrderNo;
        cells["用户标识"] = row.Payer;
        cells["交易类型"] = row.Product;
        cells["交易状态"] = row.IsRefund ? "REFUND" : row.Status;
        cells["付款银行"] = "OTHERS";
        cells["货币种类"] = "CNY";
        cells["应结订单金额"] = cells["订单金额"] = Yuan.Of(paidFen);
        cells["代金券金额"] = cells["充值券退款金额"] = "0.00";
        cells["微信退款单号"] = row.RefundTradeNo ?? "0";
        cells["商户退款单号"] = row.RefundNo ?? "0";
        cells["退款金额"] = cells["申请退款金额"] = Yuan.Of(askedFen);
        cells["退款类型"] = row.IsRefund ? "ORIGINAL" : "";
        cells["退款状态"] = row.IsRefund ? row.Status : "";
        cells["商品名称"] = row.Subject;
        cells["商户数据包"] = row.Attach;
        cells["手续费"] = Signed(FeeOf(row)) + "000";
        cells["费率"] = string.Create(CultureInfo.InvariantCulture, $"{row.FeeBasisPoints / 100}.{row.FeeBasisPoints % 100:00}%");
        cells["退款申请时间"] = row.IsRefund ? Time(row.At) : "";
        cells["退款成功时间"] = row.EndedAt is { } ended ? Time(ended) : "";
        return cells;
    }

    private static IEnumerable<string> Totals(IReadOnlyList<ChannelRow> rows, bool wrongTotal)
    {
        var paidFen = rows.Where(row => !row.IsRefund).Sum(row => row.AmountFen) + (wrongTotal ? 1 : 0);
        var askedFen = rows.Where(row => row.IsRefund).Sum(row => row.AmountFen);
        return
        [
            rows.Count.ToString(CultureInfo.InvariantCulture) + ".0", Yuan.Of(paidFen), Yuan.Of(askedFen), "0.00",
            Signed(rows.Sum(FeeOf)), Yuan.Of(paidFen), Yuan.Of(askedFen),
        ];
    }

    private static long FeeOf(ChannelRow row) => row.IsRefund ? -row.FeeFen : row.FeeFen;

    public static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
