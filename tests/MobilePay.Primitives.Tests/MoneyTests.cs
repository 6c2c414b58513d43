namespace MobilePay.Primitives.Tests;

public sealed class MoneyTests
{
    [Fact]
    public void Money_is_never_negative()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Money.FromFen(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => Money.FromFen(1) - Money.FromFen(2));
    }

    [Fact]
    public void A_sum_that_does_not_fit_is_refused_and_never_wraps_around() =>
        Should.Throw<OverflowException>(() => Money.FromFen(long.MaxValue) + Money.FromFen(1));

    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(5, "0.05")]
    [InlineData(5340, "53.40")]
    [InlineData(123456789, "1234567.89")]
    public void People_read_yuan_with_two_decimals(long fen, string text) => Money.FromFen(fen).ToString().ShouldBe(text);

    [Fact]
    public void Amounts_compare_by_fen()
    {
        (Money.FromFen(1) < Money.FromFen(2)).ShouldBeTrue();
        (Money.FromFen(2) >= Money.FromFen(2)).ShouldBeTrue();
        Money.FromFen(7).ShouldBe(Money.FromFen(7));
    }
}
