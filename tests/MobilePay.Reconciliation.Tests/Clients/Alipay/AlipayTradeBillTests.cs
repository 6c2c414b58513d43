using System.Text.Json.Nodes;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Clients.Alipay;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;
using Xunit.Abstractions;

namespace MobilePay.Reconciliation.Tests.Clients.Alipay;

public sealed class AlipayTradeBillTests(ITestOutputHelper output)
{
    private const string Entry = Statements.AlipayMerchant + "0156_20260302_业务明细.csv";

    // Alipay names no number of its own for a refund.
    private static readonly IReadOnlyList<StatementLine> Lines =
        [.. Statements.Lines(20, Statements.AlipayMerchant).Select(l => l with { ChannelRefundNo = null })];

    private static readonly string Bill = BillWriter.Alipay(Lines, Statements.AlipayMerchant, Statements.Day);

    [Fact]
    public void The_published_sample_adds_up()
    {
        if (Vectors.Read("alipay-bill-sample.json", output) is not { } json)
            return;
        var sample = JsonNode.Parse(json)!;

        foreach (var file in new[]
        {
            Convert.FromBase64String((string)sample["gbk_base64"]!), Gbk.Encoding.GetBytes((string)sample["content_utf8"]!),
        })
        {
            var read = Statements.Read(new AlipayTradeBill(new MemoryStream(file), "2088021109625633", new(2019, 9, 16)));

            read.Refused.ShouldBeNull();
            read.Totals.ShouldBe(new(
                (int)sample["detail_rows"]!, (int)sample["trade_rows"]!, (int)sample["refund_rows"]!, 6, 4, 0));
            read.Lines[1].ShouldBe(new(7, LineKind.Refund, LineStatus.Done, "2088021109625633", "service_1568601259302",
                "re_test_1568602607356", "2019091622001458860515315453", null, 1, 0,
                new(2019, 9, 16, 10, 56, 48, TimeSpan.FromHours(8))));
        }
    }

    [Fact]
    public void What_is_written_is_read_from_a_zip_and_bare()
    {
        foreach (var file in new[] { Gbk.Encoding.GetBytes(Bill), Zip(Bill) })
        {
            var read = Statements.Alipay(file);

            read.Refused.ShouldBeNull();
            read.Lines.Unnumbered().ShouldBe(Lines);
        }
    }

    [Fact]
    public void A_refund_may_be_printed_without_a_minus()
    {
        var bill = Bill.Replace("\t,-", "\t,", StringComparison.Ordinal).Replace("退款共-", "退款共", StringComparison.Ordinal);
        foreach (var line in Lines.Where(l => l.Kind == LineKind.Refund))
        {
            var amount = BillWriter.Yuan(line.AmountFen);
            bill = bill.Replace($",-{amount},", $",{amount},", StringComparison.Ordinal);
        }

        bill.ShouldNotBe(Bill);

        var read = Read(bill);

        read.Refused.ShouldBeNull();
        read.Lines.Unnumbered().ShouldBe(Lines);
    }

    [Theory]
    [InlineData("挂号费,检查费")]
    [InlineData(",,,")]
    [InlineData("2026-03-02 08:00:00,x")]
    [InlineData("2026-03-02 08:00:00,2026-03-02 08:00:00,x")]
    public void Commas_in_goods_and_remark_do_no_harm(string goods)
    {
        var read = Read(BillWriter.Alipay(Lines, Statements.AlipayMerchant, Statements.Day, goods));

        read.Refused.ShouldBeNull();
        read.Lines.Unnumbered().ShouldBe(Lines);
    }

    [Theory]
    [InlineData("2026-03-02 08:00:00,2026-03-02 08:00:00")]
    [InlineData("1.00,挂号")]
    [InlineData("x,2026-03-02 08:00:00,2026-03-02 08:00:00,x")]
    public void A_row_that_can_be_cut_in_two_ways_is_refused(string goods) =>
        Read(BillWriter.Alipay(Lines, Statements.AlipayMerchant, Statements.Day, goods)).Code.ShouldBe("ambiguous-line");

    [Fact]
    public void A_comma_in_the_name_of_the_shop_is_never_guessed() =>
        Read(Bill.Replace("门店\t", "门,店\t", StringComparison.Ordinal)).Code.ShouldBe("line");

    [Fact]
    public void A_comma_in_a_coupon_that_looks_like_an_amount_is_never_guessed() =>
        Read(Bill.Replace("0.00,,0.00\t,0.00,", "0.00,券,1.00,0.00\t,0.00,", StringComparison.Ordinal)
            .Replace(",0.00,门诊缴费\r", ",0.00,1.00,门诊\r", StringComparison.Ordinal)).Refused.ShouldNotBeNull();

    [Fact]
    public void A_bill_that_ends_early_is_refused()
    {
        Read(Bill[..Bill.IndexOf("#退款合计", StringComparison.Ordinal)]).Code.ShouldBe("truncated");
        Read(Bill[..Bill.IndexOf("#交易合计", StringComparison.Ordinal)]).Code.ShouldBe("truncated");
        Read(Bill[..Bill.IndexOf("#-----------------------------------------业务明细列表结束", StringComparison.Ordinal)])
            .Code.ShouldBe("truncated");
        Read(Bill[..Bill.IndexOf("支付宝交易号", StringComparison.Ordinal)]).Code.ShouldBe("truncated");
        Read("").Code.ShouldBe("empty");
    }

    [Fact]
    public void A_bill_that_is_no_text_is_refused()
    {
        var file = Gbk.Encoding.GetBytes(Bill);
        var at = file.AsSpan().IndexOf(Gbk.Encoding.GetBytes("门店\t"));

        Statements.Alipay(Mutation.Of(file, MutationKind.SetByte, (uint)at, 0xFF)).Code.ShouldBe("encoding");
        Statements.Alipay(System.Text.Encoding.UTF8.GetBytes(Bill)).Refused.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("交易合计：15笔", "交易合计：16笔")]
    [InlineData("退款合计：5笔", "退款合计：4笔")]
    [InlineData("商家实收共", "商家实收共1")]
    [InlineData("商家实收退款共-", "商家实收退款共-1")]
    public void A_bill_whose_totals_differ_is_refused(string from, string to) =>
        Read(Bill.Replace(from, to, StringComparison.Ordinal)).Code.ShouldBe("total-differs");

    [Fact]
    public void A_row_that_is_lost_or_doubled_is_missed()
    {
        var file = Gbk.Encoding.GetBytes(Bill);
        for (var row = 5; row < 5 + Lines.Count; row++)
            foreach (var times in new[] { 0, 2 })
                Statements.Alipay(Mutation.WithLine(file, Mutation.LineStart(file, row), times)).Code.ShouldBe("total-differs");
    }

    [Fact]
    public void A_bill_of_another_merchant_is_refused()
    {
        Read(BillWriter.Alipay(Lines, "2088102122524334", Statements.Day)).Code.ShouldBe("other-merchant");
        Read(Bill.Replace("0156]", "]", StringComparison.Ordinal)).Refused.ShouldBeNull();
        Read(Bill.Replace("0156]", "0157]", StringComparison.Ordinal)).Code.ShouldBe("other-merchant");
        Read(Bill.Replace("#账号", "#账户", StringComparison.Ordinal)).Code.ShouldBe("column-missing");
    }

    [Fact]
    public void A_bill_of_another_day_is_refused()
    {
        Read(BillWriter.Alipay(Lines, Statements.AlipayMerchant, Statements.Day.AddDays(-1))).Code.ShouldBe("other-day");

        var tomorrow = Lines[0] with { At = Lines[0].At.AddDays(1) };
        var late = Read(BillWriter.Alipay([tomorrow], Statements.AlipayMerchant, Statements.Day));
        late.Code.ShouldBe("other-day");
        late.Refused!.Facts!["line"].ShouldBe(6);
    }

    [Theory]
    [InlineData("\t,交易\t", "\t,转账\t", "line")]
    [InlineData("12.34,12.34,0.00", "12.34,12.35,0.00", "line")]
    [InlineData("P2026030200000000\t", "\t", "line")]
    [InlineData("08:00:00,shop", "8:00:00,shop", "line")]
    [InlineData("完成时间", "结束时间", "column-missing")]
    [InlineData("商家实收（元）", "实收（元）", "column-missing")]
    [InlineData("创建时间,完成时间", "完成时间,创建时间", "column-missing")]
    [InlineData("操作员", "备注", "column-twice")]
    public void A_bill_that_can_not_be_is_refused(string from, string to, string code) =>
        Read(Bill.Replace(from, to, StringComparison.Ordinal)).Code.ShouldBe(code);

    [Fact]
    public void A_row_behind_the_end_is_refused() =>
        Read(Bill + BillWriter.AlipayRow(Lines[0], "x")).Code.ShouldBe("after-trailer");

    [Fact]
    public void A_row_of_commas_is_refused_at_once() =>
        Read(Bill.Replace("门诊缴费\r", new string(',', 60_000) + "\r", StringComparison.Ordinal)).Code.ShouldBe("line");

    private static byte[] Zip(string bill) => BillWriter.Zip(
        (Statements.AlipayMerchant + "0156_20260302_业务明细(汇总).csv", Gbk.Encoding.GetBytes("#汇总\r\n")),
        (Entry, Gbk.Encoding.GetBytes(bill)));

    private static Outcome<StatementLine> Read(string bill) => Statements.Alipay(Gbk.Encoding.GetBytes(bill));
}
