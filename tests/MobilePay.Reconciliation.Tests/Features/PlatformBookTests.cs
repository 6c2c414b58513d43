using Microsoft.EntityFrameworkCore;
using MobilePay.Contracts;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features;

/// <summary>Events come twice and in any order; the book is the same.</summary>
[Collection(nameof(Books))]
public sealed class PlatformBookTests(Books books)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);
    private readonly string hospital = "book-" + Guid.NewGuid().ToString("N");

    private ChannelPaid Paid => new(Guid.NewGuid(), hospital, "P1", "wechat", "1900000001", "T1", 5340, Now);
    private RefundRequested Asked => new(Guid.NewGuid(), hospital, "P1", "P1R01", 1850, "退款", "HR1");
    private ChannelRefunded Back => new(Guid.NewGuid(), hospital, "P1", "P1R01", "TR1", 1850, Now.AddMinutes(5));
    private ChannelRefundRefused Refused => new(Guid.NewGuid(), hospital, "P1", "P1R01", "no money", false, Now);

    [Fact]
    public async Task A_payment_that_is_told_twice_is_in_the_book_once()
    {
        await Tell(book => book.Took([Paid, Paid], default), book => book.Took([Paid], default));

        await using var db = books.Open();
        (await db.PlatformPayments.SingleAsync(p => p.HospitalId == hospital)).Amount.Fen.ShouldBe(5340);
    }

    [Fact]
    public async Task What_the_hospital_booked_is_kept_with_its_amount()
    {
        var confirmed = new HisConfirmed(
            Guid.NewGuid(), hospital, "P1", "B1", "RX1", "H1", null, new(2026, 11, 23), null, null, Now, 5340);
        await Tell(book => book.Booked([confirmed, confirmed], default));

        await using var db = books.Open();
        (await db.Set<HospitalAnswer>().SingleAsync(a => a.HospitalId == hospital)).Amount.Fen.ShouldBe(5340);
    }

    [Fact]
    public async Task A_refund_is_done_whichever_of_its_events_comes_first()
    {
        await Tell(book => book.Took([Paid], default),
            book => book.GaveBack([Back], default), book => book.Asked([Asked, Asked], Now, default),
            book => book.GaveBack([Back], default), book => book.Failed([Refused], default));

        var refund = await Refund();
        (refund.Status, refund.HisRefundNo, refund.ChannelRefundNo).ShouldBe((LineStatus.Done, "HR1", "TR1"));
        refund.At.ShouldBe(Now.AddMinutes(5));
    }

    [Fact]
    public async Task A_refund_that_failed_is_under_way_again_when_it_is_asked_for_again()
    {
        await Tell(book => book.Took([Paid], default),
            book => book.Asked([Asked], Now, default), book => book.Failed([Refused], default));
        (await Refund()).Status.ShouldBe(LineStatus.Failed);

        await Tell(book => book.Asked([Asked], Now, default));

        (await Refund()).Status.ShouldBe(LineStatus.UnderWay);
    }

    [Fact]
    public async Task A_refund_that_is_told_before_its_payment_comes_again_and_is_booked_then()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Tell(book => book.Asked([Asked], Now, default)));
        await Tell(book => book.Took([Paid], default), book => book.Asked([Asked], Now, default));

        await using var db = books.Open();
        (await db.JournalEntries.Where(e => e.HospitalId == hospital).Select(e => e.Rule).Order().ToListAsync())
            .ShouldBe(["J1", "J3"]);
    }

    [Fact]
    public async Task A_refusal_of_a_refund_that_is_not_known_yet_comes_again() =>
        await Should.ThrowAsync<InvalidOperationException>(() => Tell(book => book.Failed([Refused], default)));

    private async Task<PlatformRefund> Refund()
    {
        await using var db = books.Open();
        return await db.PlatformRefunds.AsNoTracking().SingleAsync(r => r.HospitalId == hospital);
    }

    private async Task Tell(params Func<PlatformBook, Task>[] events)
    {
        foreach (var tell in events)
        {
            await using var db = books.Open();
            await tell(new(db, books.Settings));
        }
    }
}
