using System.Globalization;
using System.Text.RegularExpressions;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients.Bank;

/// <summary>What a bank states below its bookings, against the bookings.</summary>
internal static class BankTrailer
{
    internal delegate bool ReadAmount(ReadOnlySpan<char> text, out long fen);

    public static Error? Check(Regex pattern, string text, int line, StatementTotals counted, ReadAmount readAmount)
    {
        var found = pattern.Match(text);
        if (!found.Success)
            return StatementErrors.Truncated(line, "totals");

        foreach (var name in pattern.GetGroupNames())
        {
            if (Counted(name, counted) is not { } sum)
                continue;
            var stated = found.Groups[name].ValueSpan;
            var isRead = name.EndsWith("ount", StringComparison.Ordinal)
                ? long.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var total)
                : readAmount(stated, out total);
            if (!isRead)
                return StatementErrors.Line(line, name);

            // Debits are printed with a minus or without one, by banks' taste.
            if (total != sum && (name != "debit" || total != -sum))
                return StatementErrors.TotalDiffers(line, name, total, sum);
        }

        return null;
    }

    private static long? Counted(string group, StatementTotals counted) => group switch
    {
        "count" => counted.Lines,
        "creditCount" => counted.Payments,
        "debitCount" => counted.Refunds,
        "credit" => counted.PaymentsFen,
        "debit" => counted.RefundsFen,
        _ => null,
    };
}
