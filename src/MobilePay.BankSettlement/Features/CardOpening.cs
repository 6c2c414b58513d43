using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.BankSettlement.Clients.UnionPay;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.BankSettlement.Features;

/// <summary>Takes a card from its number to the bank's token for it. What was typed in passes through and is not kept.</summary>
internal sealed class CardOpening(
    BankSettlementDbContext db, QuickPayDesk desk, CardBank bank, SealedEntries sealedEntries, IOptions<BankOptions> options)
{
    private const int RoundsMax = 3;

    public async Task<Result<StartCardSignUp.Response>> Start(
        string outTradeNo, string? holder, CardEntry entry, CancellationToken stop)
    {
        CardSignUp? signUp = null;
        var decided = await desk.Decide(outTradeNo, holder, visit =>
        {
            var error = visit.Pay.AboutToSendSignUpCode(visit.Order, desk.Now, options.Value.CodeAgainAfter);
            if (error is null)
                db.Add(signUp = Intend(visit));
            return Task.FromResult(error);
        }, stop);
        if (decided.Value is not { } visit)
            return decided.Error!;

        var reply = await bank.SendSignUpCode(signUp!, entry);
        switch (reply.Said)
        {
            case BankSaid.Yes:
                return new StartCardSignUp.Response(signUp!.Id, sealedEntries.Seal(signUp, entry), entry.MaskedPhone,
                    signUp.CreatedAt + options.Value.CodeAgainAfter);

            case BankSaid.No or BankSaid.NotFound:
                await desk.Change(visit.Order, pay => pay.NoSignUpCodeSent());
                return QuickPayErrors.CardRefused();

            // The code may have been sent: another one has to wait its time.
            default:
                return QuickPayErrors.Unavailable() with { RetryAfter = options.Value.CodeAgainAfter };
        }
    }

    public async Task<Result<BankCard>> Confirm(
        string outTradeNo, string? holder, Guid signUpId, ConfirmCardSignUp.Request request, CancellationToken stop)
    {
        for (var round = 1; round <= RoundsMax; round++)
        {
            var received = await desk.Receive(outTradeNo, holder, stop);
            if (received.Value is not { } visit)
                return received.Error!;

            var signUp = await db.CardSignUps.SingleOrDefaultAsync(
                s => s.Id == signUpId && s.OrderId == visit.Order.Id && s.HolderHash == visit.HolderHash, stop);
            if (signUp is null || signUp.IsOver(desk.Now) || sealedEntries.Open(signUp, request.Sealed) is not { } entry)
                return QuickPayErrors.SealedInvalid();
            if (signUp.CardId is { } known)
                return await desk.CardsOf(visit).SingleOrDefaultAsync(c => c.Id == known, stop) is { } card
                    ? card
                    : QuickPayErrors.SealedInvalid();

            if (await Lost(signUp) is { Said: not (BankSaid.No or BankSaid.NotFound) } lost)
                return await Finish(signUp, entry, lost);

            signUp.AboutToOpen(desk.Now);
            if (await db.SaveUnlessOvertaken(stop))
                return await Open(signUp, entry, request.Code);
        }

        return QuickPayErrors.Unavailable();
    }

    private CardSignUp Intend(QuickPayVisit visit) => new()
    {
        Id = Guid.CreateVersion7(desk.Now),
        OrderId = visit.Order.Id,
        HospitalId = visit.Order.HospitalId,
        MerchantId = visit.Order.MerchantId,
        HolderHash = visit.HolderHash,
        CreatedAt = desk.Now,
        ExpiresAt = desk.Now + options.Value.SignUpWithin,
    };

    // An earlier confirmation whose answer never came: asked first, sent again only after a definite "no such opening" (rule U2).
    private async Task<BankReply?> Lost(CardSignUp signUp) =>
        signUp.SentAt is null ? null : await bank.QueryOpening(signUp);

    private async Task<Result<BankCard>> Open(CardSignUp signUp, CardEntry entry, string code)
    {
        var reply = await bank.Open(signUp, entry, code);
        if (reply.Said is BankSaid.Unclear or BankSaid.Duplicate)
            reply = await bank.QueryOpening(signUp) is { Said: BankSaid.Yes } found ? found : reply;
        if (reply.Said is not (BankSaid.No or BankSaid.NotFound))
            return await Finish(signUp, entry, reply);

        signUp.WasRefused();
        await db.SaveUnlessOvertaken(CancellationToken.None);
        return CardBank.IsSignUpCodeWrong(reply) && signUp.Tries < CardSignUp.TriesMax
            ? QuickPayErrors.CodeWrong(CardSignUp.TriesMax - signUp.Tries)
            : QuickPayErrors.CardRefused();
    }

    private async Task<Result<BankCard>> Finish(CardSignUp signUp, CardEntry entry, BankReply reply)
    {
        if (reply.Opened is not { } opened)
            return QuickPayErrors.Unavailable();

        var card = new BankCard
        {
            Id = Guid.CreateVersion7(desk.Now),
            HospitalId = signUp.HospitalId,
            MerchantId = signUp.MerchantId,
            HolderHash = signUp.HolderHash,
            Token = opened.Token,
            Last4 = entry.Last4,
            Kind = opened.Kind,
            Bank = opened.Bank,
            TokenEndsAt = opened.EndsAt,
            CreatedAt = desk.Now,
        };
        db.Add(card);
        signUp.Opened(card.Id);

        // Overtaken by the same confirmation beside us: that one has the card, a repeat finds it.
        return await db.SaveUnlessOvertaken(CancellationToken.None) ? card : QuickPayErrors.Unavailable();
    }
}
