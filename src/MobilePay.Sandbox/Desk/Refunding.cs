using System.Globalization;
using System.Security.Cryptography;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.His;

namespace MobilePay.Sandbox.Desk;

/// <summary>What the desk wants given back; the whole rest where no amount is named.</summary>
internal sealed record DeskRefund(long? AmountFen = null, string? Reason = null, string? HisRefundNo = null);

/// <summary>The refund with the platform's answer, or a sentence and the status it goes with.</summary>
internal sealed record RefundOutcome(
    HisRefund? Refund, PlatformAnswer? Platform = null, string? BillStatus = null, string? Refusal = null, int Status = 409);

/// <summary>A refund started at the hospital: it cancels in its own book first, then asks the platform for the money.</summary>
internal sealed class Refunding(HisBook book, HisDays days, PlatformLine platform, SandboxDay day)
{
    private const string UsualReason = "退药";

    public async Task<RefundOutcome> Refund(string billNo, DeskRefund wanted, CancellationToken stop)
    {
        RefundOutcome? refusal = null;
        HisRefund? refund = null;
        string? orderNo = null;
        var file = book.Change(billNo, current =>
        {
            // The same number again asks the platform again and cancels nothing more.
            var known = wanted.HisRefundNo is { } number ? Find(current, number) : null;
            (refund, orderNo) = known is not null ? (known.Value.Refund, known.Value.OrderNo) : (New(wanted, current), null);
            refusal = known is null ? Objection(current, refund) : Differs(refund, wanted);
            orderNo ??= current.Standing?.OrderNo;
            return refusal is not null ? current : Booked(current, orderNo!, refund);
        });
        if (file is null)
            return new RefundOutcome(null, Refusal: $"No bill {billNo}.", Status: 404);
        if (refusal is not null)
            return refusal;

        var (answer, failure) = await platform.AskForRefund(refund!, orderNo!, stop);
        var after = book.Change(billNo, current => answer is null ? current : Booked(current, orderNo!, refund! with
        {
            PlatformStatus = answer.Status,
            Stands = !answer.IsRefusal,
        }))!;
        return new RefundOutcome(refund, answer, after.Bill.Status, failure);
    }

    private HisRefund New(DeskRefund wanted, HisFile file)
    {
        var now = day.TrueNow;
        return new HisRefund(
            wanted.HisRefundNo ?? $"HR{now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}"
                + RandomNumberGenerator.GetString("0123456789", 6),
            wanted.AmountFen ?? file.Standing?.RestFen ?? 0, wanted.Reason ?? UsualReason, now.ToWire(), days.Current)
        {
            BookedAt = day.Now,
        };
    }

    private static RefundOutcome? Objection(HisFile file, HisRefund refund)
    {
        if (file.PaidAtWindow)
            return new RefundOutcome(null, Refusal: "The bill was paid in cash at the window: it is refunded there.");
        if (file.Standing is not { } settlement)
            return new RefundOutcome(null, Refusal: $"The bill is {file.Bill.Status}: nothing was paid for it.");
        if (file is { Dispensed: true, Returned: false })
            return new RefundOutcome(null, Refusal: "The drugs are handed out: they must come back to the pharmacy first.");
        if (refund.HisRefundNo.Length is 0 or > 64 || refund.Reason.Length is 0 or > 80)
            return new RefundOutcome(null, Refusal: "hisRefundNo has 1 to 64 characters, reason 1 to 80.", Status: 400);
        if (settlement.RestFen <= 0)
            return new RefundOutcome(null, Refusal: "Everything was refunded already.");
        return refund.AmountFen is > 0 && refund.AmountFen <= settlement.RestFen ? null
            : new RefundOutcome(null, Refusal: $"amountFen is 1 to {settlement.RestFen}.",
                Status: refund.AmountFen > 0 ? 409 : 400);
    }

    private static RefundOutcome? Differs(HisRefund known, DeskRefund wanted) =>
        !known.Stands ? new RefundOutcome(null, Refusal: "The platform refused this refund: take a new number.")
        : wanted.AmountFen is { } fen && fen != known.AmountFen
            ? new RefundOutcome(null, Refusal: "This number is another amount's.") : null;

    private static (HisRefund Refund, string OrderNo)? Find(HisFile file, string hisRefundNo) => file.Settlements
        .SelectMany(s => s.Refunds.Select(refund => ((HisRefund, string)?)(refund, s.OrderNo)))
        .FirstOrDefault(pair => pair!.Value.Item1.HisRefundNo == hisRefundNo);

    /// <summary>The bill's status follows from what stands of its settlement's refunds.</summary>
    private static HisFile Booked(HisFile file, string orderNo, HisRefund refund)
    {
        var settlement = file.Settlements.First(s => s.OrderNo == orderNo);
        var isKnown = settlement.Refunds.Any(r => r.HisRefundNo == refund.HisRefundNo);
        var after = settlement with
        {
            Refunds = isKnown
                ? [.. settlement.Refunds.Select(r => r.HisRefundNo == refund.HisRefundNo ? refund : r)]
                : [.. settlement.Refunds, refund],
        };
        return file with
        {
            Settlements = [.. file.Settlements.Select(s => s.OrderNo == orderNo ? after : s)],
            Bill = file.Bill with
            {
                Status = after.RefundedFen == 0 ? HisStatus.Paid
                    : after.RestFen == 0 ? HisStatus.Refunded : HisStatus.PartlyRefunded,
            },
        };
    }
}
