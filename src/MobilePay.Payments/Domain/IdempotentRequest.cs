using MobilePay.Primitives;

namespace MobilePay.Payments.Domain;

/// <summary>
/// A request that creates money's way, kept by its key so that a repeat gets the first answer (rules I1 to I4).
/// </summary>
public sealed class IdempotentRequest
{
    private IdempotentRequest()
    {
    }

    /// <summary>Whose keys these are; patients have no accounts here, so the public API is one caller.</summary>
    public string Scope { get; private init; } = "";

    public string Key { get; private init; } = "";
    public string InputHash { get; private init; } = "";
    public Guid PaymentId { get; private init; }
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>Until then one request works on it; later a repeat may take over.</summary>
    public DateTimeOffset RunningUntil { get; private set; }

    public int? AnswerStatus { get; private set; }
    public string? AnswerBody { get; private set; }
    public uint Version { get; private set; }

    public static IdempotentRequest Start(
        string scope, string key, string inputHash, Guid paymentId, DateTimeOffset now, TimeSpan within) => new()
        {
            Scope = scope,
            Key = key,
            InputHash = inputHash,
            PaymentId = paymentId,
            ReceivedAt = now,
            RunningUntil = now + within,
        };

    /// <summary>What a repeat is told when it may not work itself; null: it may, or an answer is there.</summary>
    public Error? Check(string inputHash, DateTimeOffset now)
    {
        if (InputHash != inputHash)
            return PaymentErrors.KeyReused();
        return AnswerStatus is null && RunningUntil > now ? PaymentErrors.KeyRunning() : null;
    }

    public void TakeOver(DateTimeOffset now, TimeSpan within) => RunningUntil = now + within;

    /// <summary>Lets the next repeat try at once: the outcome is unknown, and the same numbers are used again.</summary>
    public void Pause(DateTimeOffset now) => RunningUntil = now;

    public void Answer(int status, string body) => (AnswerStatus, AnswerBody) = (status, body);
}
