using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Clients.UnionPay;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Clients.UnionPay;

public sealed class UnionPaySettlementTests
{
    internal const string Entry = "INN26030288ZM_" + Statements.BankMerchant;

    private const string Errors = "INN26030288ZME_" + Statements.BankMerchant + ".txt";

    internal static readonly IReadOnlyList<StatementLine> Lines = Statements.Lines(20, Statements.BankMerchant);
    internal static readonly byte[] Records = Gbk.Encoding.GetBytes(BillWriter.Zm(Lines));

    [Theory]
    [InlineData("")]
    [InlineData(".txt")]
    public void What_is_written_is_read(string end)
    {
        var summary = ("RNM2000260302_" + Statements.BankMerchant, "x"u8.ToArray());

        var read = Statements.UnionPay(BillWriter.Zip(summary, (Entry + end, Records)));

        read.Refused.ShouldBeNull();
        read.Lines.Unnumbered().ShouldBe(Lines);
    }

    [Fact]
    public void A_record_is_as_long_as_the_format_says() => (Records.Length / Lines.Count).ShouldBe(ZmRecord.Length + 2);

    [Fact]
    public void Bare_line_ends_are_the_same_file() =>
        Read(Text().Replace("\r\n", "\n", StringComparison.Ordinal)).Lines.Unnumbered().ShouldBe(Lines);

    [Fact]
    public void A_void_gives_back_like_a_refund()
    {
        var line = Lines[3] with { Status = LineStatus.Reversed };

        Read(BillWriter.Zm([line])).Lines.Unnumbered().ShouldBe([line]);
    }

    [Fact]
    public void An_older_file_that_does_not_name_the_order_still_names_its_trade()
    {
        var line = Read(BillWriter.Zm([Lines[3] with { OrderNo = "" }])).Lines.Single();

        (line.OrderNo, line.ChannelTradeNo).ShouldBe(("", Lines[3].ChannelTradeNo));
    }

    [Fact]
    public void A_payment_of_new_years_eve_belongs_to_the_old_year()
    {
        var at = new DateTimeOffset(2025, 12, 31, 23, 30, 0, TimeSpan.FromHours(8));
        var zip = BillWriter.Zip((Entry.Replace("260302", "260101", StringComparison.Ordinal),
            Gbk.Encoding.GetBytes(BillWriter.Zm([Lines[0] with { At = at }]))));

        var read = Statements.Read(new UnionPaySettlement(new MemoryStream(zip), Statements.BankMerchant, new(2026, 1, 1)));

        read.Lines.Single().At.ShouldBe(at);
    }

    [Fact]
    public void Errors_and_adjustments_are_listed_and_not_read()
    {
        var zip = BillWriter.Zip((Errors, Gbk.Encoding.GetBytes("E74 差错\r\nE84 调整\r\n")), (Entry, Records));
        using var settlement = new UnionPaySettlement(new MemoryStream(zip), Statements.BankMerchant, Statements.Day);

        while (settlement.Read())
            settlement.Line.AmountFen.ShouldBePositive();

        settlement.Refused.ShouldBeNull();
        (settlement.Totals.Lines, settlement.Adjustments).ShouldBe((Lines.Count, 2));
        settlement.AdjustmentLines.ShouldBe(["E74 差错", "E84 调整"]);
        Statements.UnionPay(BillWriter.Zip((Errors, [0xFF, 0xFF]), (Entry, Records))).Code.ShouldBe("encoding");
    }

    [Fact]
    public void A_day_without_a_transaction_is_a_file_too()
    {
        var read = Read("");

        (read.Refused, read.Totals).ShouldBe((null, default));
    }

    [Fact]
    public void A_record_of_another_length_is_refused_with_its_line()
    {
        var read = Read(Text().Insert(3 * (ZmRecord.Length + 1), " "));

        read.Code.ShouldBe("record-length");
        read.Refused!.Facts!["line"].ShouldBe(4);
        Statements.UnionPay(BillWriter.Zip((Entry, Records[..^30]))).Code.ShouldBe("record-length");
    }

    [Fact]
    public void A_file_that_is_no_text_is_refused() =>
        Statements.UnionPay(BillWriter.Zip((Entry, Mutation.Of(Records, MutationKind.SetByte, 400, 0xFF))))
            .Code.ShouldBe("encoding");

    [Fact]
    public void A_number_that_is_there_twice_is_refused()
    {
        for (var line = 0; line < Lines.Count; line++)
            Statements.UnionPay(BillWriter.Zip((Entry, Mutation.WithLine(Records, Mutation.LineStart(Records, line), 2))))
                .Code.ShouldBe("duplicate-line");

        Read(BillWriter.Zm([.. Lines, Lines[0]])).Code.ShouldBe("duplicate-line");
    }

    [Fact]
    public void A_file_of_another_merchant_is_refused()
    {
        Read(BillWriter.Zm([Lines[0] with { MerchantId = "777290058110098" }])).Code.ShouldBe("other-merchant");
        Statements.UnionPay(BillWriter.Zip(("INN26030288ZM_777290058110098", Records))).Code.ShouldBe("other-merchant");
        Statements.UnionPay(BillWriter.Zip(("INN26030288XX_" + Statements.BankMerchant, Records))).Code.ShouldBe("archive");
    }

    [Fact]
    public void A_file_of_another_day_is_refused() =>
        Statements.UnionPay(BillWriter.Zip(("INN26030388ZM_" + Statements.BankMerchant, Records))).Code.ShouldBe("other-day");

    [Theory]
    [InlineData(216, "03", "交易类型")]
    [InlineData(67, "00000000123X", "交易金额")]
    [InlineData(67, "000000001235", "结算金额")]
    [InlineData(167, "X", "商户手续费")]
    [InlineData(181, "D", "结算金额")]
    [InlineData(36, "1302", "交易传输时间")]
    [InlineData(4, "x", "字段分隔")]
    [InlineData(88, "A", "查询流水号")]
    public void A_field_that_can_not_be_is_refused(int from, string field, string name)
    {
        var text = Text();

        var read = Read(text.Remove(from - 1, field.Length).Insert(from - 1, field));

        read.Code.ShouldBe("line");
        read.Refused!.Facts!["column"].ShouldBe(name);
    }

    // The first record's Chinese text stands behind all of the fields the tests above change.
    private static string Text() => Gbk.Encoding.GetString(Records);

    private static Outcome<StatementLine> Read(string records) =>
        Statements.UnionPay(BillWriter.Zip((Entry, Gbk.Encoding.GetBytes(records))));
}
