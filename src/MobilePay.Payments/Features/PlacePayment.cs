using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MobilePay.Payments.Clients;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.Payments.Features;

/// <summary>
/// Takes a committed intent to the hospital (lock) and to the channel (order), and keeps the answer for repeats. Every step may
/// be taken again with the same numbers; a doubt is answered with "ask again", never with a refusal.
/// </summary>
public sealed class PlacePayment(
    PaymentsDbContext db, IHisSyncApi his, IBankSettlementApi bank, IOptions<PaymentOptions> options, TimeProvider clock)
{
    public sealed record Answer(
        Guid PaymentId, string OutTradeNo, string Status, long AmountFen, DateTimeOffset ExpiresAt,
        Dictionary<string, string> Action);

    // Signatures are full of +, which need no escape in a body that is never put into a page.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Dictionary<string, string> NoAction = new() { ["type"] = "none" };

    public async Task<Results<ContentHttpResult, ProblemHttpResult>> Go(
        Payment payment, IdempotentRequest request, Payer payer, string description, HttpContext http)
    {
        if (payment.Status == PaymentStatus.Closed)
            return await Refuse(payment, request, PaymentErrors.Over(payment.Id));
        if (payment.Status != PaymentStatus.Pending)
            return await Accept(payment, request, NoAction);

        var locked = await his.Presettle(ToLock(payment), CancellationToken.None).Outcome();
        if (locked.Outcome == CallOutcome.Unknown)
            return await Doubt(request, PaymentErrors.HospitalUnknown(payment.Id), http);
        if (locked.Outcome == CallOutcome.Refused)
            return await Refuse(payment, request, PaymentErrors.HospitalRefused(locked.Reason, locked.BillVersion));

        // Kept before the order is placed: the news of payment may be faster than the answer, and the hospital wants these ids.
        foreach (var bill in payment.Bills)
            bill.Lock(locked.Bills?.FirstOrDefault(b => b.OrderNo == bill.OrderNo)?.PresettlementId);
        await db.SaveWithoutWaiting(CancellationToken.None);

        var placed = await bank.Place(new(payment.Id, payment.HospitalId, payment.OutTradeNo, payment.Method, payment.Amount.Fen,
            description, payment.ExpiresAt, payer, Journey.Here), CancellationToken.None).Outcome();
        if (placed.Outcome == CallOutcome.Accepted)
            return await Accept(payment, request, placed.Action ?? NoAction);

        if (placed.Outcome == CallOutcome.Unknown)
            return await Doubt(request, PaymentErrors.ChannelUnknown(payment.Id), http);

        // "Refused" also says the channel of an order that is paid already; then the payment knows, or soon will.
        await db.Entry(payment).ReloadAsync();
        return payment.Status is PaymentStatus.Pending or PaymentStatus.Closed && placed.Reason != "channel.already-paid"
            ? await Refuse(payment, request, PaymentErrors.ChannelRefused(placed.Reason))
            : await Accept(payment, request, NoAction);
    }

    /// <summary>An answer as it was written the first time.</summary>
    public static ContentHttpResult Written(int status, string body) =>
        TypedResults.Text(body, status < 400 ? "application/json" : "application/problem+json", statusCode: status);

    private PresettleBills ToLock(Payment payment) => new(payment.HospitalId, payment.ExpiresAt + options.Value.LockBeyond,
        [.. payment.Bills.Select(b => new PresettleBill(b.OrderNo, b.BillNo, b.BillVersion, b.Amount.Fen))]);

    private async Task<Results<ContentHttpResult, ProblemHttpResult>> Accept(
        Payment payment, IdempotentRequest request, Dictionary<string, string> action)
    {
        var answer = new Answer(
            payment.Id, payment.OutTradeNo, PaymentWords.Of(payment.Status), payment.Amount.Fen, payment.ExpiresAt, action);
        var body = JsonSerializer.Serialize(answer, Readable);
        request.Answer(StatusCodes.Status201Created, body);

        // Lost in a crash, the answer is made again by placing the same order again.
        await db.SaveWithoutWaiting(CancellationToken.None);
        return Written(StatusCodes.Status201Created, body);
    }

    private async Task<Results<ContentHttpResult, ProblemHttpResult>> Refuse(
        Payment payment, IdempotentRequest request, Error error)
    {
        if (payment.Status == PaymentStatus.Pending && payment.Close(PaymentEvent.Abandoned) is null)
            db.Announce(payment, clock.GetUtcNow());

        var status = ErrorHttp.StatusOf(error.Kind);
        var body = JsonSerializer.Serialize(error.ToProblem().ProblemDetails, Readable);
        request.Answer(status, body);
        await db.SaveChangesAsync(CancellationToken.None);
        return Written(status, body);
    }

    private async Task<Results<ContentHttpResult, ProblemHttpResult>> Doubt(
        IdempotentRequest request, Error error, HttpContext http)
    {
        request.Pause(clock.GetUtcNow());
        await db.SaveWithoutWaiting(CancellationToken.None);
        return error.ToProblem(http);
    }
}
