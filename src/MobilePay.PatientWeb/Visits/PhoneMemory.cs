using System.Security.Cryptography;
using System.Text;

namespace MobilePay.PatientWeb.Visits;

/// <summary>What this phone remembers of one prescription.</summary>
public sealed record Visit(
    string? TraceParent = null, string? Proof = null, DateTimeOffset? ProofUntil = null,
    string? ShownVersion = null, long ShownFen = 0, string? Hospital = null, Guid? PaymentId = null);

/// <summary>What this phone remembers of one payment: which sheet it is for, and how its cashier is opened.</summary>
/// <param name="Method">Null in cookies of a version that knew only WeChat.</param>
public sealed record Attempt(
    string Token, string? TraceParent, Dictionary<string, string> Action, string? Method = null);

/// <summary>
/// The wish to pay, kept while WeChat says who she is. <paramref name="State"/> binds the answer to this phone.
/// </summary>
public sealed record PendingWish(string State, string Token, string Key, string Version);

/// <summary>The memory of this phone, in sealed cookies: there is no account and no session to steal.</summary>
public sealed class PhoneMemory(SealedCookies cookies, TimeProvider clock)
{
    private static readonly TimeSpan KeepVisit = TimeSpan.FromHours(2);
    private static readonly TimeSpan KeepProof = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan KeepWish = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan KeepOpenid = TimeSpan.FromDays(7);

    private static readonly TimeSpan KeepCardHolder = TimeSpan.FromDays(365);
    private static readonly TimeSpan KeepSentTo = TimeSpan.FromMinutes(15);

    private const string WishName = "mp.wish";
    private const string CardHolderName = "mp.card";

    public Visit VisitOf(string token) => cookies.Read<Visit>(VisitName(token)) ?? new();

    public void Keep(string token, Visit visit) => cookies.Write(VisitName(token), visit, KeepVisit);

    /// <summary>The last four characters she proved herself with, while they are fresh.</summary>
    public string? ProofOf(string token) =>
        VisitOf(token) is { Proof: { } proof, ProofUntil: { } until } && until > clock.GetUtcNow() ? proof : null;

    public void RememberProof(string token, string? proof) =>
        Keep(token, VisitOf(token) with { Proof = proof, ProofUntil = clock.GetUtcNow() + KeepProof });

    public Attempt? AttemptOf(Guid paymentId) => cookies.Read<Attempt>(AttemptName(paymentId));

    public void Keep(Guid paymentId, Attempt attempt)
    {
        cookies.Write(AttemptName(paymentId), attempt, KeepVisit);
        Keep(attempt.Token, VisitOf(attempt.Token) with { PaymentId = paymentId });
    }

    public void Forget(Guid paymentId) => cookies.Delete(AttemptName(paymentId));

    public PendingWish? Wish => cookies.Read<PendingWish>(WishName);

    public void Keep(PendingWish wish) => cookies.Write(WishName, wish, KeepWish);

    public void ForgetWish() => cookies.Delete(WishName);

    public string? OpenidAt(string hospitalId) => cookies.Read<KnownUser>(OpenidName(hospitalId))?.Openid;

    public void RememberOpenid(string hospitalId, string openid) =>
        cookies.Write(OpenidName(hospitalId), new KnownUser(openid), KeepOpenid);

    public void ForgetOpenid(string hospitalId) => cookies.Delete(OpenidName(hospitalId));

    /// <summary>The secret by which the bank cards added on this phone are found again; made when first asked for.</summary>
    public string CardHolder()
    {
        var secret = cookies.Read<KnownHolder>(CardHolderName)?.Secret
            ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        cookies.Write(CardHolderName, new KnownHolder(secret), KeepCardHolder);
        return secret;
    }

    /// <summary>The phone, masked by the bank, that the last code for this order went to.</summary>
    public string? CodeSentTo(string outTradeNo) => cookies.Read<SentTo>(SentToName(outTradeNo))?.Phone;

    public void RememberCodeSentTo(string outTradeNo, string? phone) =>
        cookies.Write(SentToName(outTradeNo), new SentTo(phone), KeepSentTo);

    private sealed record KnownUser(string Openid);

    private sealed record KnownHolder(string Secret);

    private sealed record SentTo(string? Phone);

    private static string VisitName(string token) => $"mp.v.{Short(token, 12)}";

    private static string AttemptName(Guid paymentId) => $"mp.p.{paymentId:N}";

    private static string OpenidName(string hospitalId) => $"mp.o.{Short(hospitalId, 8)}";

    private static string SentToName(string outTradeNo) => $"mp.c.{Short(outTradeNo, 12)}";

    private static string Short(string text, int length) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..length];
}
