using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients;

/// <summary>Totals with one line more.</summary>
internal static class Counting
{
    /// <summary>Only payments that are done count as money, but every refund does: so the channels' trailers count.</summary>
    public static StatementTotals With(this StatementTotals totals, StatementLine line)
    {
        var isPayment = line.Kind == LineKind.Payment;
        return checked(new StatementTotals(
            totals.Lines + 1,
            totals.Payments + (isPayment ? 1 : 0),
            totals.Refunds + (isPayment ? 0 : 1),
            totals.PaymentsFen + (isPayment && line.Status == LineStatus.Done ? line.AmountFen : 0),
            totals.RefundsFen + (isPayment ? 0 : line.AmountFen),
            totals.FeesFen + line.FeeFen));
    }

    /// <param name="isIncome">As the file says it: a movement of nothing has a direction too, and is counted by it.</param>
    public static StatementTotals With(this StatementTotals totals, FundLine line, bool isIncome)
    {
        var fee = line.Kind is FundKind.Fee or FundKind.FeeReturned ? -line.AmountFen : 0;
        return Moved(totals, isIncome, line.AmountFen, fee);
    }

    public static StatementTotals With(this StatementTotals totals, BankLine line) =>
        Moved(totals, line.AmountFen >= 0, line.AmountFen, 0);

    private static StatementTotals Moved(StatementTotals totals, bool isIn, long amountFen, long feeFen) => checked(new(
        totals.Lines + 1,
        totals.Payments + (isIn ? 1 : 0),
        totals.Refunds + (isIn ? 0 : 1),
        totals.PaymentsFen + (isIn ? amountFen : 0),
        totals.RefundsFen - (isIn ? 0 : amountFen),
        totals.FeesFen + feeFen));
}
