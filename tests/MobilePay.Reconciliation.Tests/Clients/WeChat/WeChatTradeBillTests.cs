using System.Text;
using System.Text.Json.Nodes;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Clients.WeChat;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;
using Xunit.Abstractions;

namespace MobilePay.Reconciliation.Tests.Clients.WeChat;

public sealed class WeChatTradeBillTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<StatementLine> Lines = Statements.Lines(20, Statements.WeChatMerchant);
    private static readonly string Bill = BillWriter.WeChat(Lines);

    [Fact]
    public void The_published_sample_adds_up()
    {
        if (Vectors.Read("wechat-bill-all-sample.csv", output) is not { } file
            || Vectors.Read("wechat-bill-all-sample.json", output) is not { } json)
            return;
        var expected = JsonNode.Parse(json)!;

        var read = Statements.Read(new WeChatTradeBill(new MemoryStream(file), "1921000401", new(2019, 2, 19)));

        read.Refused.ShouldBeNull();
        read.Lines.Count.ShouldBe((int)expected["detail_rows"]!);
        read.Totals.ShouldBe(new(45, (int)expected["success_rows"]!, (int)expected["refund_rows"]!, 47, 14, 8));
        read.Lines[0].ShouldBe(new(2, LineKind.Refund, LineStatus.Done, "1921000401", "autotest_20190216081946_82335",
            "REF4200000263201902167700963919", "4200000263201902167700134212", "50000709672019011908420787722", 1, 0,
            new(2019, 2, 19, 5, 1, 46, TimeSpan.FromHours(8))));
    }

    [Fact]
    public void What_is_written_is_read()
    {
        var read = Read(Bill);

        read.Refused.ShouldBeNull();
        read.Lines.Unnumbered().ShouldBe(Lines);
        read.Lines.Select(l => l.LineNo).ShouldBe(Enumerable.Range(2, Lines.Count));
    }

    [Fact]
    public void Without_a_mark_at_its_head_and_with_bare_line_ends_it_is_the_same_bill() =>
        Read(Bill.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal)).Lines.Unnumbered().ShouldBe(Lines);

    [Fact]
    public void A_gzip_file_is_known_by_its_first_bytes() =>
        Statements.WeChat(BillWriter.Gzip(Encoding.UTF8.GetBytes(Bill))).Lines.Unnumbered().ShouldBe(Lines);

    [Fact]
    public void A_gzip_file_that_is_cut_short_is_refused() =>
        Statements.WeChat(BillWriter.Gzip(Encoding.UTF8.GetBytes(Bill))[..^60]).Refused.ShouldNotBeNull();

    [Theory]
    [InlineData("PROCESSING", LineStatus.UnderWay)]
    [InlineData("FAIL", LineStatus.Failed)]
    public void A_refund_that_is_not_done_says_so(string state, LineStatus status)
    {
        var read = Read(Bill.Replace("`ORIGINAL,`SUCCESS", "`ORIGINAL,`" + state, StringComparison.Ordinal));

        read.Refused.ShouldBeNull();
        read.Lines.Where(l => l.Kind == LineKind.Refund).ShouldAllBe(l => l.Status == status);
    }

    [Fact]
    public void Columns_are_found_by_name_wherever_they_stand()
    {
        var rows = Bill.TrimStart('\uFEFF').Split("\r\n");
        for (var row = 0; row <= Lines.Count; row++)
            rows[row] = row == 0 ? "新列," + rows[row] : "`x," + rows[row];

        Read(string.Join("\r\n", rows)).Lines.Unnumbered().ShouldBe(Lines);
    }

    [Fact]
    public void A_bill_of_payments_alone_has_no_columns_for_refunds()
    {
        var payments = Lines.Where(l => l.Kind == LineKind.Payment).ToList();
        var rows = BillWriter.WeChat(payments).TrimStart('\uFEFF').Split("\r\n");
        int[] left = [14, 15, 16, 17, 18, 19, 25];
        for (var row = 0; row <= payments.Count; row++)
        {
            var mark = row == 0 ? "," : ",`";
            rows[row] = string.Join(mark, rows[row].Split(mark).Where((_, i) => !left.Contains(i)));
        }

        var read = Read(string.Join("\r\n", rows));

        read.Refused.ShouldBeNull();
        read.Lines.Unnumbered().ShouldBe(payments);
    }

    [Fact]
    public void A_refund_bill_goes_by_the_day_the_refund_was_asked_for()
    {
        var refunds = Lines.Where(l => l.Kind == LineKind.Refund).ToList();
        var rows = BillWriter.WeChat(refunds).TrimStart('\uFEFF').Split("\r\n");
        rows[0] = rows[0].Replace("代金券金额,", "代金券金额,退款申请时间,退款成功时间,", StringComparison.Ordinal);
        for (var row = 1; row <= refunds.Count; row++)
        {
            var cells = rows[row].Split(",`").ToList();
            cells.InsertRange(14, [cells[0][1..], ""]);
            cells[0] = "`2026-02-27 09:00:00";
            rows[row] = string.Join(",`", cells);
        }

        Read(string.Join("\r\n", rows)).Lines.Unnumbered().ShouldBe(refunds);
    }

    [Fact]
    public void A_reversal_that_gave_money_back_is_a_reversed_refund()
    {
        var read = Read(Bill.Replace("`JSAPI,`REFUND", "`MICROPAY,`REVOKED", StringComparison.Ordinal));

        read.Refused.ShouldBeNull();
        read.Lines.Where(l => l.Kind == LineKind.Refund).ShouldAllBe(l => l.Status == LineStatus.Reversed && l.AmountFen > 0);
    }

    [Fact]
    public void Fees_finer_than_a_fen_are_added_up_before_they_are_rounded()
    {
        var payments = Lines.Where(l => l.Kind == LineKind.Payment).Take(3).Select(l => l with { FeeFen = 0 }).ToList();
        var bill = BillWriter.WeChat(payments).Replace("`0.00000,`0.38%", "`0.00500,`0.38%", StringComparison.Ordinal);

        Read(bill.Replace("`0.00,`0.00000,", "`0.00,`0.01500,", StringComparison.Ordinal)).Lines.ShouldAllBe(l => l.FeeFen == 1);
        Read(bill.Replace("`0.00,`0.00000,", "`0.00,`0.02,", StringComparison.Ordinal)).Refused.ShouldBeNull();
        Read(bill.Replace("`0.00,`0.00000,", "`0.00,`0.03,", StringComparison.Ordinal)).Code.ShouldBe("total-differs");
        Read(bill).Code.ShouldBe("total-differs");
    }

    [Fact]
    public void A_day_without_a_row_is_a_bill_too()
    {
        var read = Read(BillWriter.WeChat([]));

        (read.Refused, read.Totals).ShouldBe((null, default));
    }

    [Fact]
    public void A_bill_that_ends_early_is_refused()
    {
        var upToTrailer = Bill[..Bill.IndexOf("总交易单数", StringComparison.Ordinal)];

        Read(upToTrailer).Code.ShouldBe("truncated");
        Read(Bill[..(Bill.TrimEnd().LastIndexOf('\n') + 1)]).Code.ShouldBe("truncated");
        Read(upToTrailer[..^30]).Refused.ShouldNotBeNull();
        Read("").Code.ShouldBe("empty");
        Read("\r\n\r\n").Code.ShouldBe("empty");
    }

    [Fact]
    public void A_bill_with_lines_behind_its_end_is_refused() =>
        Read(Bill + BillWriter.WeChatRow(Lines[0])).Code.ShouldBe("after-trailer");

    [Fact]
    public void A_bill_that_is_no_text_is_refused()
    {
        var file = Encoding.UTF8.GetBytes(Bill);
        var at = file.AsSpan().IndexOf("门诊"u8);

        var read = Statements.WeChat(Mutation.Of(file, MutationKind.DeleteByte, (uint)at, 0));

        read.Code.ShouldBe("encoding");
        read.Refused!.Facts!["line"].ShouldBe(2);
        Statements.WeChat(Gbk.Encoding.GetBytes(Bill.TrimStart('\uFEFF'))).Code.ShouldBe("encoding");
        Read(Bill.Replace("oPayer", "o\0Payer", StringComparison.Ordinal)).Code.ShouldBe("encoding");
    }

    [Theory]
    [InlineData("`20.0,", "`21.0,", "总交易单数")]
    [InlineData("订单总金额,申请退款总金额\r\n`20.0,`", "订单总金额,申请退款总金额\r\n`20.0,`1", "应结订单总金额")]
    public void A_bill_whose_totals_differ_is_refused(string from, string to, string total)
    {
        var read = Read(Bill.Replace(from, to, StringComparison.Ordinal));

        read.Code.ShouldBe("total-differs");
        read.Refused!.Facts!["total"].ShouldBe(total);
    }

    [Fact]
    public void A_row_that_is_lost_or_doubled_is_missed()
    {
        var file = Encoding.UTF8.GetBytes(Bill);
        for (var row = 1; row <= Lines.Count; row++)
            foreach (var times in new[] { 0, 2 })
                Statements.WeChat(Mutation.WithLine(file, Mutation.LineStart(file, row), times)).Code.ShouldBe("total-differs");
    }

    [Fact]
    public void A_bill_of_another_merchant_is_refused()
    {
        var read = Read(BillWriter.WeChat([.. Lines.Take(5), Lines[5] with { MerchantId = "1900000110" }]));

        read.Code.ShouldBe("other-merchant");
        read.Refused!.Facts!["line"].ShouldBe(7);
    }

    [Fact]
    public void A_bill_of_another_day_is_refused() =>
        Read(BillWriter.WeChat([.. Lines.Take(5), Lines[5] with { At = Lines[5].At.AddDays(1) }])).Code.ShouldBe("other-day");

    [Theory]
    [InlineData("`CNY,", "`USD,", "货币种类")]
    [InlineData("`SUCCESS,`OTHERS", "`CLOSED,`OTHERS", "交易状态")]
    [InlineData("`ORIGINAL,`SUCCESS", "`ORIGINAL,`CHANGE", "退款状态")]
    [InlineData("`12.34,`0.00,`0,", "`12.345,`0.00,`0,", "应结订单金额")]
    [InlineData("`P2026030200000000,", "`,", "商户订单号")]
    [InlineData("`2026-03-02 08:00:00,", "`2026-03-02 08:60:00,", "交易时间")]
    public void A_value_that_can_not_be_is_refused_with_its_line(string from, string to, string column)
    {
        var read = Read(Bill.Replace(from, to, StringComparison.Ordinal));

        read.Code.ShouldBe("line");
        read.Refused!.Facts!["column"].ShouldBe(column);
    }

    [Theory]
    [InlineData("交易状态", "column-missing")]
    [InlineData("订单金额,申请退款金额", "column-missing")]
    public void A_bill_without_a_column_is_refused(string column, string code) =>
        Read(Bill.Replace(column, "别的" + column[^1..], StringComparison.Ordinal)).Code.ShouldBe(code);

    [Fact]
    public void A_bill_with_a_column_twice_is_refused() =>
        Read(Bill.Replace("设备号", "商户号", StringComparison.Ordinal)).Code.ShouldBe("column-twice");

    [Fact]
    public void A_row_with_a_cell_too_many_is_refused() =>
        Read(Bill.Replace("`oPayer,", "`oPayer,`more,", StringComparison.Ordinal)).Code.ShouldBe("line");

    [Fact]
    public void A_line_without_an_end_is_refused() =>
        Read(Bill + new string('x', ByteLines.LineBytesMax + 1)).Code.ShouldBe("line-too-long");

    private static Outcome<StatementLine> Read(string bill) => Statements.WeChat(Encoding.UTF8.GetBytes(bill));
}
