using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features;

/// <summary>What a second run makes of the first one's findings.</summary>
[Collection(nameof(Books))]
public sealed class ReconcileAgainTests(Books books)
{
    private static readonly DateOnly Day = PlantedDay.Day;
    private static readonly DateTimeOffset Noon = At(Day, 12);
    private readonly string hospital = "again-" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task The_same_sources_give_the_same_result_and_change_nothing()
    {
        var planted = new PlantedDay(seed: 4711, orders: 50);
        await books.Put(hospital, planted);
        var first = await books.Reconcile(hospital, Day);
        var before = await Facts();

        var second = await books.Reconcile(hospital, Day);

        (await Facts()).ShouldBe(before);
        Bridge(second).ShouldBe(Bridge(first));

        async Task<List<(Guid, uint, DifferenceStatus)>> Facts() =>
            [.. (await books.Differences(hospital)).Select(d => (d.Id, d.Version, d.Status)).Order()];

        static List<(string, LineKind, string, int, long, long, long)> Bridge(Run run) =>
            [.. run.Bridge
                .Select(b => (b.Channel, b.Kind, b.Class, b.Count, b.HospitalFen, b.PlatformFen, b.ChannelFen)).Order()];
    }

    [Fact]
    public async Task Eight_runs_at_once_find_each_difference_once()
    {
        var planted = new PlantedDay(seed: 815, orders: 50);
        await books.Put(hospital, planted);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => books.Reconcile(hospital, Day)));

        (await books.Differences(hospital)).Select(d => (d.Kind, d.Key, d.Class)).ShouldBe(planted.Planted, ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_in_transit_is_closed_by_the_next_days_hand_over()
    {
        var late = Order(At(Day, 23.5));
        await Put(payments: [late], channel: [Line(late)], hospitalLines: []);
        await books.Reconcile(hospital, Day);
        (await Only()).Class.ShouldBe(DifferenceClass.InTransit);
        (await Only()).InTransitUntil.ShouldBe(Day.AddDays(1));

        await using (var db = books.Open())
            await books.PutHandover(db, hospital, Day.AddDays(1), [Booked(late)]);
        await books.Reconcile(hospital, Day.AddDays(1));

        var closed = await Only();
        closed.Status.ShouldBe(DifferenceStatus.Closed);
        closed.AlikeSince.ShouldBe(Day.AddDays(1));
    }

    [Fact]
    public async Task What_did_not_come_within_its_window_is_open()
    {
        var late = Order(At(Day, 23.5));
        await Put(payments: [late], channel: [Line(late)], hospitalLines: []);
        await books.Reconcile(hospital, Day);

        await using (var db = books.Open())
            await books.PutHandover(db, hospital, Day.AddDays(1), []);
        await books.Reconcile(hospital, Day.AddDays(1));

        var open = await Only();
        open.Class.ShouldBe(DifferenceClass.HisMissing);
        open.Status.ShouldBe(DifferenceStatus.Open);
        open.DifferenceFen.ShouldBe(5340);
        open.Day.ShouldBe(Day);
    }

    [Fact]
    public async Task Without_the_statement_what_it_lacks_is_in_transit_and_the_run_is_not_complete()
    {
        var order = Order(Noon);
        await using (var db = books.Open())
        {
            db.PlatformPayments.Add(order);
            await db.SaveChangesAsync();
            await books.PutHandover(db, hospital, Day, [Booked(order)]);
        }

        var run = await books.Reconcile(hospital, Day);

        run.IsComplete.ShouldBeFalse();
        (await Only()).Class.ShouldBe(DifferenceClass.InTransit);
    }

    [Fact]
    public async Task A_payment_in_difference_that_is_given_back_a_day_later_is_a_zero_pair()
    {
        var order = Order(Noon);
        await Put(payments: [order], channel: [Line(order)], hospitalLines: []);
        await books.Reconcile(hospital, Day);
        (await Only()).Class.ShouldBe(DifferenceClass.HisMissing);

        await using (var db = books.Open())
        {
            db.PlatformRefunds.Add(new()
            {
                HospitalId = hospital,
                RefundNo = order.OrderNo + "R01",
                OrderNo = order.OrderNo,
                Amount = order.Amount,
                At = Noon.AddDays(1),
                Status = LineStatus.Done,
            });
            await db.SaveChangesAsync();
            var back = Line(order) with { Kind = LineKind.Refund, RefundNo = order.OrderNo + "R01", At = Noon.AddDays(1) };
            await books.PutStatement(db, hospital, Day.AddDays(1), [back]);
            await books.PutHandover(db, hospital, Day.AddDays(1), []);
        }

        await books.Reconcile(hospital, Day.AddDays(1));

        (await books.Differences(hospital)).Select(d => (d.Kind, d.Class, d.Status)).ShouldBe(
            [
                (LineKind.Payment, DifferenceClass.ZeroPair, DifferenceStatus.Closed),
                (LineKind.Refund, DifferenceClass.ZeroPair, DifferenceStatus.Closed),
            ], ignoreOrder: true);
    }

    private async Task<Difference> Only() => (await books.Differences(hospital)).ShouldHaveSingleItem();

    private async Task Put(PlatformPayment[] payments, StatementLine[] channel, HandoverLine[] hospitalLines)
    {
        await using var db = books.Open();
        db.PlatformPayments.AddRange(payments);
        await db.SaveChangesAsync();
        await books.PutStatement(db, hospital, Day, channel);
        await books.PutHandover(db, hospital, Day, hospitalLines);
    }

    private PlatformPayment Order(DateTimeOffset at) => new()
    {
        HospitalId = hospital,
        OrderNo = $"P{at.AddHours(8):yyyyMMddHHmmss}0123456789AB",
        Channel = "wechat",
        MerchantId = PlantedDay.Merchant,
        ChannelTradeNo = "T1",
        Amount = Money.FromFen(5340),
        PaidAt = at,
    };

    private static StatementLine Line(PlatformPayment order) => new(1, LineKind.Payment, LineStatus.Done, order.MerchantId,
        order.OrderNo, null, order.ChannelTradeNo, null, order.Amount.Fen, 20, order.PaidAt);

    private static HandoverLine Booked(PlatformPayment order) => new(1, LineKind.Payment, order.OrderNo, order.OrderNo,
        order.Channel, "H1", order.ChannelTradeNo, order.Amount.Fen, order.PaidAt.AddSeconds(2), null, null);

    private static DateTimeOffset At(DateOnly day, double hour) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).AddHours(hour).ToUniversalTime();
}
