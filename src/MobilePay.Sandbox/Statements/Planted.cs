namespace MobilePay.Sandbox.Statements;

/// <summary>One thing a statement of a day is to say wrongly, or one way in which its file is to be bad.</summary>
/// <param name="OrderNo">The row it is about: an order number, or on the bank account a batch number.</param>
/// <param name="RefundNo">Names a refund of that order; a payment where it is left out.</param>
internal sealed record PlantedRow(
    string Party, DateOnly Date, string Kind, string? OrderNo = null, string? RefundNo = null, long? AmountFen = null)
{
    public const long UsualFen = 100;
}

internal static class PlantedKinds
{
    public const string Missing = "missing";
    public const string Extra = "extra";
    public const string Amount = "amount";
    public const string Duplicate = "duplicate";
    public const string Status = "status";
    public const string Fee = "fee";
    public const string Foreign = "foreign";

    public const string Truncated = "truncated";
    public const string MisEncoded = "mis-encoded";
    public const string WrongTotal = "wrong-total";
    public const string OtherMerchant = "other-merchant";
    public const string ZipBomb = "zip-bomb";
    public const string PathInZip = "path-in-zip";

    /// <summary>Those that change a row of the book, and so must name one.</summary>
    public static readonly string[] OfARow = [Missing, Amount, Duplicate, Status, Fee];

    /// <summary>Those that spoil the file and leave its rows alone.</summary>
    public static readonly string[] OfTheFile = [Truncated, MisEncoded, WrongTotal, OtherMerchant, ZipBomb, PathInZip];
}

/// <summary>A party that makes statements.</summary>
internal interface IStatementParty
{
    string Party { get; }

    /// <summary>What can be planted in its statements; each file says some things not at all.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>Whether the true statement of the day has this row.</summary>
    bool Knows(DateOnly date, string orderNo, string? refundNo);
}

/// <summary>The differences in force. Not kept over a restart, as faults are not.</summary>
internal sealed class PlantedBoard
{
    private readonly Lock gate = new();
    private IReadOnlyList<PlantedRow> planted = [];

    public IReadOnlyList<PlantedRow> All
    {
        get
        {
            lock (gate)
                return planted;
        }
    }

    public void Set(IReadOnlyList<PlantedRow> wanted)
    {
        lock (gate)
            planted = wanted;
    }

    /// <summary>The bad ways of one file.</summary>
    public IReadOnlySet<string> Flaws(string party, DateOnly date) => All
        .Where(row => row.Party == party && row.Date == date && PlantedKinds.OfTheFile.Contains(row.Kind))
        .Select(row => row.Kind).ToHashSet();

    /// <summary>The book's rows with what is planted in them, in the order in which it was planted.</summary>
    public IReadOnlyList<T> Apply<T>(string party, DateOnly date, IEnumerable<T> rows) where T : IStatementRow<T>
    {
        var changed = rows.ToList();
        var invented = 0;
        foreach (var row in All.Where(row => row.Party == party && row.Date == date))
        {
            bool IsMeant(T candidate) => candidate.OrderNo == row.OrderNo && candidate.RefundNo == row.RefundNo;
            switch (row.Kind)
            {
                case PlantedKinds.Missing:
                    changed.RemoveAll(IsMeant);
                    break;
                case PlantedKinds.Duplicate:
                    changed = [.. changed.SelectMany(known => IsMeant(known) ? new[] { known, known } : [known])];
                    break;
                case PlantedKinds.Amount:
                    changed = [.. changed.Select(known => IsMeant(known) ? known.WithAmount(row.AmountFen!.Value) : known)];
                    break;
                case PlantedKinds.Fee:
                    changed = [.. changed.Select(known => IsMeant(known) ? known.WithFee(row.AmountFen!.Value) : known)];
                    break;
                case PlantedKinds.Status:
                    changed = [.. changed.Select(known => IsMeant(known) ? known.WithOtherStatus() : known)];
                    break;
                case PlantedKinds.Extra or PlantedKinds.Foreign:
                    changed.Add(T.Invented(row, row.OrderNo ?? Number(row, ++invented)));
                    break;
            }
        }

        return changed;
    }

    /// <summary>
    /// A foreign row is of the canteen, which shares the merchant number; an extra one looks like the platform's, and no two
    /// parties invent the same.
    /// </summary>
    private static string Number(PlantedRow row, int count) =>
        row.Kind == PlantedKinds.Foreign
            ? $"CANTEEN{char.ToUpperInvariant(row.Party[0])}{row.Date:yyyyMMdd}{count:D8}"
            : $"P{row.Date:yyyyMMdd}120000{char.ToUpperInvariant(row.Party[0])}{count:D11}";
}
