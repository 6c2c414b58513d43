using System.Text.RegularExpressions;

namespace MobilePay.Reconciliation.Clients.Bank;

/// <summary>
/// How one bank writes its account statements. Banks differ in everything, so what differs is configuration and not code. A
/// column is named as in the head, or "#3" for the third one.
/// </summary>
public sealed record BankColumnMap
{
    public TextCode Encoding { get; init; } = TextCode.Gbk;
    public char Delimiter { get; init; } = ',';

    /// <summary>Lines above the head, or above the first booking where there is no head.</summary>
    public int SkipLines { get; init; }
    public bool HasHead { get; init; } = true;

    public required string Date { get; init; }

    /// <summary>As .NET writes formats; a time behind the day is read and dropped.</summary>
    public string DateFormat { get; init; } = "yyyy-MM-dd";
    public required string Serial { get; init; }

    /// <summary>One of three: credit and debit, or one signed amount, or an amount with a column that says which way.</summary>
    public string? Credit { get; init; }
    public string? Debit { get; init; }
    public string? Amount { get; init; }
    public string? Direction { get; init; }
    public IReadOnlyList<string> CreditWords { get; init; } = ["贷", "C"];
    public IReadOnlyList<string> DebitWords { get; init; } = ["借", "D"];

    /// <summary>Where it is named, every booking must lead from the balance before to its own.</summary>
    public string? Balance { get; init; }

    /// <summary>The newest booking stands first, so the balances run upwards.</summary>
    public bool IsNewestFirst { get; init; }

    public string? Counterparty { get; init; }
    public string? Remark { get; init; }
    public string? Reference { get; init; }

    /// <summary>Finds the settlement batch in the remark, then in the reference: its group "batch", or all of it.</summary>
    public string? BatchPattern { get; init; }

    public char DecimalMark { get; init; } = '.';
    public char ThousandsMark { get; init; } = ',';

    /// <summary>How the first cell of the line behind the last booking begins. Named, such a line must be there.</summary>
    public IReadOnlyList<string> TrailerWords { get; init; } = [];

    /// <summary>
    /// Finds in the trailer what the bank counted, by the groups "count", "creditCount", "debitCount", "credit" and "debit";
    /// each one it has must be found, and agree with the lines.
    /// </summary>
    public string? TrailerPattern { get; init; }

    /// <summary>What is wrong with the map itself, for a check when the program starts.</summary>
    public IEnumerable<string> Faults()
    {
        if (!IsMark(Delimiter) || !IsMark(DecimalMark) || !IsMark(ThousandsMark) || DecimalMark == ThousandsMark)
            yield return "Delimiter, DecimalMark and ThousandsMark are ASCII, no digit, no quote, and the two marks differ.";
        if (SkipLines < 0)
            yield return "SkipLines is not negative.";
        if ((Amount is null) == (Credit is null || Debit is null) || (Amount is null && Direction is not null))
            yield return "Name either Credit and Debit, or Amount, or Amount and Direction.";
        if (Direction is not null && (CreditWords.Count == 0 || DebitWords.Count == 0 || CreditWords.Intersect(DebitWords).Any()))
            yield return "CreditWords and DebitWords each have a word, and share none.";
        if (!HasHead && Columns().Any(column => Position(column) is null))
            yield return "Without a head every column is named by its place, as #3.";
        if (TrailerPattern is not null && TrailerWords.Count == 0)
            yield return "TrailerPattern needs TrailerWords, by which the trailer is found.";
        if (!IsPattern(BatchPattern) || !IsPattern(TrailerPattern))
            yield return "BatchPattern and TrailerPattern are regular expressions without backreferences and look-arounds.";
    }

    /// <summary>The place of a column named "#3", from 0; null where it is named as in the head.</summary>
    internal static int? Position(string column) =>
        column is ['#', .. var number] && int.TryParse(number, out var place) && place is > 0 and < 1000 ? place - 1 : null;

    // Without backtracking no remark, however long, can hold the reader up.
    internal static Regex? Pattern(string? pattern) =>
        pattern is null ? null : new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private IEnumerable<string> Columns() =>
        new[] { Date, Serial, Credit, Debit, Amount, Direction, Balance, Counterparty, Remark, Reference }.OfType<string>();

    private static bool IsMark(char mark) =>
        mark == '\t'
        || (char.IsAscii(mark) && !char.IsControl(mark) && !char.IsAsciiDigit(mark) && mark is not ('"' or '-' or '+'));

    private static bool IsPattern(string? pattern)
    {
        try
        {
            _ = Pattern(pattern);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
