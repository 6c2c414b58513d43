using System.Globalization;
using MobilePay.PatientWeb.Clients;
using MobilePay.Primitives;

namespace MobilePay.PatientWeb.Features;

/// <summary>
/// From the wish to pay to one open payment. A doubt is asked again under the same key; an older open payment is closed
/// before a new one begins, and if that one turns out to be paid, it is the payment (rule D1).
/// </summary>
public sealed class StartPayment(IPaymentsApi payments, TimeProvider clock)
{
    private const int AttemptsMax = 4;
    private const int RepeatsWhileRunning = 6;
    private static readonly TimeSpan RestBeforeRepeat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PatienceForRepeat = TimeSpan.FromSeconds(4);

    public sealed record Wish(string Token, string Key, string Version, string Method, string Entrance, Payer Payer);

    /// <summary>
    /// With an action: open the cashier. With only a payment: show how it stands. With an error: nothing was opened, and
    /// <paramref name="Key"/> is the one a repeat has to use.
    /// </summary>
    public sealed record Outcome(
        string Key, Guid? PaymentId, Dictionary<string, string>? Action, Error? Error, Guid? Replaced = null);

    public async Task<Outcome> Go(Wish wish)
    {
        Guid? replaced = null;
        Error? refused = null;
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var opened = await Open(wish);
            if (opened.Value is { } payment)
            {
                var standing = await payments.Get(payment.PaymentId, 0, CancellationToken.None).Read();
                if (standing.Value?.Status is null or "pending")
                    return new(wish.Key, payment.PaymentId, payment.Action, null, replaced);
                if (standing.Value.Status != "closed")
                    return new(wish.Key, payment.PaymentId, null, null, replaced);

                // The answer was an old one, of a payment that is over: an old page was sent again.
                wish = wish with { Key = NewKey() };
                continue;
            }

            refused = opened.Error!;
            if (refused.PaymentId() is { } other && refused.Code is "payment.already-open" or "prescription.already-paid")
            {
                if (refused.Code == "prescription.already-paid" || !await IsClosed(refused.PaymentId()!.Value))
                    return new(wish.Key, refused.PaymentId(), null, null, replaced);
                replaced = refused.PaymentId();
            }
            else if (refused.Code is not ("payment.closed" or "idempotency.key-reused"))
            {
                break;
            }

            wish = wish with { Key = NewKey() };
        }

        return new(wish.Key, null, null, refused, replaced);
    }

    public static string NewKey() => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    // The method is part of the key: another method is another wish.
    private Task<Result<OpenedPayment>> Send(Wish wish) => payments.Open(
        new([wish.Token], wish.Method, wish.Payer, wish.Entrance, [wish.Version]),
        $"{wish.Key}-{wish.Method}", CancellationToken.None).Read();

    private async Task<Result<OpenedPayment>> Open(Wish wish)
    {
        var began = clock.GetTimestamp();
        var opened = await Send(wish);
        if (opened.Error is { Code: "channel.unavailable" or "hospital.unavailable" }
            && clock.GetElapsedTime(began) < PatienceForRepeat)
        {
            await Task.Delay(RestBeforeRepeat, clock);
            opened = await Send(wish);
        }

        // Two taps: the first is being worked on, and both get its answer.
        for (var i = 0; i < RepeatsWhileRunning && opened.Error?.Code == "idempotency.key-running"; i++)
        {
            await Task.Delay(RestBeforeRepeat, clock);
            opened = await Send(wish);
        }

        return opened;
    }

    private async Task<bool> IsClosed(Guid id) =>
        (await payments.Close(id, CancellationToken.None).Read()).Value?.Status == "closed";
}
