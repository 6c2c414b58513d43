using System.Security.Cryptography;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Bank;

/// <summary>One page of UnionPay's: the merchant's form, and what of it is settled before anybody types.</summary>
internal sealed record BankOpening(
    string Id, BankCall Call, string TrId, BankCard? Card, BankCustomer Given, DateTimeOffset EndsAt)
{
    public string FrontUrl => Call["frontUrl"]!;
}

/// <summary>The pages people sit at. Not kept over a restart: who sat at one begins anew from the merchant's page.</summary>
internal sealed class BankOpenings(BankBook book, BankSeal seal, BankSignUp signUp, BankNotices notices)
{
    /// <summary>Where the merchant sets no payTimeout; the document does not say how long UnionPay waits.</summary>
    private static readonly TimeSpan PageLife = TimeSpan.FromMinutes(15);
    private const int Kept = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, BankOpening> byId = [];
    private readonly Dictionary<string, BankOpening> byOrder = [];
    private readonly Queue<BankOpening> oldestFirst = [];

    public BankOpening? Find(string id)
    {
        lock (gate)
            return byId.GetValueOrDefault(id);
    }

    /// <summary>The same form again is the same page, so that a browser may be refreshed.</summary>
    public (BankOpening? Opening, WireAnswer? Refusal) Begin(BankCall call)
    {
        var (opening, refusal) = Read(call);
        if (opening is null)
            return (null, refusal);

        lock (gate)
        {
            if (book.IsUsed(call))
                return (null, BankErrors.Of("12"));
            if (byOrder.TryGetValue(call.Key, out var known))
                return IsSame(known.Call, call) ? (known, null) : (null, BankErrors.Of("12"));
            if (opening.EndsAt <= book.Now)
                return (null, BankErrors.Of("31", "订单已过支付期限"));

            Keep(opening);
            return (opening, null);
        }
    }

    /// <summary>What came of a page; null while nothing did.</summary>
    public BankToken? TokenOf(BankOpening opening) =>
        book.FindOpening(opening.Call) is { BackUrl: not null } token ? token : null;

    /// <summary>Why a page opens no card any more, whatever is typed into it.</summary>
    public WireAnswer? ObjectionTo(BankOpening opening) =>
        book.IsUsed(opening.Call) ? BankErrors.Of("12")
        : opening.EndsAt <= book.Now ? BankErrors.Of("69") : null;

    public WireAnswer SendCode(BankOpening opening, BankEntry entry)
    {
        if (ObjectionTo(opening) is { } objection)
            return objection;
        signUp.SendCode(opening.Call, entry.Card!, entry.Customer["phoneNo"]!);
        return BankWire.Done();
    }

    /// <summary>Of two at once one is done and tells of it; the other is a duplicate.</summary>
    public WireAnswer Open(BankOpening opening, BankEntry entry)
    {
        if (ObjectionTo(opening) is { } objection)
            return objection;
        var answer = signUp.Open(opening.Call, entry.Card!, entry.Customer, opening.TrId, opening.Call["backUrl"]);
        if (BankErrors.IsDone(answer))
            notices.Start(TokenOf(opening)!);
        return answer;
    }

    private (BankOpening? Opening, WireAnswer? Refusal) Read(BankCall call)
    {
        var (token, odd) = BankCustomer.ReadToken(call, "trId", "tokenType");
        var (customer, objection) = BankCustomer.Read(call, seal);
        var (card, refusal) = call["accNo"] is null ? (null, null) : BankCustomer.ReadCard(call, seal);
        if ((odd ?? objection ?? refusal) is { } malformed)
            return (null, malformed);
        // The page asks for the code itself, and has sent none yet.
        if (customer["smsCode"] is not null)
            return (null, BankErrors.Of("10", "customerInfo.smsCode"));

        var endsAt = call["payTimeout"] is { } until ? BankAuthorization.ReadTime(until)!.Value : book.Now + PageLife;
        return (new BankOpening(RandomNumberGenerator.GetHexString(32, lowercase: true), call, token["trId"], card, customer,
            endsAt), null);
    }

    private void Keep(BankOpening opening)
    {
        byId[opening.Id] = byOrder[opening.Call.Key] = opening;
        oldestFirst.Enqueue(opening);
        if (oldestFirst.Count <= Kept)
            return;
        var oldest = oldestFirst.Dequeue();
        byId.Remove(oldest.Id);
        byOrder.Remove(oldest.Call.Key);
    }

    private static bool IsSame(BankCall one, BankCall other) => one.Fields.Count == other.Fields.Count
        && one.Fields.All(field => other[field.Key] == field.Value);
}
