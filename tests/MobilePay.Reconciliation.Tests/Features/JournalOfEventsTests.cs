using Microsoft.EntityFrameworkCore;
using MobilePay.Contracts;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features;
using MobilePay.Reconciliation.Tests.Support;
using Npgsql;

namespace MobilePay.Reconciliation.Tests.Features;

/// <summary>What the events book by themselves: J1 to J4, J7, J8 and the refund that came to nothing.</summary>
[Collection(nameof(Books))]
public sealed class JournalOfEventsTests(Books books)
{
    // 12:00 in China.
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 11, 23);
    private readonly string hospital = "journal-" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_day_of_two_payments_and_a_refund_comes_to_what_the_hospital_hands_over()
    {
        await Tell(book => book.Took([Paid("P1", 5340), Paid("P2", 10000)], default),
            book => book.Booked([Confirmed("P1", 5340), Confirmed("P2", 10000)], default),
            book => book.Asked([Asked("P1", "P1R01", 1850, "HR1")], Noon, default),
            book => book.GaveBack([Back("P1", "P1R01", 1850)], default));

        (await Rules()).ShouldBe(["J1", "J1", "J2", "J2", "J3", "J4"]);
        (await Standing()).ShouldBe(["CH_RECV 13490", "INCOME_BRIDGE -13490"]);
    }

    [Fact]
    public async Task Whatever_is_told_twice_is_booked_once()
    {
        Func<PlatformBook, Task>[] all =
        [
            book => book.Took([Paid("P1", 5340), Paid("P1", 5340)], default),
            book => book.Booked([Confirmed("P1", 5340), Confirmed("P1", 5340)], default),
            book => book.Asked([Asked("P1", "P1R01", 5340, "HR1")], Noon, default),
            book => book.GaveBack([Back("P1", "P1R01", 5340)], default),
        ];
        await Tell([.. all, .. all, .. all.Reverse()]);

        (await Rules()).ShouldBe(["J1", "J2", "J3", "J4"]);
        (await Standing()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_at_once_book_the_same_events_once()
    {
        var events = Enumerable.Range(0, 50).Select(i => Paid($"P{i}", 100 + i)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Tell(book =>
            book.Took(i % 2 == 0 ? events : [.. events.Reverse()], default))));

        (await Rules()).Count.ShouldBe(50);
    }

    [Fact]
    public async Task Money_the_hospital_never_booked_goes_back_out_of_what_waits()
    {
        await Tell(book => book.Took([Paid("P1", 5340)], default),
            book => book.Asked([Asked("P1", "P1R01", 5340)], Noon, default));

        (await Rules()).ShouldBe(["J1", "J3b"]);
        (await Standing()).ShouldBe(["CH_RECV 5340", "REFUND_PAYABLE -5340"]);
    }

    [Fact]
    public async Task Of_two_bills_the_one_the_hospital_refused_goes_back_out_of_what_waits()
    {
        await Tell(book => book.Took([Paid("P1", 5000)], default), book => book.Booked([Confirmed("P1-1", 2000)], default),
            book => book.Asked([Asked("P1", "P1R01", 3000)], Noon, default));

        (await Standing()).ShouldBe(["CH_RECV 5000", "INCOME_BRIDGE -2000", "REFUND_PAYABLE -3000"]);
    }

    [Fact]
    public async Task What_is_parked_as_over_goes_back_or_to_the_hospital_out_of_there()
    {
        await Tell(book => book.Took([Paid("P1", 100), Paid("P2", 100)], default));
        foreach (var order in (string[])["P1", "P2"])
            await Park(order, 100);
        await Tell(book => book.Asked([Asked("P1", "P1R01", 100)], Noon, default),
            book => book.Booked([Confirmed("P2", 100)], default));

        (await Rules()).ShouldBe(["J1", "J1", "J6", "J6", "J7", "J8"]);
        (await Standing()).ShouldBe(["CH_RECV 200", "INCOME_BRIDGE -100", "REFUND_PAYABLE -100"]);
    }

    [Fact]
    public async Task A_refund_whose_number_is_spent_is_taken_back_in_red_and_goes_on_under_the_next()
    {
        await Tell(book => book.Took([Paid("P1", 5340)], default), book => book.Booked([Confirmed("P1", 5340)], default),
            book => book.Asked([Asked("P1", "P1R01", 5340, "HR1")], Noon, default),
            book => book.Failed([new(Guid.NewGuid(), hospital, "P1", "P1R01", "abnormal", true, Noon)], default),
            book => book.Asked([Asked("P1", "P1R02", 5340, "HR1")], Noon, default));

        await using var db = books.Open();
        var back = await db.JournalEntries.Include(e => e.Lines).SingleAsync(e => e.HospitalId == hospital && e.Rule == "J15");
        back.Lines.Select(l => (l.Account, l.DebitFen, l.CreditFen)).ShouldBe(
            [(Account.IncomeBridge, -5340, 0), (Account.RefundPayable, 0, -5340)], ignoreOrder: true);
        back.ReversesId.ShouldNotBeNull();
        (await Standing()).ShouldBe(["CH_RECV 5340", "REFUND_PAYABLE -5340"]);
    }

    [Fact]
    public async Task What_is_paid_after_the_cut_off_stands_on_the_next_day()
    {
        await Tell(book => book.Took([Paid("P1", 1) with { PaidAt = Noon.AddHours(11).AddTicks(-10) }], default),
            book => book.Took([Paid("P2", 2) with { PaidAt = Noon.AddHours(11) }], default));

        await using var db = books.Open();
        (await db.JournalEntries.Where(e => e.HospitalId == hospital).OrderBy(e => e.Key).Select(e => e.Day).ToListAsync())
            .ShouldBe([Day, Day.AddDays(1)]);
    }

    [Fact]
    public async Task What_comes_late_for_a_closed_day_stands_on_the_first_open_one()
    {
        await Close(Day);
        await Tell(book => book.Took([Paid("P1", 100)], default), book => book.Booked([Confirmed("P1", 100)], default),
            book => book.Asked([Asked("P1", "P1R01", 100, "HR1")], Noon, default),
            book => book.GaveBack([Back("P1", "P1R01", 100)], default));

        await using var db = books.Open();
        (await db.JournalEntries.Where(e => e.HospitalId == hospital).Select(e => e.Day).Distinct().ToListAsync())
            .ShouldBe([Day.AddDays(1)]);
    }

    [Theory]
    [InlineData("update journal_lines set debit_fen = debit_fen")]
    [InlineData("delete from journal_lines")]
    [InlineData("update journal_entries set memo = ''")]
    [InlineData("delete from journal_entries")]
    [InlineData("truncate journal_lines")]
    public async Task Nothing_in_the_journal_is_changed_or_deleted(string sql)
    {
        await using var db = books.Open();
        var refused = await Should.ThrowAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql));
        refused.ConstraintName.ShouldBe("ck_append_only");
    }

    [Theory]
    [InlineData(100, 99)]
    [InlineData(100, 0)]
    public async Task An_entry_that_does_not_balance_is_refused_when_its_transaction_ends(long debit, long credit)
    {
        await using var db = books.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var entry = Entry("J15", "odd");
        entry.Lines.Add(new() { LineNo = 1, Account = Account.Bank, DebitFen = debit });
        if (credit != 0)
            entry.Lines.Add(new() { LineNo = 2, Account = Account.Fee, CreditFen = credit });
        db.JournalEntries.Add(entry);
        await db.SaveChangesAsync();

        var refused = await Should.ThrowAsync<PostgresException>(() => transaction.CommitAsync());
        refused.ConstraintName.ShouldBe("ck_journal_balanced");
    }

    private JournalEntry Entry(string rule, string key) => new()
    {
        HospitalId = hospital,
        Day = Day,
        Event = JournalEvent.Corrected,
        Key = key,
        Rule = rule,
        OrderNo = key,
        At = Noon,
    };

    private async Task Park(string order, long fen)
    {
        await using var db = books.Open();
        var entry = Entry("J6", order);
        entry.Lines.Add(new() { LineNo = 1, Account = Account.Clearing, DebitFen = fen });
        entry.Lines.Add(new() { LineNo = 2, Account = Account.Over, CreditFen = fen });
        db.JournalEntries.Add(entry);
        await db.SaveChangesAsync();
    }

    private async Task Close(DateOnly day)
    {
        await using var db = books.Open();
        var closing = new Closing
        {
            HospitalId = hospital,
            Day = day,
            Revision = 1,
            Report = "",
            Digest = "",
            ProposedBy = new(Guid.NewGuid(), "甲"),
            ProposedAt = Noon,
        };
        closing.Close(new(Guid.NewGuid(), "乙"), Noon, _ => ("s", "k"));
        db.Closings.Add(closing);
        await db.SaveChangesAsync();
    }

    private ChannelPaid Paid(string order, long fen) =>
        new(Guid.NewGuid(), hospital, order, "wechat", "1900000001", "T" + order, fen, Noon);

    private HisConfirmed Confirmed(string order, long fen) =>
        new(Guid.NewGuid(), hospital, order, "B1", "RX1", "H" + order, null, Day, null, null, Noon, fen);

    private RefundRequested Asked(string order, string number, long fen, string? hisNumber = null) =>
        new(Guid.NewGuid(), hospital, order, number, fen, "退款", hisNumber);

    private ChannelRefunded Back(string order, string number, long fen) =>
        new(Guid.NewGuid(), hospital, order, number, "T" + number, fen, Noon.AddMinutes(5));

    private async Task<List<string>> Rules()
    {
        await using var db = books.Open();
        return await db.JournalEntries.Where(e => e.HospitalId == hospital).Select(e => e.Rule).Order().ToListAsync();
    }

    /// <summary>What is left on each account, debit positive.</summary>
    private async Task<IEnumerable<string>> Standing()
    {
        await using var db = books.Open();
        var sums = await (
            from entry in db.JournalEntries
            from line in entry.Lines
            where entry.HospitalId == hospital
            group line.DebitFen - line.CreditFen by line.Account into account
            select new { account.Key, Fen = account.Sum() }).ToListAsync();
        return sums.Where(s => s.Fen != 0).Select(s => $"{Accounts.WordOf(s.Key)} {s.Fen}").Order();
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
