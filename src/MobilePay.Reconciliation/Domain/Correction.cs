namespace MobilePay.Reconciliation.Domain;

/// <summary>What stands on an account for one payment or refund: positive in debit, negative in credit.</summary>
public readonly record struct Standing(Account Account, string Channel, string MerchantId, long Fen);

/// <summary>What channel and hospital have of a payment or refund, in fen, 0 where they do not have it.</summary>
public readonly record struct ItemAmounts(
    LineKind Kind, string Channel, string MerchantId, long ChannelFen, long HospitalFen)
{
    public static ItemAmounts Of(Difference d) => new(d.Kind, d.Channel, d.MerchantId, d.ChannelFen ?? 0, d.HospitalFen ?? 0);

    public static ItemAmounts Of(ThreeSides s) =>
        new(s.Kind, s.Channel, s.MerchantId, s.OfChannel?.AmountFen ?? 0, s.Hospital?.AmountFen ?? 0);
}

/// <summary>
/// How the books are set right for one payment or refund: they are brought to what channel and hospital say. The channel's
/// amount stands as receivable, the hospital's as income, and what is left between them is over or short until it is settled.
/// The rules J6, J8 to J13 of the fact sheet are cases of this one.
/// </summary>
public static class Correction
{
    /// <summary>What should stand for an item, were its sides the whole truth.</summary>
    /// <param name="isGivenUp">What is short is a loss.</param>
    public static IReadOnlyList<Standing> Target(ItemAmounts item, bool isGivenUp = false)
    {
        // What a batch lacks stays a receivable from the channel until it comes, or is adjusted by hand.
        if (item.Kind == LineKind.Batch)
            return [];
        var sign = item.Kind == LineKind.Payment ? 1 : -1;
        var (channel, hospital) = (sign * item.ChannelFen, sign * item.HospitalFen);
        var over = channel - hospital;
        Standing[] all =
        [
            new(Account.ChannelReceivable, item.Channel, item.MerchantId, channel),
            new(Account.IncomeBridge, "", "", -hospital),
            new(over > 0 ? Account.Over : isGivenUp ? Account.Loss : Account.Short, "", "", -over),
        ];
        return [.. all.Where(s => s.Fen != 0)];
    }

    /// <summary>The lines that lead from what is booked to what should be; none where it stands right already.</summary>
    public static List<JournalLine> Lines(IEnumerable<Standing> booked, IEnumerable<Standing> target)
    {
        var moves = booked.Select(s => s with { Fen = -s.Fen }).Concat(target)
            .GroupBy(s => (s.Account, s.Channel, s.MerchantId))
            .Select(g => new Standing(g.Key.Account, g.Key.Channel, g.Key.MerchantId, g.Sum(s => s.Fen)))
            .Where(s => s.Fen != 0)
            .OrderByDescending(s => s.Fen > 0).ThenBy(s => s.Account).ToList();
        return [.. moves.Select((s, i) => Line((short)(i + 1), s))];
    }

    /// <summary>Which rule the lines follow; a change that is none of the plain ones corrects an earlier entry (J15).</summary>
    public static string RuleOf(IReadOnlyCollection<JournalLine> lines)
    {
        var debits = lines.Where(l => l.DebitFen != 0).Select(l => l.Account).Distinct().ToArray();
        var credits = lines.Where(l => l.CreditFen != 0).Select(l => l.Account).Distinct().ToArray();
        return (debits, credits) switch
        {
            ([Account.Clearing], [Account.Over]) => "J6",
            ([Account.Over], [Account.IncomeBridge]) => "J8",
            ([Account.Short], [Account.IncomeBridge]) => "J9",
            ([Account.ChannelReceivable], [Account.Short]) => "J10",
            ([Account.IncomeBridge], [Account.Short]) => "J11",
            ([Account.Loss], [Account.Short]) => "J12",
            ([Account.Short], [Account.ChannelReceivable]) => "J13",
            _ => "J15",
        };
    }

    private static JournalLine Line(short number, Standing move) => new()
    {
        LineNo = number,
        Account = move.Account,
        Channel = move.Channel,
        MerchantId = move.MerchantId,
        DebitFen = Math.Max(move.Fen, 0),
        CreditFen = Math.Max(-move.Fen, 0),
    };
}
