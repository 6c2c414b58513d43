using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients.Alipay;

/// <summary>The lines of an Alipay bill that begin with #: whose bill and which day it is, and its totals.</summary>
internal sealed partial class AlipayComments(string merchantId, DateOnly day)
{
    public const string RowsEnd = "业务明细列表结束";

    private const string AccountEnd = "0156";
    private const string Account = "#账号";
    private const string Start = "#起始日期";
    private const string PaymentTotal = "#交易合计";
    private const string RefundTotal = "#退款合计";

    private (long Count, long Fen) payments;
    private (long Count, long Fen) refunds;
    private (long Count, long Fen)? paymentsStated;
    private (long Count, long Fen)? refundsStated;
    private bool hasAccount;
    private bool hasStart;
    private bool hasEnd;

    public Error? ReadHead(int line, string text)
    {
        if (text.StartsWith(Account, StringComparison.Ordinal))
        {
            hasAccount = true;
            var account = Bracketed().Match(text).Groups[1].Value;
            return account == merchantId || account == merchantId + AccountEnd
                ? null
                : StatementErrors.OtherMerchant(line, merchantId);
        }

        if (text.StartsWith(Start, StringComparison.Ordinal))
        {
            hasStart = true;
            var start = Bracketed().Match(text).Groups[1].Value;
            return start == day.ToString("yyyy年MM月dd日", CultureInfo.InvariantCulture) + " 00:00:00"
                ? null
                : StatementErrors.OtherDay(line, day);
        }

        return text.Contains(RowsEnd, StringComparison.Ordinal)
            ? StatementErrors.ColumnMissing(line, AlipayRow.FirstColumn)
            : null;
    }

    public Error? HeadMissing(int line) =>
        !hasAccount ? StatementErrors.ColumnMissing(line, Account)
        : !hasStart ? StatementErrors.ColumnMissing(line, Start)
        : null;

    public void Count(bool isRefund, long fen)
    {
        ref var sum = ref isRefund ? ref refunds : ref payments;
        sum = checked((sum.Count + 1, sum.Fen + fen));
    }

    public Error? ReadTrailer(int line, string text)
    {
        hasEnd |= text.Contains(RowsEnd, StringComparison.Ordinal);
        if (text.StartsWith(PaymentTotal, StringComparison.Ordinal))
            return ReadTotal(line, text, PaymentTotal, ref paymentsStated);
        if (text.StartsWith(RefundTotal, StringComparison.Ordinal))
            return ReadTotal(line, text, RefundTotal, ref refundsStated);
        return null;
    }

    public Error? TotalsWrong(int line, StatementTotals counted)
    {
        if (!hasEnd)
            return StatementErrors.Truncated(line, RowsEnd);
        if (paymentsStated is not { } paid)
            return StatementErrors.Truncated(line, PaymentTotal);
        if (refundsStated is not { } back)
            return StatementErrors.Truncated(line, RefundTotal);

        return Differs("交易笔数", paid.Count, counted.Payments) ?? Differs("退款笔数", back.Count, counted.Refunds)
            ?? Differs("商家实收", paid.Fen, payments.Fen) ?? Differs("商家实收退款", back.Fen, refunds.Fen);

        Error? Differs(string total, long stated, long sum) =>
            stated == sum ? null : StatementErrors.TotalDiffers(line, total, stated, sum);
    }

    // The sum of refunds is printed with or without its sign.
    private static Error? ReadTotal(int line, string text, string name, ref (long Count, long Fen)? total)
    {
        var match = Total().Match(text);
        if (total is not null || !match.Success
            || !YuanText.TryScaled(Encoding.UTF8.GetBytes(match.Groups[1].Value), 0, out var count)
            || !YuanText.TryScaled(Encoding.UTF8.GetBytes(match.Groups[2].Value), 2, out var fen))
            return StatementErrors.Line(line, name);

        total = (count, Math.Abs(fen));
        return null;
    }

    [GeneratedRegex(@"\[([^\]]*)\]", RegexOptions.NonBacktracking)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"合计：([0-9]+)笔，商家实收(?:退款)?共([0-9.,+-]+)元", RegexOptions.NonBacktracking)]
    private static partial Regex Total();
}
