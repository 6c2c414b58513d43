using Microsoft.AspNetCore.Mvc;
using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Features;
using MobilePay.PatientWeb.Visits;
using MobilePay.Primitives;

namespace MobilePay.PatientWeb.Pages;

/// <summary>A new bank card: its particulars, then the code by which the bank knows her phone. Nothing is charged here.</summary>
public sealed class BankCardModel(
    IQuickPayApi bank, PhoneMemory memory, Visitor visitor, Sealing sealing, TimeProvider clock)
    : BankPage(bank, memory, visitor, clock)
{
    private static readonly TimeSpan KeepTyped = TimeSpan.FromMinutes(15);

    public CardTyped Typed { get; private set; } = new();

    public IReadOnlyList<string> Unreadable { get; private set; } = [];

    /// <summary>The bank has sent a code; null while the particulars are asked for.</summary>
    public SignUpStep? Step { get; private set; }

    public bool NeedsCvn2Again { get; private set; }

    public async Task<IActionResult> OnGetAsync(string outTradeNo, CancellationToken stop) =>
        await Receive(outTradeNo, stop) ?? Page();

    public async Task<IActionResult> OnPostAsync(string outTradeNo, CardTyped typed, CancellationToken stop)
    {
        Typed = typed.Plain();
        return await Receive(outTradeNo, stop) ?? await Start(outTradeNo, stop);
    }

    public async Task<IActionResult> OnPostConfirmAsync(
        string outTradeNo, SignUpStep step, string? code, CancellationToken stop)
    {
        if (await Receive(outTradeNo, stop) is { } instead)
            return instead;

        Step = step;
        if (SmsCode.Read(code) is not { } read)
            return Complain(Words.Bank.CodeShape);

        // The bank's word may be on its way when she goes: what it says of her card is written in any case.
        var known = await Bank
            .ConfirmSignUp(outTradeNo, step.SignUpId, Holder, new(step.Sealed ?? "", read), CancellationToken.None).Read();
        if (known.Value is { } card)
            return await SendPayCode(outTradeNo, card, stop);

        if (known.Error!.Kind != ErrorKind.Unavailable && known.Error.Code != "bank.code-wrong")
            Reopen(outTradeNo, step);
        return await Explain(known.Error, stop);
    }

    /// <summary>No message came: the same card once more, and for a credit card the three digits, which nobody kept.</summary>
    public async Task<IActionResult> OnPostAgainAsync(string outTradeNo, SignUpStep step, CancellationToken stop)
    {
        if (await Receive(outTradeNo, stop) is { } instead)
            return instead;

        Reopen(outTradeNo, step);
        if (Typed.CardNo is null)
            return Page();

        NeedsCvn2Again = Typed.IsCredit;
        if (NeedsCvn2Again)
            return Page();

        Step = step;
        return await Start(outTradeNo, stop);
    }

    public async Task<IActionResult> OnPostEditAsync(string outTradeNo, SignUpStep step, CancellationToken stop)
    {
        Reopen(outTradeNo, step);
        return await Receive(outTradeNo, stop) ?? Page();
    }

    private async Task<IActionResult> Start(string outTradeNo, CancellationToken stop)
    {
        Unreadable = Typed.Unreadable();
        if (Unreadable.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var begun = await Bank.StartSignUp(outTradeNo, Holder, Typed.ToEntry(), stop).Read();
        if (begun.Error is { } error)
            return await Explain(error, stop);

        Step = new()
        {
            SignUpId = begun.Value!.SignUpId,
            Sealed = begun.Value.Sealed,
            SentTo = begun.Value.CodeSentTo,
            AgainAt = begun.Value.CodeAgainAt.ToUnixTimeSeconds(),
            Typed = sealing.Seal(Purpose(outTradeNo), Typed.WithoutCvn2(), KeepTyped),
        };
        return Page();
    }

    private async Task<IActionResult> SendPayCode(string outTradeNo, BankCard card, CancellationToken stop)
    {
        var sent = await Bank.SendCode(outTradeNo, Holder, new(card.CardId), stop).Read();
        Memory.RememberCodeSentTo(outTradeNo, sent.Value?.CodeSentTo);
        return Redirect($"/pay/bank/{outTradeNo}{(sent.Error is null ? "" : "?added=true")}");
    }

    private void Reopen(string outTradeNo, SignUpStep step) =>
        (Step, Typed) = (null, sealing.Open<CardTyped>(Purpose(outTradeNo), step.Typed) ?? new());

    private static string Purpose(string outTradeNo) => $"card typed for {outTradeNo}";
}

/// <summary>What the form for the code carries along; only the phone's number, masked, can be read in it.</summary>
public sealed class SignUpStep
{
    public Guid SignUpId { get; set; }

    /// <summary>The card as BankSettlement sealed it.</summary>
    public string? Sealed { get; set; }

    public string? SentTo { get; set; }

    public long AgainAt { get; set; }

    /// <summary>What she typed, sealed by us for the case that it has to be asked again.</summary>
    public string? Typed { get; set; }

    public override string ToString() => nameof(SignUpStep);
}
