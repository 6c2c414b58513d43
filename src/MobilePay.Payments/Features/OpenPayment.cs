using System.Security.Cryptography;
using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Payments.Clients;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Payments.Features;

/// <summary>
/// A patient wants to pay. The bills are read anew, the intent is committed, and only then are they locked at the hospital and
/// the order placed at the channel. The same key again gets the same answer, or goes on where the first try stopped.
/// </summary>
public static class OpenPayment
{
    private const string Scope = "public";

    public sealed record Request(
        IReadOnlyList<string>? Tokens, string? Method, Payer? Payer, string? Entrance, IReadOnlyList<string>? Versions);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Tokens)
                .Must(tokens => tokens is { Count: >= 1 and <= 10 } && tokens.All(t => t is { Length: > 0 and <= 200 }))
                .WithErrorCode("payment.tokens").WithMessage("Name 1 to 10 prescriptions by their tokens.");
            RuleFor(r => r.Method).Must(PaymentMethod.IsKnown)
                .WithErrorCode("payment.method-unknown")
                .WithMessage($"Choose a method of: {string.Join(", ", PaymentMethod.All)}.");
            RuleFor(r => r.Payer).Must(payer => !string.IsNullOrWhiteSpace(payer?.Openid))
                .When(r => PaymentMethod.NeedsOpenid(r.Method))
                .WithErrorCode("payment.payer-missing").WithMessage("This method needs payer.openid.")
                .OverridePropertyName("payer.openid");
            RuleFor(r => r.Payer!.Openid).MaximumLength(128).When(r => r.Payer is not null);
            RuleFor(r => r.Entrance).MaximumLength(32);
            RuleFor(r => r.Versions).Must((r, versions) => versions is null || versions.Count == r.Tokens?.Count)
                .WithMessage("Give one version for each token, or none.");
        }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/payments", Handle);

    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> Handle(
        Request request, [FromHeader(Name = "Idempotency-Key")] string? key, HttpContext http, PaymentsDbContext db,
        IPrescriptionsApi prescriptions, PlacePayment place, EndPayment end, IOptions<PaymentOptions> options,
        TimeProvider clock, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > 255)
            return PaymentErrors.KeyMissing().ToProblem();

        var hash = Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, JsonSerializerOptions.Web)));
        if (await db.IdempotentRequests.FindAsync([Scope, key], stop) is { } repeated)
            return await Repeat(repeated, hash, request, http, db, place, options.Value, clock);

        using var prepared = await prescriptions.Prepare(new([.. request.Tokens!.Distinct()], request.Versions), stop);
        if (!prepared.IsSuccessStatusCode || prepared.Content is not { } bills)
            return ServiceProblem.Of(prepared).ToProblem(http);

        // From the commit on, a closed phone stops nothing (rule T5).
        var now = clock.GetUtcNow();
        var payment = Payment.Open(
            bills.HospitalId, request.Method!, request.Entrance ?? "", [.. bills.Bills.Select(ToOwed)], now,
            options.Value.PayWithin);
        var opened = IdempotentRequest.Start(Scope, key, hash, payment.Id, now, options.Value.OpenWithin);
        if (await Write(payment, opened, db, stop) is { } taken
            && (await MakeRoom(taken, payment, db, end) ?? await Write(payment, opened, db, stop)) is { } stillTaken)
            return (await Overtaken(stillTaken, key, hash, payment, db, clock)).ToProblem(http);

        return await place.Go(payment, opened, Complete(request, http), Describe(bills), http);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Repeat(
        IdempotentRequest repeated, string hash, Request request, HttpContext http, PaymentsDbContext db, PlacePayment place,
        PaymentOptions options, TimeProvider clock)
    {
        if (repeated.Check(hash, clock.GetUtcNow()) is { } error)
            return error.ToProblem(http);

        if (repeated.AnswerStatus is { } status)
        {
            http.Response.Headers["Idempotency-Replayed"] = "true";
            return PlacePayment.Written(status, repeated.AnswerBody!);
        }

        // The first try stopped in doubt or with its process: the same payment goes on, under the same numbers.
        repeated.TakeOver(clock.GetUtcNow(), options.OpenWithin);
        if (!await db.SaveUnlessOvertaken(CancellationToken.None))
            return PaymentErrors.KeyRunning().ToProblem(http);

        var payment = await db.Payments.Include(p => p.Bills)
            .SingleAsync(p => p.Id == repeated.PaymentId, CancellationToken.None);
        return await place.Go(payment, repeated, Complete(request, http), Describe(null), http);
    }

    private static Task<string?> Write(Payment payment, IdempotentRequest opened, PaymentsDbContext db, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        db.Payments.Add(payment);
        db.IdempotentRequests.Add(opened);
        return db.SaveUnlessTaken(stop);
    }

    // She wants to pay another way: her open order is closed at its channel first (rule D1). What is paid or in doubt stays.
    private static async Task<string?> MakeRoom(string taken, Payment payment, PaymentsDbContext db, EndPayment end)
    {
        if (taken != PaymentMapping.LiveBillIndex)
            return taken;

        db.ChangeTracker.Clear();
        var live = await Live(payment, db);
        if (live is not { Status: PaymentStatus.Pending }
            || PaymentMethod.ChannelOf(live.Method) == PaymentMethod.ChannelOf(payment.Method))
            return live is null ? null : taken;

        var ended = await end.End(live.Id, PaymentEvent.Abandoned);
        return ended is CloseOutcome.Closed or CloseOutcome.NeverPlaced ? null : taken;
    }

    private static Task<Payment?> Live(Payment payment, PaymentsDbContext db)
    {
        var billNos = payment.Bills.Select(b => b.BillNo).ToList();
        return db.Payments.AsNoTracking().FirstOrDefaultAsync(
            p => p.HospitalId == payment.HospitalId && p.Bills.Any(b => b.IsLive && billNos.Contains(b.BillNo)));
    }

    // Somebody was faster: with the same key, or with another payment of the same bill.
    private static async Task<Error> Overtaken(
        string taken, string key, string hash, Payment payment, PaymentsDbContext db, TimeProvider clock)
    {
        db.ChangeTracker.Clear();
        if (taken != PaymentMapping.LiveBillIndex)
            return await db.IdempotentRequests.FindAsync([Scope, key]) is { } other
                ? other.Check(hash, clock.GetUtcNow()) ?? PaymentErrors.KeyRunning()
                : PaymentErrors.KeyRunning();

        var live = await Live(payment, db);
        return live is null ? PaymentErrors.KeyRunning() : PaymentErrors.AlreadyOpen(live);
    }

    private static Payer Complete(Request request, HttpContext http) => new(
        request.Payer?.Openid,
        PayerAddress.Of(request.Payer?.Address, http),
        request.Payer?.Device ?? "Wap");

    private static OwedBill ToOwed(PreparedBill bill) =>
        new(bill.BillNo, bill.BillVersion, bill.PrescriptionNo, bill.VisitNo, Money.FromFen(bill.PayableFen));

    // Shown in the wallet and on the statement: never a drug or a diagnosis.
    private static string Describe(PreparedBills? bills) => bills is null ? "门诊处方缴费" : $"{bills.HospitalName}-门诊处方缴费";
}
