using Microsoft.AspNetCore.Mvc;
using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Features;
using MobilePay.PatientWeb.Visits;
using MobilePay.Primitives;

namespace MobilePay.PatientWeb.Pages;

/// <summary>Paying by bank card: which card, then the code that pays.</summary>
public sealed class BankModel(IQuickPayApi bank, PhoneMemory memory, Visitor visitor, TimeProvider clock)
    : BankPage(bank, memory, visitor, clock)
{
    public bool IsCode => Pay.Step == "code" && !IsChoosing && Chosen is not null;

    public BankCard? Chosen => Pay.Cards.FirstOrDefault(card => card.CardId == Pay.CardId);

    public string? SentTo => Memory.CodeSentTo(Pay.OutTradeNo);

    /// <summary>The card she is about to remove.</summary>
    public BankCard? Leaving { get; private set; }

    public bool IsAdded { get; private set; }

    private bool IsChoosing { get; set; }

    public async Task<IActionResult> OnGetAsync(string outTradeNo, bool cards, bool added, Guid? remove, CancellationToken stop)
    {
        (IsChoosing, IsAdded) = (cards || remove is not null, added);
        if (await Receive(outTradeNo, stop) is { } instead)
            return instead;

        Leaving = Pay.Cards.FirstOrDefault(card => card.CardId == remove);
        return Pay.Cards.Count == 0 ? Redirect($"/pay/bank/{outTradeNo}/card") : Page();
    }

    public async Task<IActionResult> OnPostCodeAsync(string outTradeNo, Guid cardId, CancellationToken stop)
    {
        if (await Receive(outTradeNo, stop) is { } instead)
            return instead;

        var sent = await Bank.SendCode(outTradeNo, Holder, new(cardId), stop).Read();
        if (sent.Error is { } error)
            return await Explain(error, stop);

        Memory.RememberCodeSentTo(outTradeNo, sent.Value!.CodeSentTo);
        return Redirect($"/pay/bank/{outTradeNo}");
    }

    public async Task<IActionResult> OnPostConfirmAsync(string outTradeNo, string? code, CancellationToken stop)
    {
        if (await Receive(outTradeNo, stop) is { } instead)
            return instead;
        if (SmsCode.Read(code) is not { } read)
            return Complain(Words.Bank.CodeShape);

        // From here on money may move: her going away stops nothing, and silence is no failure.
        var paid = await Bank.Confirm(outTradeNo, Holder, new(read), CancellationToken.None).Read();
        return paid.Error is null or { Kind: ErrorKind.Unavailable } or { Code: "bank.order-paying" }
            ? Redirect(Result)
            : await Explain(paid.Error, stop);
    }

    public async Task<IActionResult> OnPostRemoveAsync(string outTradeNo, Guid cardId, CancellationToken stop)
    {
        IsChoosing = true;
        if (await Receive(outTradeNo, stop) is { } instead)
            return instead;

        return await Bank.RemoveCard(outTradeNo, cardId, Holder, stop).Done() is { } error
            ? await Explain(error, stop)
            : Redirect($"/pay/bank/{outTradeNo}?cards=true");
    }
}
