using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Tests.Domain;

public sealed class BatchesTests
{
    // A Thursday before the National Day holiday.
    private static readonly DateOnly Thursday = new(2026, 10, 1);

    private static readonly BankCalendar Calendar = new(
        holidays: Enumerable.Range(0, 7).Select(Thursday.AddDays), workdays: [new(2026, 10, 10)]);

    [Fact]
    public void Weekends_and_holidays_are_no_bank_days_and_days_worked_instead_are()
    {
        Calendar.After(Thursday.AddDays(-1), 1).ShouldBe(new DateOnly(2026, 10, 8));
        Calendar.After(new DateOnly(2026, 10, 8), 3).ShouldBe(new DateOnly(2026, 10, 12));
        Calendar.IsOpen(new DateOnly(2026, 10, 11)).ShouldBeFalse();
    }

    [Fact]
    public void What_a_day_gave_back_more_than_it_took_is_in_the_next_batch_and_nothing_is_owed_before()
    {
        var batches = Of([Day(12, 1_000, 0, 4), Day(13, 0, 3_000, -11), Day(14, 2_000, 0, 8), Day(15, 2_000, 0, 8)]);

        batches.Select(b => (b.BatchNo, b.FirstDay.Day, b.NetFen)).ShouldBe(
            [("M20261012", 12, 996), ("M20261015", 13, 995)]);
        var made = batches[1];
        (made.GrossFen, made.RefundsFen, made.FeesFen).ShouldBe((4_000, 3_000, 5));
    }

    [Fact]
    public void What_is_not_made_good_yet_is_shown_and_a_day_without_money_is_not()
    {
        var batches = Of([Day(12, 0, 0, 0), Day(13, 0, 500, 0)]);

        batches.Select(b => (b.BatchNo, b.NetFen)).ShouldBe([("M20261013", -500)]);
    }

    [Fact]
    public void Merchants_carry_each_its_own()
    {
        var other = Day(13, 700, 0, 0) with { MerchantId = "N" };

        Of([Day(12, 0, 500, 0), other]).Select(b => (b.BatchNo, b.NetFen)).ShouldBe([("M20261012", -500), ("N20261013", 700)]);
    }

    private static List<Batch> Of(MerchantDay[] days) => Batches.Of("h", days.Reverse(), "{merchant}{day}", Calendar);

    private static MerchantDay Day(int day, long gross, long refunds, long fees) =>
        new("wechat", "M", new(2026, 10, day), gross, refunds, fees);
}
