namespace MobilePay.Reconciliation.Domain;

/// <summary>
/// Which bank credits pay which batches: by the batch's number where the bank names it, otherwise by amounts that are equal to
/// the fen within the time a batch may take. Never by an amount that is nearly equal, and by none that fits in two ways.
/// </summary>
public static class FundsMatching
{
    private const int BundleMax = 10;
    private const int PartsMax = 4;
    private const int CandidatesMax = 24;

    public static List<FundsGroup> Match(IReadOnlyList<Batch> batches, IEnumerable<BankCredit> credits, BankCalendar calendar)
    {
        var sorted = credits.OrderBy(c => c.BookedOn).ThenBy(c => c.AccountNo, StringComparer.Ordinal)
            .ThenBy(c => c.SerialNo, StringComparer.Ordinal).ToList();
        var groups = ByNumber(batches, sorted.Where(c => c.BatchNos.Count > 0));

        var open = batches.Except(groups.SelectMany(g => g.Batches)).Where(b => b.NetFen > 0).ToList();
        var free = sorted.Where(c => c.BatchNos.Count == 0 && c.AmountFen > 0).ToList();
        foreach (var find in new Func<List<Batch>, List<BankCredit>, BankCalendar, FundsGroup?>[] { OneToOne, Bundle, Parts })
        {
            while (find(open, free, calendar) is { } found)
            {
                groups.Add(found);
                open.RemoveAll(found.Batches.Contains);
                free.RemoveAll(found.Credits.Contains);
            }
        }

        groups.AddRange(batches.Except(groups.SelectMany(g => g.Batches)).ToList().Select(b => new FundsGroup([b], [], false)));
        groups.AddRange(free.Select(c => new FundsGroup([], [c], false)));
        return groups;
    }

    // A bundle names several batches, and a batch that comes in parts is named several times: what hangs together is one group.
    private static List<FundsGroup> ByNumber(IEnumerable<Batch> batches, IEnumerable<BankCredit> credits)
    {
        var known = batches.ToDictionary(b => b.BatchNo);
        var groups = new List<(HashSet<string> Numbers, List<BankCredit> Credits)>();
        foreach (var credit in credits)
        {
            var touched = groups.Where(g => g.Numbers.Overlaps(credit.BatchNos)).ToList();
            groups.RemoveAll(touched.Contains);
            groups.Add(([.. touched.SelectMany(g => g.Numbers), .. credit.BatchNos],
                [.. touched.SelectMany(g => g.Credits), credit]));
        }

        return groups.ConvertAll(g => new FundsGroup(
            [.. g.Numbers.Where(known.ContainsKey).Select(n => known[n]).OrderBy(b => b.Day).ThenBy(b => b.BatchNo)],
            g.Credits, g.Numbers.Any(n => !known.ContainsKey(n))));
    }

    private static FundsGroup? OneToOne(List<Batch> open, List<BankCredit> free, BankCalendar calendar)
    {
        foreach (var batch in open)
            if (free.Find(c => c.AmountFen == batch.NetFen && MayPay(c, batch, calendar)) is { } credit)
                return new([batch], [credit], false);
        return null;
    }

    // Weekends and holidays: days of one merchant that follow each other, paid in one.
    private static FundsGroup? Bundle(List<Batch> open, List<BankCredit> free, BankCalendar calendar)
    {
        var merchants = open.GroupBy(b => (b.Channel, b.MerchantId)).Select(m => m.OrderBy(b => b.Day).ToList()).ToList();
        foreach (var credit in free)
        {
            var runs = merchants.SelectMany(m => Runs(m, credit, calendar)).Take(2).ToList();
            if (runs.Count == 1)
                return new(runs[0], [credit], false);
        }

        return null;
    }

    private static IEnumerable<List<Batch>> Runs(List<Batch> merchant, BankCredit credit, BankCalendar calendar)
    {
        for (var first = 0; first < merchant.Count; first++)
        {
            var sum = 0L;
            for (var i = first; i < merchant.Count && i - first < BundleMax && MayPay(credit, merchant[i], calendar); i++)
            {
                sum += merchant[i].NetFen;
                if (sum == credit.AmountFen && i > first)
                    yield return merchant.GetRange(first, i - first + 1);
            }
        }
    }

    private static FundsGroup? Parts(List<Batch> open, List<BankCredit> free, BankCalendar calendar)
    {
        foreach (var batch in open)
        {
            var candidates = free.Where(c => c.AmountFen < batch.NetFen && MayPay(c, batch, calendar))
                .Take(CandidatesMax).ToList();
            var sets = Sets(candidates, 0, batch.NetFen, PartsMax).Take(2).ToList();
            if (sets.Count == 1)
                return new([batch], sets[0], false);
        }

        return null;
    }

    private static IEnumerable<List<BankCredit>> Sets(List<BankCredit> from, int at, long fen, int most)
    {
        for (var i = at; i < from.Count && most > 0; i++)
        {
            var left = fen - from[i].AmountFen;
            if (left == 0)
                yield return [from[i]];
            else if (left > 0)
                foreach (var rest in Sets(from, i + 1, left, most - 1))
                    yield return [from[i], .. rest];
        }
    }

    private static bool MayPay(BankCredit credit, Batch batch, BankCalendar calendar) =>
        credit.Channel is { } channel && (channel == batch.Channel || channel == BankCredit.AnyChannel)
        && credit.BookedOn > batch.Day && credit.BookedOn <= calendar.After(batch.Day, Batches.ArrivesWithinDays);
}
