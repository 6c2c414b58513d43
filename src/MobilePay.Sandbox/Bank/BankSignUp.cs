using System.Globalization;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Bank;

/// <summary>Puts a token in a card's place, whoever's page its holder typed it into.</summary>
internal sealed class BankSignUp(BankBook book, SmsInbox inbox)
{
    public void SendCode(BankCall call, BankCard card, string phone) => inbox.Send(phone, call, OpeningWith(card, phone), null);

    public WireAnswer Open(BankCall call, BankCard card, BankCustomer customer, string trId, string? backUrl = null) =>
        book.Trades.Locked(() => book.IsUsed(call) ? BankErrors.Of("12")
            : inbox.Try(call, OpeningWith(card, customer["phoneNo"]!), customer["smsCode"]!) is { } wrong
                ? BankErrors.Of(BankErrors.WrongCode, wrong)
            : (card.RefusedAtOpening ?? ObjectionTo(card, customer)) is { } respCode ? BankErrors.Of(respCode)
            : BankWire.Done(BankWire.Facts(book.Sign(call, card, customer["phoneNo"]!, trId, backUrl))));

    /// <summary>Credit cards are opened with what is printed on them, debit cards without.</summary>
    private string? ObjectionTo(BankCard card, BankCustomer customer) =>
        !card.IsCredit ? null
        : customer["cvn2"] is null or "000" || customer["expired"] is not { } expired ? "66"
        : string.CompareOrdinal(expired, book.Now.ToString("yyMM", CultureInfo.InvariantCulture)) < 0 ? "73" : null;

    private static string OpeningWith(BankCard card, string phone) => $"{card.AccNo} {phone}";
}
