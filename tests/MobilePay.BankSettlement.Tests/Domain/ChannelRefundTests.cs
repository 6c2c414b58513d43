using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Tests.Domain;

public sealed class ChannelRefundTests
{
    private static readonly DateTimeOffset Now = new(2025, 10, 9, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Sent_again_and_again_it_stays_the_same_order_however_long_that_takes()
    {
        var refund = Refund();

        for (var minutes = 0; minutes <= 600; minutes += 30)
            refund.Sending(Now.AddMinutes(minutes));

        (refund.OrderedAt, refund.SentAt, refund.Sendings).ShouldBe((Now, Now.AddMinutes(600), 21));
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void It_becomes_a_new_order_only_when_nothing_was_sent_for_an_hour(int minutes, bool isNew)
    {
        var refund = Refund();
        refund.Sending(Now);
        refund.Sending(Now.AddMinutes(20));
        var later = Now.AddMinutes(20 + minutes);

        refund.Sending(later);

        refund.OrderedAt.ShouldBe(isNew ? later : Now);
    }

    private static ChannelRefund Refund() =>
        ChannelRefund.Of(ChannelOrderTests.Placed(), "R1", Money.FromFen(100), "a drug went back", Now, traceParent: null);
}
