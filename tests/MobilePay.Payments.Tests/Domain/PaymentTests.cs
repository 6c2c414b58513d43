using System.Text.RegularExpressions;
using MobilePay.Payments.Domain;
using MobilePay.Primitives;

namespace MobilePay.Payments.Tests.Domain;

public sealed class PaymentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 32, 0, TimeSpan.Zero);

    [Fact]
    public void The_amount_is_the_sum_of_the_bills() => Open(5340, 100).Amount.ShouldBe(Money.FromFen(5440));

    [Fact]
    public void A_single_bill_has_the_payments_own_number()
    {
        var payment = Open(5340);

        payment.Bills.Single().OrderNo.ShouldBe(payment.OutTradeNo);
    }

    [Fact]
    public void Several_bills_have_numbers_of_their_own()
    {
        var payment = Open(5340, 100);

        payment.Bills.Select(b => b.OrderNo).ShouldBe([payment.OutTradeNo + "-1", payment.OutTradeNo + "-2"]);
        payment.Bills.ShouldAllBe(b => b.OrderNo.Length <= 32);
    }

    [Fact]
    public void The_same_word_of_the_channel_twice_changes_nothing()
    {
        var payment = Open(5340);

        payment.ConfirmPaid("4200001", Money.FromFen(5340), Now).ShouldBeNull();
        payment.ConfirmPaid("4200001", Money.FromFen(5340), Now.AddMinutes(1)).ShouldBeNull();

        payment.Status.ShouldBe(PaymentStatus.Paid);
        payment.PaidAt.ShouldBe(Now);
        payment.CloseAt.ShouldBeNull();
    }

    [Fact]
    public void Another_transaction_on_a_paid_payment_is_a_conflict()
    {
        var payment = Open(5340);
        payment.ConfirmPaid("4200001", Money.FromFen(5340), Now);

        payment.ConfirmPaid("4200002", Money.FromFen(5340), Now)!.Code.ShouldBe("payment.paid-by-another-trade");
    }

    [Fact]
    public void Another_amount_is_never_taken_for_payment()
    {
        var payment = Open(5340);

        payment.ConfirmPaid("4200001", Money.FromFen(5339), Now)!.Code.ShouldBe("payment.amount-differs");
        payment.Status.ShouldBe(PaymentStatus.Pending);
        payment.ChannelTradeNo.ShouldBeNull();
    }

    [Fact]
    public void A_closed_payment_lets_its_bills_go_and_a_late_success_has_to_go_back()
    {
        var payment = Open(5340);

        payment.Close(PaymentEvent.TimedOut).ShouldBeNull();
        payment.Bills.ShouldAllBe(b => !b.IsLive);

        payment.ConfirmPaid("4200001", Money.FromFen(5340), Now).ShouldBeNull();
        payment.Status.ShouldBe(PaymentStatus.Refunding);
    }

    [Fact]
    public void A_paid_payment_cannot_be_closed()
    {
        var payment = Open(5340);
        payment.ConfirmPaid("4200001", Money.FromFen(5340), Now);

        payment.Close(PaymentEvent.Abandoned)!.Code.ShouldBe("payment.not-allowed");
        payment.Bills.ShouldAllBe(b => b.IsLive);
    }

    [Fact]
    public void News_that_there_is_no_news_never_undoes_an_answer()
    {
        var bill = Open(5340).Bills.Single();

        bill.Confirm("H-1", null, "门诊西药房", "3", Now).ShouldBeTrue();
        bill.Unanswered(Now).ShouldBeFalse();
        bill.Refuse("voided", Now).ShouldBeFalse();

        bill.HospitalStatus.ShouldBe(HospitalStatus.Confirmed);
        bill.Window.ShouldBe("3");
    }

    [Fact]
    public void Numbers_come_from_the_payment_alone_and_fit_every_channel()
    {
        var id = Guid.CreateVersion7(Now);

        PaymentNumber.Of(id, Now).ShouldBe(PaymentNumber.Of(id, Now));
        Regex.IsMatch(PaymentNumber.Of(id, Now), "^P20261123093200[0-9A-Z]{12}$").ShouldBeTrue();
        Enumerable.Range(0, 10_000).Select(_ => PaymentNumber.Of(Guid.CreateVersion7(Now), Now))
            .Distinct().Count().ShouldBe(10_000);
    }

    private static Payment Open(params long[] fen) => Payment.Open("SYN000000", "wechat.jsapi", "wechat",
        [.. fen.Select((f, i) => new OwedBill($"B{i}", "1", $"RX{i}", "V1", Money.FromFen(f)))], Now, TimeSpan.FromMinutes(15));
}
