using System.Text;
using MobilePay.Reconciliation.Clients.WeChat;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Clients.WeChat;

public sealed class WeChatFundFlowTests
{
    internal const string Flow =
        "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号\r\n"
        + "`2026-03-02 08:00:00,`4200001,`F1,`交易,`交易,`收入,`100.00,`1100.00,`system,`门诊,缴费,`P1\r\n"
        + "`2026-03-02 08:00:01,`4200001,`F2,`交易,`扣除交易手续费,`支出,`0.38,`1099.62,`system,`,`P1\r\n"
        + "`2026-03-02 09:00:00,`5000001,`F3,`退款,`退款,`支出,`20.00,`1079.62,`1900000109API,`,`R1\r\n"
        + "`2026-03-02 09:00:00,`5000001,`F4,`退款,`退还交易手续费,`收入,`0.08,`1079.70,`system,`,`R1\r\n"
        + "`2026-03-02 10:00:00,`6000001,`F5,`提现,`提现,`支出,`1,000.00,`79.70,`system,`,`\r\n"
        + "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n`5,`2,`100.08,`3,`1020.38\r\n";

    [Fact]
    public void Every_movement_is_read_with_its_kind()
    {
        var read = Read(Flow);

        read.Refused.ShouldBeNull();
        read.Lines.Select(l => (l.Kind, l.AmountFen, l.BalanceFen, l.BusinessNo)).ShouldBe(
        [
            (FundKind.Taking, 10000, 110000, "P1"), (FundKind.Fee, -38, 109962, "P1"), (FundKind.Refund, -2000, 107962, "R1"),
            (FundKind.FeeReturned, 8, 107970, "R1"), (FundKind.Payout, -100000, 7970, "6000001"),
        ]);
        read.Totals.ShouldBe(new(5, 2, 3, 10008, 102038, 30));
    }

    [Fact]
    public void Full_width_brackets_in_the_head_are_the_same_columns() =>
        Read(Flow.Replace("(元)", "（元）", StringComparison.Ordinal)).Refused.ShouldBeNull();

    [Theory]
    [InlineData("`5,`2,", "`6,`2,")]
    [InlineData("`5,`2,", "`5,`3,")]
    [InlineData("`100.08,`3", "`100.09,`3")]
    [InlineData("`3,`1020.38", "`2,`1020.38")]
    [InlineData("`3,`1020.38", "`3,`1020.37")]
    public void A_flow_whose_totals_differ_is_refused(string from, string to) =>
        Read(Flow.Replace(from, to, StringComparison.Ordinal)).Code.ShouldBe("total-differs");

    [Theory]
    [InlineData("`收入", "`其他", "line")]
    [InlineData("`0.38,", "`0.385,", "line")]
    [InlineData("`F1", "`", "line")]
    [InlineData("`1100.00,", "`x,", "line")]
    [InlineData("2026-03-02 09", "2026-03-03 09", "other-day")]
    [InlineData("业务凭证号", "凭证", "column-missing")]
    [InlineData("支出笔数", "笔数", "column-missing")]
    public void A_flow_that_can_not_be_is_refused(string from, string to, string code) =>
        Read(Flow.Replace(from, to, StringComparison.Ordinal)).Code.ShouldBe(code);

    [Fact]
    public void A_flow_that_ends_early_is_refused() =>
        Read(Flow[..Flow.IndexOf("资金流水总笔数", StringComparison.Ordinal)]).Code.ShouldBe("truncated");

    [Fact]
    public void A_movement_of_nothing_is_counted_by_its_direction() =>
        Read(Flow.Replace("`0.38,", "`0.00,", StringComparison.Ordinal).Replace("`1020.38", "`1020.00", StringComparison.Ordinal))
            .Refused.ShouldBeNull();

    internal static Outcome<FundLine> Read(string flow) => Read(Encoding.UTF8.GetBytes(flow));

    internal static Outcome<FundLine> Read(byte[] file) =>
        Statements.Read(new WeChatFundFlow(new MemoryStream(file), Statements.Day));
}
