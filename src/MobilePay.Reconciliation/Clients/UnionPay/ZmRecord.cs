using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Clients.UnionPay;

/// <summary>
/// One record of a ZM file: fixed widths in bytes with a blank between the fields. It is cut before it is decoded, for cutting
/// text would shift at the first Chinese character.
/// </summary>
internal readonly ref struct ZmRecord(ReadOnlySpan<byte> line)
{
    public const int Length = 607;

    private const int FeeStart = 167;
    private const int SignedLength = 13;

    private static readonly int[] Widths =
    [
        3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13, 8,
        32, 13, 13, 12, 2, 1,
    ];

    private readonly ReadOnlySpan<byte> line = line;

    public ReadOnlySpan<byte> TraceTime => Field(36, 10);
    public ReadOnlySpan<byte> Amount => Field(67, 12);
    public ReadOnlySpan<byte> QueryId => Text(88, 21);
    public ReadOnlySpan<byte> OrderId => Text(113, 32);
    public ReadOnlySpan<byte> Fee => Field(FeeStart, SignedLength);
    public ReadOnlySpan<byte> Settled => Field(181, SignedLength);
    public ReadOnlySpan<byte> TxnType => Field(216, 2);
    public ReadOnlySpan<byte> OrigQueryId => Text(272, 21);
    public ReadOnlySpan<byte> MerchantId => Text(294, 15);
    public ReadOnlySpan<byte> Discount => Field(431, SignedLength);
    public ReadOnlySpan<byte> InstalmentFee => Field(459, 12);

    /// <summary>Blank in older files, which have one reserved field here.</summary>
    public ReadOnlySpan<byte> OrigOrderId => Text(477, 32);

    /// <summary>Every field ends where it must; behind the fortieth the older layout has other fields.</summary>
    public bool IsCutRight()
    {
        var at = 0;
        foreach (var width in Widths)
        {
            at += width;
            if (line[at++] != ' ')
                return false;
        }

        return true;
    }

    public bool TryAmount(out long fen) => TryDigits(Amount, out fen);

    /// <summary>What the merchant pays for the transaction: D takes it from her, C gives it back.</summary>
    public bool TryFee(out long feeFen)
    {
        var isSigned = TrySigned(Fee, out var fen);
        feeFen = -fen;
        return isSigned;
    }

    /// <summary>Positive where the merchant was credited.</summary>
    public bool TrySettled(out long fen) => TrySigned(Settled, out fen);

    /// <summary>Whether amount and fee alone make what was settled.</summary>
    public bool HasExtras() => IsMoney(Discount) || IsMoney(InstalmentFee);

    /// <summary>MMDDhhmmss, without a year: the year that brings it nearest to the settlement day.</summary>
    public bool TryTime(DateOnly settledOn, out DateTimeOffset at)
    {
        at = default;
        var text = TraceTime;
        if (!ChinaText.TryNumber(text[..2], out var month) || !ChinaText.TryNumber(text[2..4], out var day)
            || !ChinaText.TryNumber(text[4..6], out var hour) || !ChinaText.TryNumber(text[6..8], out var minute)
            || !ChinaText.TryNumber(text[8..], out var second))
            return false;

        var settled = new DateTimeOffset(settledOn, TimeOnly.MinValue, BusinessDay.ChinaOffset);
        var found = false;
        for (var year = settledOn.Year - 1; year <= settledOn.Year + 1; year++)
        {
            if (!ChinaText.TryTime(year, month, day, (hour, minute, second), out var candidate)
                || (found && (candidate - settled).Duration() > (at - settled).Duration()))
                continue;
            (at, found) = (candidate, true);
        }

        return found;
    }

    private static bool IsMoney(ReadOnlySpan<byte> field) => field.ContainsAnyInRange((byte)'1', (byte)'9');

    private static bool TrySigned(ReadOnlySpan<byte> field, out long fen)
    {
        if (field[0] is not ((byte)'C' or (byte)'D') || !TryDigits(field[1..], out fen))
        {
            fen = 0;
            return false;
        }

        if (field[0] == 'D')
            fen = -fen;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> field, out long fen)
    {
        fen = 0;
        foreach (var digit in field)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            fen = fen * 10 + (digit - '0');
        }

        return true;
    }

    // Positions as the format's own table counts them, from 1.
    private ReadOnlySpan<byte> Field(int from, int width) => line.Slice(from - 1, width);

    private ReadOnlySpan<byte> Text(int from, int width) => NumberText.Trim(Field(from, width));
}
