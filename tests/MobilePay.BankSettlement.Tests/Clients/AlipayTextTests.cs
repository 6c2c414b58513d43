using MobilePay.BankSettlement.Clients.Alipay;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Tests.Clients;

public sealed class AlipayTextTests
{
    [Theory]
    [InlineData("53.40", 5340L)]
    [InlineData("53.4", 5340L)]
    [InlineData("53", 5300L)]
    [InlineData("0.01", 1L)]
    [InlineData("0.29", 29L)]
    [InlineData("100000000.00", 10_000_000_000L)]
    public void Yuan_become_fen(string text, long fen) => AlipayText.Yuan(text).ShouldBe(Money.FromFen(fen));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("5.123")]
    [InlineData("-5.00")]
    [InlineData("+5.00")]
    [InlineData("1e2")]
    [InlineData("1,000.00")]
    [InlineData(" 5.00")]
    [InlineData("5.0.0")]
    [InlineData("５.00")]
    [InlineData("99999999999999999999")]
    public void What_is_no_amount_is_none(string? text) => AlipayText.Yuan(text).ShouldBeNull();

    [Fact]
    public void Every_amount_comes_back_as_it_was()
    {
        for (var fen = 0L; fen < 20_000; fen++)
            AlipayText.Yuan(AlipayText.Yuan(Money.FromFen(fen))).ShouldBe(Money.FromFen(fen));
    }

    [Fact]
    public void Times_are_beijings()
    {
        var time = new DateTimeOffset(2025, 10, 9, 16, 0, 1, TimeSpan.Zero);

        AlipayText.Time(time).ShouldBe("2025-10-10 00:00:01");
        AlipayText.Time("2025-10-10 00:00:01").ShouldBe(time);
        AlipayText.Time("2025-10-10 00:00:01.500").ShouldBe(time.AddMilliseconds(500));
        AlipayText.Time("2025-13-10 00:00:01").ShouldBeNull();
    }
}
