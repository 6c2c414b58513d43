using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Books;

namespace MobilePay.Sandbox.Bank;

/// <summary>Pays as a person does who types a card into the platform's page: the bank hears of an order only by that.</summary>
internal sealed class BankWallet(QuickPayLine platform, SmsInbox inbox, BankBook book, TimeProvider clock) : IWallet
{
    /// <summary>Together three seconds, after which the caller asks the book for themselves.</summary>
    private const int Looks = 60;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    public string Channel => "bank";

    public async Task<ThumbOutcome> Pay(string outTradeNo, Thumb thumb, CancellationToken stop)
    {
        var holder = thumb.Holder ?? RandomNumberGenerator.GetHexString(40, lowercase: true);
        Task<QuickPayAnswer> Ask(string step, object? body = null) => platform.Ask(outTradeNo, holder, step, body, stop);

        var seen = await Ask("");
        if (seen.Refusal is not null)
            return seen.Refusal;
        if (seen.Text("step") is "paid")
            return new ThumbOutcome(null, "paid-already", Newest(outTradeNo)?.State ?? BankState.Success);
        if (seen.Text("step") is "over")
            return new ThumbOutcome(null, "closed", "CLOSED");

        if (seen.Text("step") is "card" or "code")
        {
            var (cardId, refusal) = await CardOf(seen, thumb, Ask);
            if (refusal is not null)
                return refusal;
            if ((await Ask("/code", new { cardId })).Refusal is { } unsent)
                return unsent;
            if ((thumb.Code ?? Newest(sms => BankBook.IsOf(sms.OrderId, outTradeNo))) is not { } code)
                return NoMessage();
            if ((await Ask("/confirm", new { code })).Refusal is { } unpaid)
                return unpaid;
        }

        return await Booked(outTradeNo, stop);
    }

    /// <summary>The holder's own card where one is known and no other is given; signed up first where none is.</summary>
    private async Task<(string? CardId, ThumbOutcome? Refusal)> CardOf(
        QuickPayAnswer seen, Thumb thumb, Func<string, object?, Task<QuickPayAnswer>> ask)
    {
        if (thumb.Card is null && (string?)(seen.Body!["cards"] as JsonArray)?.FirstOrDefault()?["cardId"] is { } known)
            return (known, null);

        var cardNo = thumb.Card ?? BankCards.Good;
        // Nobody else's phone, so that its newest message is the one just asked for.
        var phone = "199" + RandomNumberGenerator.GetString("0123456789", 8);
        var isCredit = BankCard.Read(cardNo) is { IsCredit: true };
        var begun = await ask("/sign-ups", new
        {
            cardNo,
            name = "测试持卡人",
            idNo = "110101199001010015",
            phone,
            cvn2 = isCredit ? "123" : null,
            expires = isCredit ? "3012" : null,
        });
        if (begun.Refusal is not null)
            return (null, begun.Refusal);
        if (Newest(sms => sms.Phone == phone) is not { } code)
            return (null, NoMessage());
        var confirmed = await ask(
            $"/sign-ups/{begun.Text("signUpId")}/confirm", new { @sealed = begun.Text("sealed"), code });
        return (confirmed.Text("cardId"), confirmed.Refusal);
    }

    private async Task<ThumbOutcome> Booked(string outTradeNo, CancellationToken stop)
    {
        for (var look = 0; look < Looks && Newest(outTradeNo) is not { State: BankState.Success }; look++)
            await Task.Delay(BetweenLooks, clock, stop);

        var trade = Newest(outTradeNo);
        return new ThumbOutcome(new
        {
            outTradeNo,
            queryId = trade?.QueryId,
            state = trade?.State ?? BankState.Processing,
            paidFen = trade?.DoneFen ?? 0,
            successTime = trade is { State: BankState.Success } ? trade.EndedAt?.ToWire() : null,
        })
        {
            IsUnderWay = trade is not { State: BankState.Success },
        };
    }

    private BankTrade? Newest(string outTradeNo) => book.PaymentsOf(outTradeNo) is [.., var newest] ? newest : null;

    private string? Newest(Func<Sms, bool> which) => inbox.Messages(which) is [var newest, ..] ? newest.Code : null;

    private static ThumbOutcome NoMessage() => new(null, "no-message", "REFUSED", "The bank sent no code.");
}
