using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features;

[Collection(nameof(Books))]
public sealed class ReconcileFundsTests(Books books)
{
    private const int Seeds = 300;
    private const string Merchant = "1900000109";

    // A Monday, and nothing of a holiday near it.
    private static readonly DateOnly Day = new(2026, 10, 12);
    private static readonly string BatchNo = Merchant + "20261012";

    private readonly string hospital = "funds-" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task What_was_planted_is_found_and_nothing_else_whatever_the_seed_and_the_order_of_bookings()
    {
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = 4 };
        await Parallel.ForAsync(0, Seeds, bounds, async (seed, _) =>
        {
            var planted = new PlantedFunds(seed, days: 25);
            var place = "funds-seed-" + seed.ToString(CultureInfo.InvariantCulture);
            planted.Shuffle(seed * 17 + 3);
            await books.Put(place, planted);

            await books.ReconcileFunds(place, PlantedFunds.First);
            var first = await Facts(place);
            await books.ReconcileFunds(place, PlantedFunds.First.AddDays(20));

            first.Select(f => (f.Key, f.ChannelFen, f.BankFen)).ShouldBe(planted.Planted, ignoreOrder: true, $"seed {seed}");
            first.ShouldAllBe(f => f.Class == DifferenceClass.BatchDiff, $"seed {seed}");
            (await Settled(place)).ShouldBe(planted.Received, ignoreOrder: true, $"seed {seed}");
            (await Facts(place)).ShouldBe(first, ignoreOrder: true, $"seed {seed}, second run");
        });
    }

    [Fact]
    public async Task A_batch_is_expected_then_late_then_settled_by_a_later_statement_that_closes_its_difference()
    {
        await Put(fen: 10_000, fees: 38);

        var expected = (await books.ReconcileFunds(hospital, Day, Day.AddDays(3))).ShouldHaveSingleItem();
        (expected.Status, expected.NetFen, expected.ExpectedOn).ShouldBe((BatchStatus.Expected, 9_962, Day.AddDays(1)));
        (await books.Differences(hospital)).ShouldBeEmpty();

        await Book(Day.AddDays(3));
        await books.ReconcileFunds(hospital, Day, Day.AddDays(4));
        var late = (await books.Differences(hospital)).ShouldHaveSingleItem();
        (late.Class, late.Status, late.ChannelFen, late.BankFen, late.DifferenceFen)
            .ShouldBe((DifferenceClass.BatchDiff, DifferenceStatus.Open, 9_962, null, -9_962));

        await Book(Day.AddDays(4), (9_962, BatchNo));
        await books.ReconcileFunds(hospital, Day.AddDays(4), Day.AddDays(5));
        (await books.Differences(hospital)).ShouldHaveSingleItem().Status.ShouldBe(DifferenceStatus.Closed);
        (await Settled(hospital)).ShouldBe([BatchNo]);

        await books.ReconcileFunds(hospital, Day, Day.AddDays(6));
        await using var db = books.Open();
        var booked = await db.JournalEntries.Include(e => e.Lines).SingleAsync(e => e.HospitalId == hospital);
        (booked.Rule, booked.Day).ShouldBe(("J5", Day.AddDays(4)));
        booked.Lines.OrderBy(l => l.LineNo).Select(l => (l.Account, l.DebitFen, l.CreditFen)).ShouldBe(
            [(Account.Bank, 9_962, 0), (Account.Fee, 38, 0), (Account.ChannelReceivable, 0, 10_000)]);
    }

    [Fact]
    public async Task A_batch_that_did_not_come_is_no_difference_as_long_as_the_bank_has_not_told_of_those_days()
    {
        await Put(fen: 10_000, fees: 0);
        await Book(Day.AddDays(2));

        await books.ReconcileFunds(hospital, Day, Day.AddDays(30));

        (await books.Differences(hospital)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_part_that_came_is_in_transit_until_the_rest_may_not_follow_any_more()
    {
        await Put(fen: 10_000, fees: 0);
        await Book(Day.AddDays(1), (4_000, BatchNo));

        await books.ReconcileFunds(hospital, Day, Day.AddDays(1));
        var waiting = (await books.Differences(hospital)).ShouldHaveSingleItem();
        (waiting.Class, waiting.InTransitUntil, waiting.DifferenceFen)
            .ShouldBe((DifferenceClass.InTransit, Day.AddDays(3), -6_000));

        await books.ReconcileFunds(hospital, Day, Day.AddDays(4));
        (await books.Differences(hospital)).ShouldHaveSingleItem().Class.ShouldBe(DifferenceClass.BatchDiff);
    }

    [Fact]
    public async Task A_credit_before_its_channels_statement_waits_for_it_and_is_alike_then()
    {
        await Book(Day.AddDays(1), (9_962, BatchNo));
        await books.ReconcileFunds(hospital, Day, Day.AddDays(1));
        (await books.Differences(hospital)).ShouldHaveSingleItem().Class.ShouldBe(DifferenceClass.InTransit);

        await Put(fen: 10_000, fees: 38);
        await books.ReconcileFunds(hospital, Day, Day.AddDays(2));

        (await books.Differences(hospital)).ShouldHaveSingleItem().Status.ShouldBe(DifferenceStatus.Closed);
        (await Settled(hospital)).ShouldBe([BatchNo]);
    }

    [Fact]
    public async Task Of_two_amounts_that_would_fit_none_is_chosen()
    {
        await Put(fen: 10_000, fees: 0);
        await Book(Day.AddDays(1), (6_000, null), (4_000, null), (7_000, null), (3_000, null));

        await books.ReconcileFunds(hospital, Day, Day.AddDays(2));

        (await Settled(hospital)).ShouldBeEmpty();
        (await books.Differences(hospital)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_second_payment_of_a_batch_settled_long_ago_is_found()
    {
        await Put(fen: 10_000, fees: 0);
        await Book(Day.AddDays(1), (10_000, BatchNo));
        await books.ReconcileFunds(hospital, Day, Day.AddDays(1));

        await Book(Day.AddDays(40), (10_000, BatchNo));
        await books.ReconcileFunds(hospital, Day.AddDays(30), Day.AddDays(40));

        var twice = (await books.Differences(hospital)).ShouldHaveSingleItem();
        (twice.Class, twice.ChannelFen, twice.BankFen).ShouldBe((DifferenceClass.BatchDiff, 10_000, 20_000));
    }

    [Fact]
    public async Task A_days_reconciliation_leaves_the_differences_of_funds_alone()
    {
        await Book(Day.AddDays(1), (500, "unknown"));
        await books.ReconcileFunds(hospital, Day, Day.AddDays(9));

        await books.Reconcile(hospital, Day);

        (await books.Differences(hospital)).ShouldHaveSingleItem().Status.ShouldBe(DifferenceStatus.Open);
    }

    private async Task Put(long fen, long fees)
    {
        await using var db = books.Open();
        await books.PutMerchantDay(db, hospital, ("wechat", Merchant, Day), fen, 0, fees);
    }

    private async Task Book(DateOnly on, params (long Fen, string? BatchNo)[] credits)
    {
        await using var db = books.Open();
        await books.PutBookings(db, hospital, on, credits.Select((c, i) =>
            new BankLine(i + 2, on, $"S{i}", c.Fen, null, "财付通", "", c.BatchNo)));
    }

    private async Task<List<string>> Settled(string place)
    {
        await using var db = books.Open();
        return await db.SettledBatches.Where(b => b.HospitalId == place).Select(b => b.BatchNo).ToListAsync();
    }

    private async Task<List<(Guid Id, uint Version, string Key, long? ChannelFen, long? BankFen, DifferenceClass Class)>> Facts(
        string place) =>
        [.. (await books.Differences(place)).Select(d => (d.Id, d.Version, d.Key, d.ChannelFen, d.BankFen, d.Class))];
}
