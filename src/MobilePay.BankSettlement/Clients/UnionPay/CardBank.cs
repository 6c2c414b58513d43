using System.Text;
using MobilePay.BankSettlement.Domain;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <param name="Message">The bank's own words for the payer.</param>
internal sealed record BankReply(BankSaid Said, string? Code, string? Message)
{
    /// <summary>Masked, where the bank says it.</summary>
    public string? CodeSentTo { get; init; }

    /// <summary>Present exactly when a card was opened.</summary>
    public OpenedToken? Opened { get; init; }

    /// <summary>balance, card, limit or other.</summary>
    public string Reason => Code switch
    {
        "64" => "balance",
        "33" or "38" or "67" or "81" => "limit",
        "61" or "62" or "63" or "68" or "72" or "73" or "77" or "78" or "79" or "80" => "card",
        _ => "other",
    };
}

internal sealed record OpenedToken(string Token, CardKind Kind, string? Bank, DateTimeOffset? EndsAt);

/// <summary>What is asked of the bank on behalf of a patient who pays with a card.</summary>
internal sealed class CardBank(UnionPayMerchants merchants)
{
    private static readonly BankReply MerchantGone = new(BankSaid.Unclear, "merchant-gone", null);

    public Task<BankReply> SendSignUpCode(CardSignUp signUp, CardEntry entry) =>
        Ask(signUp.MerchantId, merchant => UnionPayRequests.SignUpCode(merchant, signUp, entry));

    public async Task<BankReply> Open(CardSignUp signUp, CardEntry entry, string code) =>
        NeedsToken(await Ask(signUp.MerchantId, merchant => UnionPayRequests.Open(merchant, signUp, entry, code)));

    /// <summary>What became of an opening whose answer was lost.</summary>
    public async Task<BankReply> QueryOpening(CardSignUp signUp) =>
        NeedsToken(await Ask(signUp.MerchantId, merchant => UnionPayRequests.QueryOpening(merchant, signUp)));

    public Task<BankReply> DeleteToken(BankCard card, DateTimeOffset now) =>
        Ask(card.MerchantId, merchant => UnionPayRequests.DeleteToken(merchant, card, Guid.CreateVersion7(now), now));

    public Task<BankReply> SendPayCode(ChannelOrder order, QuickPay pay, BankCard card) =>
        Ask(order.MerchantId, merchant => UnionPayRequests.PayCode(merchant, order, pay, card));

    /// <summary>Yes means accepted: whether the money moved is told by notice or query.</summary>
    public async Task<BankReply> Pay(ChannelOrder order, QuickPay pay, BankCard card, string code)
    {
        var reply = await Ask(order.MerchantId, merchant => UnionPayRequests.Pay(merchant, order, pay, card, code));

        // No such code or card under this number: nothing was booked. Of a query the same word means less.
        return reply.Said == BankSaid.NotFound ? reply with { Said = BankSaid.No } : reply;
    }

    // Nothing but the code is typed in to pay: what UnionPay calls identity, phone, password or expiry can only be that.
    public static bool IsPayCodeWrong(BankReply reply) => reply.Said == BankSaid.No && reply.Code is "65" or "66" or "71";

    public static bool IsSignUpCodeWrong(BankReply reply) => reply is { Said: BankSaid.No, Code: "71" };

    private async Task<BankReply> Ask(string merId, Func<UnionPayMerchant, Dictionary<string, string>> form)
    {
        if (merchants.Numbered(merId) is not { } merchant)
            return MerchantGone;

        // The caller's going away changes nothing; the bank's own time limit ends the call (rule T5).
        var answer = await UnionPayAnswers.Ask(merchant, form(merchant), CancellationToken.None);
        return new(answer.Said, answer.Code, answer["respMsg"])
        {
            CodeSentTo = PhoneIn(answer["customerInfo"]),
            Opened = answer.Said == BankSaid.Yes ? TokenIn(answer) : null,
        };
    }

    private static BankReply NeedsToken(BankReply reply) =>
        reply is { Said: BankSaid.Yes, Opened: null } ? reply with { Said = BankSaid.Unclear } : reply;

    private static OpenedToken? TokenIn(UnionPayAnswer answer)
    {
        var group = UnionPayForm.ReadGroup(answer["tokenPayData"]);
        return group.GetValueOrDefault("token") is { Length: > 0 and <= 64 } token
            ? new(token, answer["payCardType"] == "02" ? CardKind.Credit : CardKind.Debit,
                answer["issInsName"] is { Length: > 0 and <= 64 } bank ? bank : null,
                UnionPayTime.Read(group.GetValueOrDefault("tokenEnd")))
            : null;
    }

    private static string? PhoneIn(string? customer)
    {
        var bytes = new byte[customer?.Length ?? 0];
        if (customer is null || !Convert.TryFromBase64String(customer, bytes, out var length))
            return null;

        var phone = UnionPayForm.ReadGroup(Encoding.UTF8.GetString(bytes, 0, length)).GetValueOrDefault("phoneNo");
        return phone is null ? null : CardEntry.Mask(phone);
    }
}
