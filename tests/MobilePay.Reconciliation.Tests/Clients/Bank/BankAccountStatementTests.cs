using System.Text;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Clients.Bank;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Clients.Bank;

public sealed class BankAccountStatementTests
{
    private static readonly IReadOnlyList<BankLine> Lines = BankStatements.Lines(12);
    private static readonly string Statement = BillWriter.Bank(Lines);

    [Theory]
    [InlineData("Gbk")]
    [InlineData("Utf8")]
    public void What_is_written_is_read(string encoding)
    {
        var code = Enum.Parse<TextCode>(encoding);
        var file = code.Encoding().GetBytes(Statement);

        var read = BankStatements.Read(file, BankStatements.Map with { Encoding = code });

        read.Refused.ShouldBeNull();
        read.Lines.Select(l => l with { LineNo = 0 }).ShouldBe(Lines);
    }

    [Fact]
    public void The_balances_at_the_edges_are_told()
    {
        using var reader = new BankAccountStatement(
            new MemoryStream(Gbk.Encoding.GetBytes(Statement)), BankStatements.Map, (Statements.Day, Statements.Day));
        while (reader.Read())
            reader.Line.BalanceFen.ShouldNotBeNull();

        (reader.OpeningFen, reader.ClosingFen).ShouldBe((5_000_000, Lines[^1].BalanceFen));
    }

    [Fact]
    public void A_statement_with_the_newest_first_is_followed_backwards()
    {
        var newestFirst = BillWriter.Bank([.. Lines.Reverse()]);

        Read(newestFirst, BankStatements.Map with { IsNewestFirst = true }).Refused.ShouldBeNull();
        Read(newestFirst).Code.ShouldBe("balance-breaks");
    }

    [Fact]
    public void One_signed_amount_without_a_head_is_a_statement_too()
    {
        var map = new BankColumnMap
        {
            Encoding = TextCode.Utf8,
            Delimiter = ';',
            HasHead = false,
            Date = "#1",
            DateFormat = "yyyyMMdd HH:mm:ss",
            Serial = "#3",
            Amount = "#2",
            DecimalMark = ',',
            ThousandsMark = '.',
        };

        var read = Read("20260302 10:00:00;1.234,50;A1\n20260302 11:00:00;-0,50;A2;\n", map, Encoding.UTF8);

        read.Refused.ShouldBeNull();
        read.Lines.Select(l => (l.SerialNo, l.AmountFen, l.BalanceFen, l.Remark))
            .ShouldBe([("A1", 123450, null, ""), ("A2", -50, null, "")]);
    }

    [Fact]
    public void A_column_may_say_which_way_the_money_went()
    {
        var map = new BankColumnMap { Encoding = TextCode.Utf8, Date = "日期", Serial = "号", Amount = "金额", Direction = "借贷" };
        const string text = "日期,号,金额,借贷\n2026-03-02,1,10.00,贷\n2026-03-02,2,3.00,借\n";

        Read(text, map, Encoding.UTF8).Lines.Select(l => l.AmountFen).ShouldBe([1000, -300]);
        Read(text.Replace("借\n", "付\n", StringComparison.Ordinal), map, Encoding.UTF8).Code.ShouldBe("line");
    }

    [Fact]
    public void A_quoted_cell_holds_delimiters_quotes_and_line_ends()
    {
        var map = new BankColumnMap
        {
            Encoding = TextCode.Utf8,
            Date = "d",
            Serial = "s",
            Amount = "a",
            Remark = "r",
            Reference = "x",
        };
        var read = Read("d,s,a,r,x\n2026-03-02,1,\"1,000.00\"\t,\"a \"\"b\"\",\nc\",\n2026-03-02,2,1,,\n", map, Encoding.UTF8);

        read.Refused.ShouldBeNull();
        read.Lines.Select(l => (l.LineNo, l.AmountFen, l.Remark)).ShouldBe([(2, 100000, "a \"b\",\nc"), (4, 100, "")]);
    }

    [Theory]
    [InlineData("2026-03-02,1,1,\"open\n", "truncated")]
    [InlineData("2026-03-02,1,1,\"a\"b\n", "line")]
    [InlineData("2026-03-02,1,1,a\"b\"\n", "line")]
    [InlineData("2026-03-02,1,1\n", "line")]
    [InlineData("2026-03-02,1,1,r,more\n", "line")]
    [InlineData("2026/03/02,1,1,r\n", "line")]
    [InlineData("2026-03-02,,1,r\n", "line")]
    [InlineData("2026-03-02,1,1.005,r\n", "line")]
    [InlineData("2026-03-01,1,1,r\n", "other-day")]
    [InlineData("2026-03-02,1,1,r\n2026-03-02,1,1,r\n", "duplicate-line")]
    public void A_line_that_can_not_be_is_refused(string lines, string code)
    {
        var map = new BankColumnMap { Encoding = TextCode.Utf8, Date = "d", Serial = "s", Amount = "a", Remark = "r" };

        Read("d,s,a,r\n" + lines, map, Encoding.UTF8).Code.ShouldBe(code);
    }

    [Fact]
    public void A_booking_that_is_lost_or_doubled_is_missed()
    {
        var file = Gbk.Encoding.GetBytes(Statement);
        for (var row = 2; row < 2 + Lines.Count; row++)
            foreach (var times in new[] { 0, 2 })
            {
                var changed = Mutation.WithLine(file, Mutation.LineStart(file, row), times);
                BankStatements.Read(changed).Refused.ShouldNotBeNull();

                // Between two others the balance alone tells it, where a bank prints no totals.
                if (row > 2 && row < 1 + Lines.Count)
                    BankStatements.Read(changed, BankStatements.Map with { TrailerPattern = null }).Refused.ShouldNotBeNull();
            }
    }

    [Fact]
    public void A_balance_that_does_not_follow_is_refused_with_its_line()
    {
        var wrong = Lines[4] with { BalanceFen = Lines[4].BalanceFen + 1 };

        var read = Read(BillWriter.Bank([.. Lines.Take(4), wrong, .. Lines.Skip(5)]));

        read.Code.ShouldBe("balance-breaks");
        read.Refused!.Facts!["line"].ShouldBe(7);
    }

    [Fact]
    public void A_statement_that_ends_early_is_refused()
    {
        Read(Statement[..Statement.IndexOf("合计", StringComparison.Ordinal)]).Code.ShouldBe("truncated");
        Read(Statement[..Statement.IndexOf("；借方", StringComparison.Ordinal)]).Code.ShouldBe("truncated");
        Read("账户明细\r\n").Code.ShouldBe("empty");
        Read("").Code.ShouldBe("truncated");
    }

    [Theory]
    [InlineData("贷方8笔", "贷方9笔")]
    [InlineData("借方4笔", "借方40笔")]
    [InlineData("笔9", "笔8")]
    public void A_statement_whose_totals_differ_is_refused(string from, string to)
    {
        Statement.ShouldContain(from);
        Read(Statement.Replace(from, to, StringComparison.Ordinal)).Code.ShouldBe("total-differs");
    }

    [Fact]
    public void A_statement_that_is_no_text_is_refused() =>
        BankStatements.Read(Encoding.UTF8.GetBytes(Statement + "é")).Code.ShouldBe("encoding");

    [Fact]
    public void A_statement_without_a_column_is_refused() =>
        Read(Statement, BankStatements.Map with { Balance = "账户余额" }).Code.ShouldBe("column-missing");

    [Fact]
    public void A_map_that_contradicts_itself_is_never_used()
    {
        var map = BankStatements.Map;

        map.Faults().ShouldBeEmpty();
        (map with { Amount = "x" }).Faults().Count().ShouldBe(1);
        (map with { Debit = null }).Faults().Count().ShouldBe(1);
        (map with { HasHead = false }).Faults().Count().ShouldBe(1);
        (map with { BatchPattern = "(" }).Faults().Count().ShouldBe(1);
        (map with { BatchPattern = "(?=a)" }).Faults().Count().ShouldBe(1);
        (map with { TrailerWords = [] }).Faults().Count().ShouldBe(1);
        (map with { DecimalMark = ',' }).Faults().Count().ShouldBe(1);
        Should.Throw<ArgumentException>(() => Read(Statement, map with { SkipLines = -1 }));
    }

    private static Outcome<BankLine> Read(string text, BankColumnMap? map = null, Encoding? encoding = null) =>
        BankStatements.Read((encoding ?? Gbk.Encoding).GetBytes(text), map);
}
