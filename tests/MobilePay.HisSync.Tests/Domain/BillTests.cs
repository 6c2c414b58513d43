using MobilePay.HisSync.Domain;

namespace MobilePay.HisSync.Tests.Domain;

public sealed class BillTests
{
    [Theory]
    [InlineData(5340, 0, 0, 0, 0, 5340, true)]
    [InlineData(5340, 40, 1000, 300, 0, 4000, true)]
    [InlineData(5343, 0, 0, 0, -3, 5340, true)]
    [InlineData(5340, 0, 0, 0, 0, 5339, false)]
    [InlineData(5343, 0, 0, 0, 0, 5340, false)]
    public void A_bill_adds_up_or_is_not_charged(
        long total, long discount, long fund, long account, long rounding, long payable, bool isConsistent) =>
        Bill(total, total, discount, fund, account, rounding, payable).IsConsistent.ShouldBe(isConsistent);

    [Fact]
    public void The_lines_make_the_total() => Bill(5340, 5341, 0, 0, 0, 0, 5341).IsConsistent.ShouldBeFalse();

    [Fact]
    public void A_bill_without_lines_is_not_charged() =>
        (Bill(0, 0, 0, 0, 0, 0, 0) with { Lines = [] }).IsConsistent.ShouldBeFalse();

    private static Bill Bill(long lines, long total, long discount, long fund, long account, long rounding, long payable) => new(
        "SYN000000", "示例人民医院", "B1", "1", BillStatus.Unpaid, new("P1", "测试患者甲", "女", "36岁", null, null), "V1", "呼吸内科", "测试医师乙",
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, [new("RX1", "NORMAL", "WESTERN")],
        [new(1, "RX1", "D1", "阿莫西林胶囊", "09", null, "盒", "12.6000", "1.00", lines)],
        total, discount, fund, account, rounding, payable);
}
