using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients;

/// <summary>
/// A hospital's day as it comes over the wire, totals and lines; nothing in it is believed before it was checked.
/// </summary>
internal sealed record HandoverDocument(
    string? Institution, string? BusinessDate, string? ClosedAt, IReadOnlyList<HandoverDocument.Total?>? Totals, int? LineCount,
    string? Digest, IReadOnlyList<HandoverDocument.WireLine?>? Lines)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
    };

    internal sealed record Total(string? Channel, int PaymentCount, long PaymentFen, int RefundCount, long RefundFen);

    internal sealed record Named(string? Code, string? Name);

    internal sealed record WireLine(
        int? LineNo, string? Kind, string? OrderNo, string? RefundNo, string? HisDocNo, string? Channel, string? ChannelTradeNo,
        long? AmountFen, string? At, Named? Department, Named? Doctor)
    {
        public string Digested => string.Create(CultureInfo.InvariantCulture,
            $"{Kind}|{OrderNo}|{RefundNo}|{HisDocNo}|{Channel}|{ChannelTradeNo}|{AmountFen}|{At}\n");
    }

    public static Result<HandoverDocument> Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<HandoverDocument>(bytes, Strict) is { } document
                ? document : HandoverErrors.Unreadable("it is empty");
        }
        catch (JsonException malformed)
        {
            return HandoverErrors.Unreadable($"it breaks off or is malformed at {malformed.Path ?? "its beginning"}");
        }
    }

    /// <summary>The lines, once everything the document says of itself has proved true.</summary>
    public Result<IReadOnlyList<HandoverLine>> LinesOf(string hospitalId, DateOnly day)
    {
        if (Institution != hospitalId)
            return HandoverErrors.OtherInstitution(Institution ?? "?");
        if (BusinessDate != day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            return HandoverErrors.OtherDay(BusinessDate ?? "?");
        if (Lines is null || Totals is null || Digest is null || TimeOf(ClosedAt) is null)
            return HandoverErrors.Unreadable("closedAt, totals, digest and lines are needed");
        if (LineCount != Lines.Count)
            return HandoverErrors.LinesMissing(LineCount ?? 0, Lines.Count);

        var lines = new List<HandoverLine>(Lines.Count);
        foreach (var line in Lines)
        {
            var read = Read(line, lines.Count + 1);
            if (read.Error is { } error)
                return error;
            lines.Add(read.Value);
        }

        return CheckTotals(lines) is { } differs ? differs : CheckDigest() is { } changed ? changed : lines;
    }

    public DateTimeOffset Closed => TimeOf(ClosedAt)!.Value;

    private static Result<HandoverLine> Read(WireLine? line, int number)
    {
        if (line?.LineNo != number)
            return HandoverErrors.Line(number, "lineNo");
        LineKind? kind = line.Kind switch { "PAYMENT" => LineKind.Payment, "REFUND" => LineKind.Refund, _ => null };
        if (kind is null || (kind == LineKind.Refund) != (line.RefundNo is { Length: > 0 }))
            return HandoverErrors.Line(number, "kind");
        if (line.OrderNo is not { Length: > 0 and <= 64 } orderNo)
            return HandoverErrors.Line(number, "orderNo");
        if (line.Channel is not { Length: > 0 and <= 16 } channel)
            return HandoverErrors.Line(number, "channel");
        if (line.AmountFen is not (>= 0 and <= 100_000_000_00 and var fen))
            return HandoverErrors.Line(number, "amountFen");
        if (TimeOf(line.At) is not { } at)
            return HandoverErrors.Line(number, "at");

        // A payment of several bills has "-1", "-2" behind its number at the hospital; our own numbers have no hyphen.
        var payment = orderNo.Split('-', 2)[0];
        return new HandoverLine(number, kind.Value, line.RefundNo ?? orderNo, payment, channel.ToLowerInvariant(),
            line.HisDocNo ?? "", line.ChannelTradeNo, fen, at, line.Department?.Name, line.Doctor?.Name);
    }

    private Error? CheckTotals(List<HandoverLine> lines)
    {
        var stated = Totals!.OfType<Total>().Where(t => t.Channel is not null)
            .GroupBy(t => t.Channel!.ToLowerInvariant()).ToDictionary(g => g.Key, g => g.First());
        foreach (var channel in stated.Keys.Union(lines.Select(l => l.Channel)).Order(StringComparer.Ordinal))
        {
            var says = stated.GetValueOrDefault(channel) ?? new(channel, 0, 0, 0, 0);
            var (payments, paid) = Sum(LineKind.Payment);
            var (refunds, back) = Sum(LineKind.Refund);
            if ((says.PaymentCount, says.PaymentFen) != (payments, paid))
                return HandoverErrors.TotalDiffers(channel, "payments", says.PaymentFen, paid);
            if ((says.RefundCount, says.RefundFen) != (refunds, back))
                return HandoverErrors.TotalDiffers(channel, "refunds", says.RefundFen, back);

            (int Count, long Fen) Sum(LineKind kind)
            {
                var of = lines.Where(l => l.Channel == channel && l.Kind == kind).ToList();
                return (of.Count, of.Sum(l => l.AmountFen));
            }
        }

        return null;
    }

    private Error? CheckDigest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in Lines!)
            hash.AppendData(Encoding.UTF8.GetBytes(line!.Digested));
        var counted = Convert.ToHexStringLower(hash.GetHashAndReset());
        return counted == Digest ? null : HandoverErrors.DigestDiffers(Digest!, counted);
    }

    private static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        && text!.Length >= 20 ? at : null;
}
