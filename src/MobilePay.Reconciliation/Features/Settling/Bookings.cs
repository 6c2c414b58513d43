using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Settling;

/// <summary>An entry an action makes: shown before it is approved, and booked when it is carried out.</summary>
public sealed record Booking(JournalEvent Event, string Rule, List<JournalLine> Lines);

/// <summary>
/// What each action books itself. Those that have another service do something book by that service's events: a refund by J3
/// and J4, a confirm by J2 or J8.
/// </summary>
public sealed class Bookings(JournalBook journal)
{
    public async Task<IReadOnlyList<Booking>> Of(
        DifferenceAction action, Difference item, ProposalTerms? terms, Difference? other, CancellationToken stop)
    {
        var stands = await journal.StandingOf(item, stop);
        var amounts = ItemAmounts.Of(item);
        return action switch
        {
            DifferenceAction.Suspend => Corrected(stands, Correction.Target(amounts)),
            DifferenceAction.WriteOff => Named(JournalEvent.WrittenOff, stands, Correction.Target(amounts, isGivenUp: true)),
            DifferenceAction.ReverseHis => Corrected(stands, Correction.Target(amounts with { HospitalFen = 0 })),
            DifferenceAction.Adjust => Adjusted(item, terms),
            DifferenceAction.OfflineRefund =>
                [.. Corrected(stands, Correction.Target(amounts)), .. Transferred(terms?.AmountFen ?? item.DifferenceFen)],
            DifferenceAction.ManualMatch when other is not null => Corrected(
                [.. stands, .. await journal.StandingOf(other, stop)],
                [.. WithoutRest(amounts), .. WithoutRest(ItemAmounts.Of(other))]),
            DifferenceAction.ManualMatch or DifferenceAction.AskChannel or DifferenceAction.ResendConfirm
                or DifferenceAction.Refund or DifferenceAction.Carry => [],
        };
    }

    /// <summary>Books what closes a parked difference once its sides agree: J8, J10, J11.</summary>
    public async Task Unpark(Difference item, ThreeSides sides, string key, DateTimeOffset now, CancellationToken stop)
    {
        foreach (var booking in Corrected(
            await journal.StandingOf(item, stop), Correction.Target(ItemAmounts.Of(sides))))
            await journal.Add(item, booking.Event, key, booking.Rule, "alike", booking.Lines, now, stop);
    }

    private static IReadOnlyList<Booking> Corrected(IEnumerable<Standing> stands, IEnumerable<Standing> target) =>
        Named(JournalEvent.Corrected, stands, target);

    private static IReadOnlyList<Booking> Named(
        JournalEvent happened, IEnumerable<Standing> stands, IEnumerable<Standing> target)
    {
        var lines = Correction.Lines(stands, target);
        return lines.Count == 0 ? [] : [new(happened, Correction.RuleOf(lines), lines)];
    }

    // The one is over by what the other is short, so that neither is left.
    private static IEnumerable<Standing> WithoutRest(ItemAmounts amounts) =>
        Correction.Target(amounts).Where(s => s.Account is not (Account.Over or Account.Short));

    private static IReadOnlyList<Booking> Adjusted(Difference item, ProposalTerms? terms)
    {
        if (terms is not { Debit: { } debit, Credit: { } credit, AmountFen: { } fen })
            return [];
        var isFee = debit is Account.Fee || credit is Account.Fee;
        return [new(JournalEvent.Adjusted, isFee ? "J14" : "J15", [Line(1, debit, fen, 0), Line(2, credit, 0, fen)])];

        JournalLine Line(short no, Account account, long debitFen, long creditFen) => new()
        {
            LineNo = no,
            Account = account,
            Channel = account == Account.ChannelReceivable ? item.Channel : "",
            MerchantId = account == Account.ChannelReceivable ? item.MerchantId : "",
            DebitFen = debitFen,
            CreditFen = creditFen,
        };
    }

    private static IReadOnlyList<Booking> Transferred(long fen) => fen <= 0 ? [] :
    [
        new(JournalEvent.OfflineRefund, "J7",
        [
            new() { LineNo = 1, Account = Account.Over, DebitFen = fen },
            new() { LineNo = 2, Account = Account.Bank, CreditFen = fen },
        ]),
    ];
}
