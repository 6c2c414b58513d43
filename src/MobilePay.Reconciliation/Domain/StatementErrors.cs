using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Domain;

/// <summary>Every reason a statement's file can't be believed; the codes are public and stable.</summary>
public static class StatementErrors
{
    private const string FetchAgain = "Fetch the file again; if it stays so, ask the sender for a new one.";

    public static Error DayClosed(DateOnly day) => new(ErrorKind.Conflict, "statement.day-closed",
        $"The day {day:yyyy-MM-dd} is closed. The file is kept as evidence; what it changes belongs to the present day.");

    public static Error Empty() =>
        Refused("empty", "The file has no line at all. Fetch it again: a day without money still has a head or no file.");

    public static Error Encoding(int line, string encoding) =>
        Refused("encoding",
            $"Line {line} holds bytes that are no {encoding} text, so the file was damaged or saved anew on the way. "
            + FetchAgain, ("line", line), ("encoding", encoding));

    public static Error Truncated(int line, string missing) =>
        Refused("truncated", $"The file ends after line {line} without its {missing}, so lines may be lost. " + FetchAgain,
            ("line", line), ("missing", missing));

    /// <param name="total">The channel's own word for the total.</param>
    /// <param name="stated">As the file states it, in the smallest unit the file counts in.</param>
    public static Error TotalDiffers(int line, string total, long stated, long counted) =>
        Refused("total-differs",
            $"The file states {total} as {stated}, but its lines add up to {counted}, so lines were lost, doubled or changed. "
            + FetchAgain, ("line", line), ("total", total), ("stated", stated), ("counted", counted));

    public static Error ColumnMissing(int line, string column) =>
        Refused("column-missing",
            $"The head in line {line} has no column {column}. Check that this is the right kind of bill for this channel.",
            ("line", line), ("column", column));

    public static Error ColumnTwice(int line, string column) =>
        Refused("column-twice", $"The head in line {line} has the column {column} twice, so its values can't be told apart. "
            + FetchAgain, ("line", line), ("column", column));

    /// <param name="column">The column whose value can't be right, or the part of the file the line was read as.</param>
    public static Error Line(int line, string column) =>
        Refused("line", $"Line {line} can't be read: the value of {column} is not what belongs there. " + FetchAgain,
            ("line", line), ("column", column));

    public static Error LineCells(int line, int cells, int expected) =>
        Refused("line", $"Line {line} has {cells} values where the head has {expected} columns. " + FetchAgain,
            ("line", line), ("cells", cells), ("expected", expected));

    /// <summary>A separator inside a text leaves more than one reading, and guessing with money is not allowed.</summary>
    public static Error LineAmbiguous(int line) =>
        Refused("ambiguous-line",
            $"Line {line} can be read in two ways, because a text in it has commas. Take this day from the channel's own page.",
            ("line", line));

    public static Error LineTooLong(int line, int bytesMax) =>
        Refused("line-too-long",
            $"Line {line} is longer than {bytesMax} bytes, which no statement has. Check that it is the right file.",
            ("line", line), ("bytesMax", bytesMax));

    public static Error AfterTrailer(int line) =>
        Refused("after-trailer", $"Line {line} stands behind the end of the statement, where nothing belongs. " + FetchAgain,
            ("line", line));

    public static Error RecordLength(int line, int bytes, int expected) =>
        Refused("record-length", $"Line {line} has {bytes} bytes where every line has {expected}. " + FetchAgain,
            ("line", line), ("bytes", bytes), ("expected", expected));

    /// <param name="line">Zero where the file's name or head tells it.</param>
    public static Error OtherMerchant(int line, string expected) =>
        Refused("other-merchant",
            $"{Place(line)} is not of merchant {expected}. Check which merchant's file was fetched; nothing of it was kept.",
            ("line", line), ("expected", expected));

    /// <param name="line">Zero where the file's name tells it.</param>
    public static Error OtherDay(int line, DateOnly expected) =>
        Refused("other-day",
            $"{Place(line)} is not of {Day(expected)}. Check which day's file was fetched; nothing of it was kept.",
            ("line", line), ("expected", Day(expected)));

    public static Error OtherDays(int line, DateOnly first, DateOnly last) =>
        Refused("other-day", $"Line {line} is not between {Day(first)} and {Day(last)}. Check which days were asked for.",
            ("line", line), ("first", Day(first)), ("last", Day(last)));

    public static Error DuplicateLine(int line, string number) =>
        Refused("duplicate-line", $"Line {line} repeats number {number}, which each file has once. " + FetchAgain,
            ("line", line), ("number", number));

    public static Error BalanceBreaks(int line, long expectedFen, long statedFen) =>
        Refused("balance-breaks",
            $"The balance in line {line} does not follow from the line before, so a booking is missing or doubled. " + FetchAgain,
            ("line", line), ("expectedFen", expectedFen), ("statedFen", statedFen));

    public static Error Archive(ArchiveFault fault, string? entry = null) =>
        Refused("archive", $"The packed file was not opened: {Why(fault)}. " + FetchAgain,
            ("fault", fault.ToString()), ("entry", entry));

    public static Error TooLarge(long bytesMax) =>
        Refused("too-large",
            $"The file unpacks to more than {bytesMax} bytes. Raise the limit only if the day was truly that busy.",
            ("bytesMax", bytesMax));

    private static string Why(ArchiveFault fault) => fault switch
    {
        ArchiveFault.Damaged => "it is damaged or cut short",
        ArchiveFault.Encrypted => "it is locked with a password",
        ArchiveFault.HasFolders => "it has entries with a path",
        ArchiveFault.TooManyEntries => "it holds too many files",
        ArchiveFault.Nested => "it holds another packed file",
        ArchiveFault.Inflates => "it unpacks to far more than a statement does",
        ArchiveFault.NotThere => "the statement is not in it",
        ArchiveFault.Several => "it holds the statement more than once",
    };

    private static string Place(int line) => line == 0 ? "The file" : $"Line {line}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static Error Unknown(Guid id) =>
        new(ErrorKind.NotFound, "statement.unknown", $"There is no statement {id}.");

    public static Error UnknownChannel(string channel) =>
        Refused("unknown-channel", $"Statements of {channel} are not known here. Choose the channel the file is from.",
            ("channel", channel));

    private static Error Refused(string code, string message, params (string Name, object? Value)[] facts) =>
        new(ErrorKind.Invalid, $"statement.{code}", message, facts.ToDictionary(f => f.Name, f => f.Value));
}
