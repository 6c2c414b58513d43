using System.Globalization;
using System.Text;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>
/// Writes a trade bill as WeChat Pay delivers it: byte order mark, CRLF, a backtick before each value, a summary.
/// </summary>
public static class WeChatFile
{
    private const string Head = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
        + "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,"
        + "订单金额,申请退款金额,费率备注";

    private const string SumHead = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";

    public static void Write(Stream file, IEnumerable<StatementLine> lines)
    {
        using var text = new StreamWriter(file, new UTF8Encoding(true), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        text.WriteLine(Head);
        var (count, paid, back, fees) = (0, 0L, 0L, 0L);
        foreach (var line in lines)
        {
            var isPayment = line.Kind == LineKind.Payment;
            var (order, refund) = isPayment ? (line.AmountFen, 0L) : (0L, line.AmountFen);
            count++;
            (paid, back, fees) = (paid + order, back + refund, fees + line.FeeFen);
            string[] values =
            [
                line.At.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                "wx0", line.MerchantId, "0", "", line.ChannelTradeNo, line.OrderNo, "o1", "JSAPI",
                isPayment ? "SUCCESS" : "REFUND", "OTHERS", "CNY", Yuan(order), "0.00", line.ChannelRefundNo ?? "0",
                line.RefundNo ?? "0", Yuan(refund), "0.00",
                isPayment ? "" : "ORIGINAL", isPayment ? "" : Status(line.Status), "门诊缴费", "", Yuan(line.FeeFen) + "000", "0.38%",
                Yuan(order), Yuan(refund), "",
            ];
            text.WriteLine("`" + string.Join(",`", values));
        }

        text.WriteLine(SumHead);
        text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"`{count},`{Yuan(paid)},`{Yuan(back)},`0.00,`{Yuan(fees)}000,`{Yuan(paid)},`{Yuan(back)}"));
    }

    private static string Status(LineStatus status) => status switch
    {
        LineStatus.Done => "SUCCESS",
        LineStatus.UnderWay => "PROCESSING",
        LineStatus.Failed => "FAIL",
        LineStatus.Reversed => "REVOKED",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    private static string Yuan(long fen) =>
        string.Create(CultureInfo.InvariantCulture, $"{(fen < 0 ? "-" : "")}{Math.Abs(fen) / 100}.{Math.Abs(fen) % 100:D2}");
}
