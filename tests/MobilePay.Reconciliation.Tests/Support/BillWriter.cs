using System.Globalization;
using System.IO.Compression;
using System.Text;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>Writes statements as the channels do, so that a test can say which lines are in one.</summary>
internal static class BillWriter
{
    public const string WeChatHead =
        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,"
        + "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";

    public const string AlipayHead =
        "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,"
        + "支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,"
        + "退款批次号/请求号,服务费（元）,分润（元）,备注";

    public static string WeChat(IEnumerable<StatementLine> lines)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        WeChat(text, lines);
        return text.ToString();
    }

    /// <summary>Line by line, so that a bill of any length can be written.</summary>
    public static void WeChat(TextWriter text, IEnumerable<StatementLine> lines)
    {
        text.Write("\uFEFF" + WeChatHead + "\r\n");
        var (count, paidFen, backFen, feesFen) = (0, 0L, 0L, 0L);
        foreach (var line in lines)
        {
            text.Write(WeChatRow(line) + "\r\n");
            count++;
            paidFen += line.Kind == LineKind.Payment ? line.AmountFen : 0;
            backFen += line.Kind == LineKind.Refund ? line.AmountFen : 0;
            feesFen += line.FeeFen;
        }

        var (paid, back) = (Yuan(paidFen), Yuan(backFen));
        text.Write("总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n");
        text.Write(string.Create(CultureInfo.InvariantCulture, $"`{count}.0,`{paid},`{back},`0.00,`{Fee(feesFen)},"));
        text.Write($"`{paid},`{back}\r\n");
    }

    public static string WeChatRow(StatementLine line)
    {
        var isRefund = line.Kind == LineKind.Refund;
        var (paid, back) = isRefund ? ("0.00", Yuan(line.AmountFen)) : (Yuan(line.AmountFen), "0.00");
        var state = line.Status switch
        {
            LineStatus.Done => "SUCCESS",
            LineStatus.UnderWay => "PROCESSING",
            LineStatus.Failed => "FAIL",
            LineStatus.Reversed => "REVOKED",
        };
        string[] cells =
        [
            Time(line.At), "wx0000000000000001", line.MerchantId, "0", "", line.ChannelTradeNo, line.OrderNo, "oPayer", "JSAPI",
            isRefund ? "REFUND" : state, "OTHERS", "CNY", paid, "0.00", line.ChannelRefundNo ?? "0", line.RefundNo ?? "0",
            back, "0.00",
            isRefund ? "ORIGINAL" : "", isRefund ? state : "", "门诊缴费,处方", "", Fee(line.FeeFen), "0.38%", paid, back, "",
        ];
        return "`" + string.Join(",`", cells);
    }

    public static string Alipay(IReadOnlyList<StatementLine> lines, string merchantId, DateOnly day, string goods = "门诊缴费")
    {
        var text = new StringBuilder("#支付宝业务明细查询\r\n")
            .Append(CultureInfo.InvariantCulture, $"#账号：[{merchantId}0156]\r\n")
            .Append(CultureInfo.InvariantCulture, $"#起始日期：[{day:yyyy年MM月dd日} 00:00:00]   ")
            .Append(CultureInfo.InvariantCulture, $"终止日期：[{day.AddDays(1):yyyy年MM月dd日} 00:00:00]\r\n")
            .Append("#-----------------------------------------业务明细列表----------------------------------------\r\n")
            .Append(AlipayHead).Append("\r\n");
        foreach (var line in lines)
            text.Append(AlipayRow(line, goods)).Append("\r\n");

        var paid = lines.Where(l => l.Kind == LineKind.Payment).ToList();
        var back = lines.Where(l => l.Kind == LineKind.Refund).ToList();
        return text.Append("#-----------------------------------------业务明细列表结束------------------------------------\r\n")
            .Append(CultureInfo.InvariantCulture, $"#交易合计：{paid.Count}笔，商家实收共{Yuan(paid.Sum(l => l.AmountFen))}元，商家优惠共0.00元\r\n")
            .Append(CultureInfo.InvariantCulture, $"#退款合计：{back.Count}笔，")
            .Append(CultureInfo.InvariantCulture, $"商家实收退款共{Yuan(-back.Sum(l => l.AmountFen))}元，商家优惠退款共0.00元\r\n")
            .Append(CultureInfo.InvariantCulture, $"#导出时间：[{day.AddDays(1):yyyy年MM月dd日} 05:46:49]\r\n")
            .ToString();
    }

    public static string AlipayRow(StatementLine line, string goods)
    {
        var isRefund = line.Kind == LineKind.Refund;
        var amount = Yuan(isRefund ? -line.AmountFen : line.AmountFen);
        return $"{line.ChannelTradeNo}\t,{line.OrderNo}\t,{(isRefund ? "退款" : "交易")}\t,{goods},"
            + $"{Time(line.At.AddMinutes(-1))},{Time(line.At)},"
            + $"shop\t,门店\t,op\t,\t,*某(182****01)\t,{amount},{amount},0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,{line.RefundNo}\t,"
            + $"{Yuan(-line.FeeFen)},0.00,{goods}";
    }

    public static string Zm(IReadOnlyList<StatementLine> lines) => string.Concat(lines.Select(line => ZmRecord(line) + "\r\n"));

    public static string ZmRecord(StatementLine line)
    {
        var isRefund = line.Kind == LineKind.Refund;
        var signedFen = isRefund ? -line.AmountFen : line.AmountFen;
        var (queryId, origQueryId) = isRefund ? (line.ChannelRefundNo!, line.ChannelTradeNo) : (line.ChannelTradeNo, "");
        var txnType = line switch { { Status: LineStatus.Reversed } => "31", { Kind: LineKind.Refund } => "04", _ => "01" };
        (string Text, int Width)[] fields =
        [
            ("S22", 3), ("01045840", 11), ("00010000", 11), ("123456", 6), (Zm(line.At), 10), ("622848******1234", 19),
            (line.AmountFen.ToString("D12", CultureInfo.InvariantCulture), 12), ("8062", 4), ("08", 2), (queryId, 21), ("", 2),
            (isRefund ? line.RefundNo! : line.OrderNo, 32), ("01", 2), ("", 6), ("", 10), (Signed(-line.FeeFen), 13),
            (Signed(signedFen - line.FeeFen), 13), ("0001", 4), ("", 15), (txnType, 2), ("01", 2), ("000902", 6), ("01", 2),
            ("", 4), ("", 32), ("0", 1), (origQueryId, 21), (line.MerchantId, 15), ("", 1), ("", 15), ("某某医院", 32), ("", 13),
            ("", 13), ("", 8),
            ("", 32), ("", 13), ("", 13), ("", 12), ("", 2), ("", 1), (isRefund ? line.OrderNo : "", 32), ("", 98),
        ];
        return string.Join(' ', fields.Select(f => f.Text + new string(' ', f.Width - Gbk.Encoding.GetByteCount(f.Text))));
    }

    /// <summary>Columns as the map beside the bank statements of these tests names them.</summary>
    public static string Bank(IReadOnlyList<BankLine> lines)
    {
        var text = new StringBuilder("账户明细\r\n记账日期,流水号,贷方发生额,借方发生额,余额,对方户名,摘要\r\n");
        foreach (var line in lines)
        {
            var (credit, debit) = line.AmountFen >= 0 ? (Yuan(line.AmountFen), "") : ("", Yuan(-line.AmountFen));
            text.Append(CultureInfo.InvariantCulture, $"{line.BookedOn:yyyy-MM-dd},{line.SerialNo},{credit},{debit},")
                .Append(CultureInfo.InvariantCulture, $"{Yuan(line.BalanceFen ?? 0)},{Quoted(line.Counterparty)},")
                .Append(CultureInfo.InvariantCulture, $"{Quoted(line.Remark)}\r\n");
        }

        var (ins, outs) = (lines.Where(l => l.AmountFen >= 0).ToList(), lines.Where(l => l.AmountFen < 0).ToList());
        return text.Append(CultureInfo.InvariantCulture, $"合计：贷方{ins.Count}笔{Yuan(ins.Sum(l => l.AmountFen))}元；")
            .Append(CultureInfo.InvariantCulture, $"借方{outs.Count}笔{Yuan(-outs.Sum(l => l.AmountFen))}元\r\n").ToString();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true, Gbk.Encoding))
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        return file.ToArray();
    }

    public static byte[] Gzip(byte[] content)
    {
        var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(content);
        return file.ToArray();
    }

    public static string Yuan(long fen) =>
        string.Create(CultureInfo.InvariantCulture, $"{(fen < 0 ? "-" : "")}{Math.Abs(fen) / 100}.{Math.Abs(fen) % 100:D2}");

    private static string Fee(long fen) => Yuan(fen) + "000";

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Zm(DateTimeOffset at) => at.ToString("MMddHHmmss", CultureInfo.InvariantCulture);

    private static string Signed(long fen) =>
        (fen < 0 ? "D" : "C") + Math.Abs(fen).ToString("D12", CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny("\",\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
