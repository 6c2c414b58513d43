using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Tests.Domain;

public sealed class ChannelOrderTests
{
    private static readonly DateTimeOffset Now = new(2025, 10, 9, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Now.AddMinutes(15);
    private static readonly Capture Good = new("42000001", Money.FromFen(5340), "CNY", Now);

    [Fact]
    public void A_payment_that_fits_is_taken()
    {
        var order = Placed();

        order.Apply(PaidBy(Good), Now).ShouldBeNull();

        (order.State, order.ChannelTradeNo, order.PaidAt, order.NextQueryAt)
            .ShouldBe((OrderState.Paid, "42000001", (DateTimeOffset?)Now, (DateTimeOffset?)null));
    }

    [Fact]
    public void The_same_report_twice_changes_nothing()
    {
        var order = Placed();
        order.Apply(PaidBy(Good), Now);

        order.Apply(PaidBy(Good with { PaidAt = Now.AddDays(1) }), Now.AddDays(1)).ShouldBeNull();

        order.PaidAt.ShouldBe(Now);
    }

    public static TheoryData<Capture, string> WrongCaptures => new()
    {
        { Good with { Amount = Money.FromFen(5339) }, "channel.amount-differs" },
        { Good with { Amount = Money.FromFen(5341) }, "channel.amount-differs" },
        { Good with { Amount = Money.Zero }, "channel.amount-differs" },
        { Good with { Currency = "USD" }, "channel.currency-differs" },
    };

    [Theory, MemberData(nameof(WrongCaptures))]
    public void A_payment_with_other_facts_is_refused(Capture wrong, string code)
    {
        var order = Placed();

        order.Apply(PaidBy(wrong), Now)!.Code.ShouldBe(code);

        (order.State, order.ChannelTradeNo).ShouldBe((OrderState.Open, null));
    }

    [Fact]
    public void A_repeat_with_other_facts_is_a_conflict()
    {
        var order = Placed();
        order.Apply(PaidBy(Good), Now);

        order.Apply(PaidBy(Good with { TradeNo = "42000002" }), Now)!.Code.ShouldBe("channel.paid-by-another-trade");
        order.Apply(PaidBy(Good with { Amount = Money.FromFen(1) }), Now)!.Code.ShouldBe("channel.amount-differs");
        order.ChannelTradeNo.ShouldBe("42000001");
    }

    [Fact]
    public void Money_that_comes_after_the_close_is_taken_and_a_close_after_the_money_is_refused()
    {
        var order = Placed();

        order.Apply(Says(ReportedState.Closed), Now).ShouldBeNull();
        order.Apply(PaidBy(Good), Now).ShouldBeNull();
        order.Apply(Says(ReportedState.Closed), Now)!.Code.ShouldBe("channel.not-allowed");

        order.State.ShouldBe(OrderState.Paid);
    }

    [Theory]
    [InlineData(0, false, OrderState.Open)]
    [InlineData(0, true, OrderState.Open)]
    [InlineData(59, true, OrderState.Open)]
    [InlineData(60, true, OrderState.Closed)]
    [InlineData(60, false, OrderState.Open)]
    [InlineData(899, false, OrderState.Open)]
    [InlineData(900, false, OrderState.Closed)]
    public void An_order_the_channel_does_not_know_is_closed_only_when_it_can_no_longer_appear(
        int seconds, bool isGivenUp, OrderState expected)
    {
        var order = Placed();

        order.Apply(Says(ReportedState.Unknown) with { IsGivenUp = isGivenUp }, Now.AddSeconds(seconds)).ShouldBeNull();

        order.State.ShouldBe(expected);
    }

    [Fact]
    public void A_second_placing_starts_the_doubt_anew()
    {
        var order = Placed();
        order.AboutToPlace(Now.AddSeconds(50), 0.5);

        order.Apply(Says(ReportedState.Unknown) with { IsGivenUp = true }, Now.AddSeconds(100)).ShouldBeNull();

        order.State.ShouldBe(OrderState.Open);
    }

    [Fact]
    public void A_refusal_ends_the_order_only_at_the_first_placing()
    {
        var (first, second) = (Placed(), Placed());
        second.AboutToPlace(Now, 0.5);

        first.ConfirmRefused("channel.busy").ShouldBeNull();
        first.ConfirmRefused("channel.busy").ShouldBeNull();
        second.ConfirmRefused("channel.busy")!.Code.ShouldBe("channel.not-allowed");

        (first.State, first.RefusedFor, first.NextQueryAt).ShouldBe((OrderState.Refused, "channel.busy", null));
        second.State.ShouldBe(OrderState.Open);
    }

    [Fact]
    public void A_close_after_which_it_may_still_be_paid_leaves_one_look_at_the_end()
    {
        var order = Placed();

        order.Apply(Says(ReportedState.Closed) with { MayStillBePaid = true }, Now).ShouldBeNull();
        (order.State, order.NextQueryAt).ShouldBe((OrderState.Closed, (DateTimeOffset?)End.AddSeconds(10)));
        order.Apply(Says(ReportedState.Unknown) with { MayStillBePaid = true }, Now.AddMinutes(1)).ShouldBeNull();
        order.NextQueryAt.ShouldBe(End.AddSeconds(10));

        order.AboutToQuery(End.AddSeconds(10), 0.5);
        order.NextQueryAt.ShouldNotBeNull();
        order.Apply(PaidBy(Good), End.AddSeconds(11)).ShouldBeNull();

        (order.State, order.NextQueryAt).ShouldBe((OrderState.Paid, null));
    }

    [Theory]
    [InlineData(ReportedState.Unknown)]
    [InlineData(ReportedState.NotPaid)]
    [InlineData(ReportedState.Closed)]
    public void The_look_at_the_end_is_the_last_when_it_is_answered(ReportedState answer)
    {
        var order = Placed();
        order.Apply(Says(ReportedState.Closed) with { MayStillBePaid = true }, Now);
        order.AboutToQuery(End.AddSeconds(10), 0.5);

        order.Apply(Says(answer), End.AddSeconds(11)).ShouldBeNull();

        (order.State, order.NextQueryAt).ShouldBe((OrderState.Closed, null));
    }

    [Fact]
    public void A_real_close_ends_the_looking_and_a_late_one_begins_none()
    {
        var (early, late) = (Placed(), Placed());
        early.Apply(Says(ReportedState.Closed) with { MayStillBePaid = true }, Now);

        early.Apply(Says(ReportedState.Closed), Now.AddMinutes(1)).ShouldBeNull();
        late.Apply(Says(ReportedState.Closed) with { MayStillBePaid = true }, End.AddSeconds(10)).ShouldBeNull();

        early.NextQueryAt.ShouldBeNull();
        late.NextQueryAt.ShouldBeNull();
    }

    [Fact]
    public void An_unknown_order_given_up_after_a_minute_may_still_be_paid_where_the_channel_says_so()
    {
        var order = Placed();

        order.Apply(Says(ReportedState.Unknown) with { IsGivenUp = true, MayStillBePaid = true }, Now.AddMinutes(1));

        (order.State, order.NextQueryAt).ShouldBe((OrderState.Closed, (DateTimeOffset?)End.AddSeconds(10)));
    }

    internal static ChannelOrder Placed()
    {
        var order = new ChannelOrder
        {
            HospitalId = "SYN000000",
            Channel = "wechat",
            MerchantId = "1900000001",
            OutTradeNo = "MP000001",
            Method = "wechat.native",
            Description = "x",
            Amount = Money.FromFen(5340),
            ExpiresAt = Now.AddMinutes(15),
        };
        order.AboutToPlace(Now, 0.5);
        return order;
    }

    private static ChannelReport Says(ReportedState state) => new("wechat", "1900000001", "MP000001", state);

    private static ChannelReport PaidBy(Capture capture) => Says(ReportedState.Paid) with { Capture = capture };
}
