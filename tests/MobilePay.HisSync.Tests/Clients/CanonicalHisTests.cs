using MobilePay.Contracts;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Domain;
using MobilePay.HisSync.Tests.Support;

namespace MobilePay.HisSync.Tests.Clients;

public sealed class CanonicalHisTests(SandboxedHis hospital) : IClassFixture<SandboxedHis>
{
    private static readonly DateTimeOffset Soon = TimeProvider.System.GetUtcNow().AddMinutes(15);

    [Fact]
    public async Task A_bill_is_read_as_the_hospital_states_it()
    {
        var billNo = await hospital.Issue();

        var bill = await hospital.Adapter().ReadBill(billNo, default);

        bill.Value!.PayableFen.ShouldBe(5340);
        bill.Value.Status.ShouldBe(BillStatus.Unpaid);
        bill.Value.Lines.Count.ShouldBe(3);
        (await hospital.Adapter().ReadBill("B-NOBODY", default)).Error!.Code.ShouldBe("prescription.not-found");
    }

    [Fact]
    public async Task A_call_signed_with_another_key_is_no_answer()
    {
        var bill = await hospital.Adapter("another-secret-of-32-characters!").ReadBill(await hospital.Issue(), default);

        bill.Error!.Code.ShouldBe("hospital.unavailable");
    }

    [Fact]
    public async Task The_same_order_gets_the_same_lock_and_another_order_none()
    {
        var (his, billNo) = (hospital.Adapter(), await hospital.Issue());

        var first = await his.Presettle(Lock(billNo, "P1"), default);
        var again = await his.Presettle(Lock(billNo, "P1"), default);
        var other = await his.Presettle(Lock(billNo, "P2"), default);

        first.Outcome.ShouldBe(HisOutcome.Accepted);
        again.Id.ShouldBe(first.Id);
        (other.Outcome, other.Reason).ShouldBe((HisOutcome.Refused, "locked-by-other"));
        (await his.Release(first.Id!, default)).ShouldBe(HisOutcome.Accepted);
        (await his.Presettle(Lock(billNo, "P2"), default)).Outcome.ShouldBe(HisOutcome.Accepted);
    }

    [Fact]
    public async Task A_confirm_twice_is_booked_once_looked_up_and_taken_back()
    {
        var (his, billNo) = (hospital.Adapter(), await hospital.Issue());
        var writeBack = Paid(billNo, (await his.Presettle(Lock(billNo, "P3"), default)).Id);

        (await his.LookUp(writeBack.OrderNo, default)).ShouldBeNull();
        var first = await his.Confirm(writeBack, default);
        var again = await his.Confirm(writeBack, default);

        first.Outcome.ShouldBe(HisOutcome.Accepted);
        first.Window.ShouldNotBeNullOrEmpty();
        again.ShouldBe(first);
        (await his.LookUp(writeBack.OrderNo, default)).ShouldBe(first);
        (await his.Reverse(writeBack.OrderNo, "R1", "a person decided", default)).Outcome.ShouldBe(HisOutcome.Accepted);
        (await his.Reverse(writeBack.OrderNo, "R1", "a person decided", default)).Outcome.ShouldBe(HisOutcome.Accepted);
        (await his.LookUp(writeBack.OrderNo, default))!.Outcome.ShouldBe(HisOutcome.Refused);
    }

    [Fact]
    public async Task A_repeat_that_lost_its_lock_id_is_not_refused_as_paid_by_itself()
    {
        var (his, billNo) = (hospital.Adapter(), await hospital.Issue());
        var first = await his.Confirm(Paid(billNo, (await his.Presettle(Lock(billNo, "P3"), default)).Id), default);

        (await his.Confirm(Paid(billNo, null), default)).ShouldBe(first);
    }

    [Fact]
    public async Task A_bill_paid_at_the_window_is_refused()
    {
        var (his, billNo) = (hospital.Adapter(), await hospital.Issue());
        await hospital.Desk(billNo, "window-payment");

        var refused = await his.Confirm(Paid(billNo, null), default);

        (refused.Outcome, refused.Reason).ShouldBe((HisOutcome.Refused, "already-paid"));
    }

    [Fact]
    public async Task A_voided_bill_is_refused_with_its_reason()
    {
        var (his, billNo) = (hospital.Adapter(), await hospital.Issue());
        await hospital.Desk(billNo, "void");

        var refused = await his.Confirm(Paid(billNo, null), default);

        (refused.Outcome, refused.Reason).ShouldBe((HisOutcome.Refused, "voided"));
    }

    [Theory]
    [InlineData("error")]
    [InlineData("garbage")]
    public async Task An_odd_answer_is_unknown_and_never_a_refusal(string mode)
    {
        var (his, billNo) = (hospital.Adapter(), await hospital.Issue());
        await hospital.Fault("his.settlements", new { mode, times = 1 });

        (await his.Confirm(Paid(billNo, null), default)).Outcome.ShouldBe(HisOutcome.Unknown);
    }

    [Fact]
    public async Task Busy_is_unknown()
    {
        var (his, billNo) = (hospital.Adapter(), await hospital.Issue());
        await hospital.Fault("his.settlements", new { mode = "refuse", code = "BUSY", times = 1 });

        (await his.Confirm(Paid(billNo, null), default)).Outcome.ShouldBe(HisOutcome.Unknown);
    }

    private static PresettleBill Lock(string billNo, string orderNo) => new($"{orderNo}-{billNo}", billNo, "1", 5340, Soon);

    private static WriteBack Paid(string billNo, string? presettlementId)
    {
        var bill = new PaidBill($"P3-{billNo}", billNo, "1", "RX" + billNo[1..], "V1", presettlementId, 5340);
        var paid = new PaymentPaid(Guid.NewGuid(), "SYN000000", bill.OrderNo, "wechat", "4200001", 5340, Soon, [bill]);
        return WriteBack.For(paid, bill, Soon, null);
    }
}
