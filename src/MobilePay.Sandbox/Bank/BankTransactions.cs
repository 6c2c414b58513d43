using System.Globalization;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Bank;

/// <summary>What each transaction does once it is known to come from the merchant and to be whole.</summary>
internal sealed class BankTransactions(
    BankBook book, BankSeal seal, SmsInbox inbox, BankSignUp signUp, BankEnding ending, BankSettlement settlement)
{
    /// <summary>"within 11 months" (section 4).</summary>
    private const int RefundMonths = 11;

    public WireAnswer Do(BankCall call) => BankForm.IsNew(call) && book.IsUsed(call) ? BankErrors.Of("12") : call.Kind switch
    {
        "77/00" => SendOpeningCode(call),
        "77/02" => SendPayingCode(call),
        "79/00" => Open(call),
        "79/03" => Renew(call),
        "79/05" => book.FindOpening(call) is { } token && BankCustomer.ReadToken(call, "trId") is (var given, null)
            && token.TrId == given["trId"] ? BankWire.Done(BankWire.Facts(token)) : BankErrors.Of("34"),
        "78/02" => book.FindOpening(call) is { } token ? BankWire.Done(BankWire.Facts(token)) : BankErrors.Of("34"),
        "74/01" => Delete(call),
        "01/01" => Pay(call),
        "04/00" or "31/00" => GiveBack(call),
        "00/00" => book.Trades.Get(call.Key) is { } trade ? BankWire.Query(trade) : BankErrors.Of("34"),
        "76/01" => settlement.Answer(call),
        "95/00" => BankWire.Done(("certType", "01"), ("encryptPubKeyCert", seal.CertPem)),
        var kind => throw new InvalidOperationException($"The form let {kind} pass."),
    };

    /// <summary>The answer while the bank is still at it, whatever the book says.</summary>
    public WireAnswer StillPaying(BankCall call) => book.Trades.Get(call.Key) is { } trade
        ? BankWire.Query(trade, BankErrors.UnderWay) : BankErrors.Of("34");

    /// <summary>With <paramref name="deniedAs"/> the money is taken and the answer says that it was not.</summary>
    public WireAnswer Pay(BankCall call, string? deniedAs = null)
    {
        var (token, refusal) = TokenOf(call);
        if (token is null)
            return refusal!;
        var (customer, objection) = BankCustomer.Read(call, seal);
        if (objection is not null)
            return objection;
        if (customer["smsCode"] is not { } code)
            return BankErrors.Missing("customerInfo.smsCode");
        if (call["payTimeout"] is { } until && BankAuthorization.ReadTime(until) <= book.Now)
            return BankErrors.Of("31", "订单已过支付期限");

        return book.Trades.Locked(() =>
        {
            if (book.IsUsed(call))
                return BankErrors.Of("12");
            // A wrong code leaves no order behind: the next one may be right.
            if (inbox.Try(call, PayingWith(token, AmountOf(call)), code) is { } wrong)
                return BankErrors.Of(BankErrors.WrongCode, wrong);

            var trade = book.Write(call, AmountOf(call), token.Card.Masked, token.Card.Kind) with { DeniedAs = deniedAs };
            if (token.Card.RefusedAtPaying is { } respCode)
            {
                book.Trades.Keep(trade with { State = BankState.Failed, FailsAs = respCode, EndedAt = book.Now });
                return BankErrors.Of(respCode);
            }

            book.Trades.Keep(trade);
            ending.Start(trade);
            return deniedAs is null ? BankWire.Done(BankWire.Facts(trade)) : BankErrors.Of(deniedAs);
        });
    }

    /// <summary>A refund, or a void: one that gives back the whole on the same settlement day.</summary>
    public WireAnswer GiveBack(BankCall call, string? failsAs = null) => book.Trades.Locked(() =>
    {
        if (book.IsUsed(call))
            return BankErrors.Of("12");
        if (book.FindByQueryId(call["origQryId"]!) is not { IsPayment: true, State: BankState.Success } payment)
            return BankErrors.Of("35");
        var isVoid = call["txnType"] == BankTrade.Void;
        if (AmountOf(call) > book.RestFen(payment) || (isVoid && AmountOf(call) != payment.AmountFen))
            return BankErrors.Of("36", "金额超过可退余额，或撤销金额不是全额");
        if (isVoid ? payment.SettleDate != book.SettleDate : payment.At.AddMonths(RefundMonths) <= book.Now)
            return BankErrors.Of("39");

        var refund = book.Trades.Keep(book.Write(call, AmountOf(call), payment.AccNo, payment.PayCardType) with
        {
            OrigQryId = payment.QueryId,
            FailsAs = failsAs,
        });
        ending.Start(refund);
        return BankWire.Done(BankWire.Facts(refund));
    });

    private WireAnswer SendOpeningCode(BankCall call)
    {
        var (card, refusal) = BankCustomer.ReadCard(call, seal);
        if (card is null)
            return refusal!;
        var (customer, objection) = BankCustomer.Read(call, seal);
        if (objection is not null)
            return objection;
        if (customer["phoneNo"] is not { } phone)
            return BankErrors.Missing("customerInfo.phoneNo");
        signUp.SendCode(call, card, phone);
        return BankWire.Done();
    }

    private WireAnswer SendPayingCode(BankCall call)
    {
        var (token, refusal) = TokenOf(call);
        if (token is null)
            return refusal!;
        var (customer, objection) = BankCustomer.Read(call, seal);
        if (objection is not null)
            return objection;
        if ((customer["phoneNo"] ?? token.Phone) != token.Phone)
            return BankErrors.Of("65");
        inbox.Send(token.Phone, call, PayingWith(token, AmountOf(call)), AmountOf(call));
        return BankWire.Done();
    }

    private WireAnswer Open(BankCall call)
    {
        var (card, refusal) = BankCustomer.ReadCard(call, seal);
        if (card is null)
            return refusal!;
        var (customer, objection) = BankCustomer.Read(call, seal);
        var (given, odd) = BankCustomer.ReadToken(call, "trId", "tokenType");
        if ((objection ?? odd) is { } malformed)
            return malformed;
        foreach (var name in new[] { "certifTp", "certifId", "customerNm", "phoneNo", "smsCode" })
        {
            if (customer[name] is null)
                return BankErrors.Missing("customerInfo." + name);
        }

        // Its synchronous answer is all the merchant gets: only an opening at UnionPay's page is told by notice (section 4).
        return signUp.Open(call, card, customer, given["trId"]);
    }

    private WireAnswer Renew(BankCall call)
    {
        var (token, refusal) = TokenOf(call);
        if (token is null)
            return refusal!;
        return book.Trades.Locked(() =>
        {
            if (book.IsUsed(call))
                return BankErrors.Of("12");
            book.Delete(token);
            return BankWire.Done(BankWire.Facts(book.Sign(call, token.Card, token.Phone, token.TrId)));
        });
    }

    private WireAnswer Delete(BankCall call)
    {
        var (token, refusal) = TokenOf(call);
        if (token is null)
            return refusal!;
        book.Delete(token);
        return BankWire.Done();
    }

    private (BankToken? Token, WireAnswer? Refusal) TokenOf(BankCall call)
    {
        var (given, refusal) = BankCustomer.ReadToken(call, "token", "trId");
        if (refusal is not null)
            return (null, refusal);
        return book.Tokens.Get(given["token"]) is { } token && token.IsGood(given["trId"], book.Now)
            ? (token, null) : (null, BankErrors.Of("77"));
    }

    private static long AmountOf(BankCall call) => long.Parse(call["txnAmt"]!, CultureInfo.InvariantCulture);

    private static string PayingWith(BankToken token, long amountFen) =>
        string.Create(CultureInfo.InvariantCulture, $"{token.Token} {amountFen}");
}
