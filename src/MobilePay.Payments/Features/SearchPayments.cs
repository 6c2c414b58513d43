using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Payments.Features;

/// <summary>
/// Payments of one hospital, the newest first, for a person who looks for one of them: by any of its numbers, or by its amount
/// and day. Reached from inside only; it tells nobody's name.
/// </summary>
public static class SearchPayments
{
    private const int TakeMax = 200;

    /// <param name="Text">A whole number: of order, bill, channel, refund, hospital's refund, prescription or visit.</param>
    /// <param name="From">Days in China on which the payment was opened, both included.</param>
    public sealed record Filter(
        string HospitalId, string? Text, DateOnly? From, DateOnly? To, string? Status, string? Channel, long? AmountFen,
        Guid? Cursor, int? Take);

    public sealed record Answer(IReadOnlyList<Row> Rows, string? Next);

    public sealed record Row(
        Guid PaymentId, string OutTradeNo, string Method, string Status, string HospitalStatus, long AmountFen, long RefundedFen,
        long RefundsUnderWayFen, DateTimeOffset OpenedAt, DateTimeOffset? PaidAt, string? ChannelTradeNo,
        IReadOnlyList<string> PrescriptionNos, IReadOnlyList<string> VisitNos);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/payments/search", Handle);

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        [AsParameters] Filter filter, PaymentsDbContext db, CancellationToken stop)
    {
        PaymentStatus? status = null;
        if (filter.Status is { Length: > 0 } word
            && (status = Enum.GetValues<PaymentStatus>().Cast<PaymentStatus?>()
                .FirstOrDefault(s => PaymentWords.Of(s!.Value) == word)) is null)
            return PaymentErrors.StatusUnknown(word).ToProblem();

        var take = Math.Clamp(filter.Take ?? 50, 1, TakeMax);
        var found = await Chosen(db, filter, status).Include(p => p.Bills).OrderByDescending(p => p.Id).Take(take + 1)
            .ToListAsync(stop);
        var rows = found.Take(take).Select(ToRow).ToList();
        return TypedResults.Ok(new Answer(rows, found.Count > take ? rows[^1].PaymentId.ToString() : null));
    }

    private static IQueryable<Payment> Chosen(PaymentsDbContext db, Filter filter, PaymentStatus? status)
    {
        var chosen = db.Payments.AsNoTracking().Where(p => p.HospitalId == filter.HospitalId);
        if (filter.Text?.Trim() is { Length: > 0 } text)
        {
            var numbered = Numbered(db, filter.HospitalId, text);
            chosen = chosen.Where(p => numbered.Contains(p.Id));
        }

        // An id begins with the moment the payment was opened, so days are a span of the index the list is read by.
        var first = filter.From is { } from ? FirstId(from) : Guid.Empty;
        var end = filter.To is { } to ? FirstId(to.AddDays(1)) : Guid.AllBitsSet;
        chosen = chosen.Where(p => p.Id >= first && p.Id < end);
        if (filter.Cursor is { } behind)
            chosen = chosen.Where(p => p.Id < behind);
        if (status is not null)
            chosen = chosen.Where(p => p.Status == status);
        if (filter.Channel is { Length: > 0 } channel)
            chosen = chosen.Where(p => p.Method.StartsWith(channel + "."));
        return filter.AmountFen is > 0 and var fen ? Over(chosen, Money.FromFen(fen)) : chosen;
    }

    private static IQueryable<Payment> Over(IQueryable<Payment> payments, Money amount) =>
        payments.Where(p => p.Amount == amount);

    // One look into an index for each kind of number.
    private static IQueryable<Guid> Numbered(PaymentsDbContext db, string hospitalId, string text)
    {
        var payments = db.Payments.Where(p => p.HospitalId == hospitalId);
        var bills = db.Set<PaymentBill>().Where(b => b.HospitalId == hospitalId);
        var refunds = db.Refunds.Where(r => r.HospitalId == hospitalId);
        return payments.Where(p => p.OutTradeNo == text).Select(p => p.Id)
            .Union(payments.Where(p => p.ChannelTradeNo == text).Select(p => p.Id))
            .Union(bills.Where(b => b.OrderNo == text).Select(b => b.PaymentId))
            .Union(bills.Where(b => b.PrescriptionNo == text).Select(b => b.PaymentId))
            .Union(bills.Where(b => b.VisitNo == text).Select(b => b.PaymentId))
            .Union(refunds.Where(r => r.RefundNo == text).Select(r => r.PaymentId))
            .Union(refunds.Where(r => r.HisRefundNo == text).Select(r => r.PaymentId));
    }

    /// <summary>The lowest id a payment opened on that day in China can have.</summary>
    internal static Guid FirstId(DateOnly day)
    {
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), BusinessDay.ChinaOffset).ToUnixTimeMilliseconds();
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, midnight) << 16);
        return new(bytes, bigEndian: true);
    }

    private static Row ToRow(Payment payment)
    {
        var bills = payment.Bills.OrderBy(b => b.OrderNo, StringComparer.Ordinal).ToList();
        return new(payment.Id, payment.OutTradeNo, payment.Method, PaymentWords.Of(payment.Status),
            PaymentWords.Of(payment.HospitalStatus), payment.Amount.Fen, payment.Refunded.Fen, payment.RefundsUnderWay.Fen,
            payment.OpenedAt, payment.PaidAt, payment.ChannelTradeNo,
            [.. bills.Select(b => b.PrescriptionNo).Distinct()], [.. bills.Select(b => b.VisitNo).Distinct()]);
    }
}
