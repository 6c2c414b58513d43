using MobilePay.Sandbox.Faults;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Bank;

/// <summary>Where browsers come in: with the merchant's form, and with what is then typed into UnionPay's page.</summary>
internal sealed class BankFrontDoor(
    BankAuthorization authorization, BankBook book, BankOpenings openings, FaultGate gate, BankOpeningPage page)
{
    private static readonly BankFaultVoice Voice = new();

    public async Task<IResult> Serve(HttpContext http)
    {
        var call = BankCall.Read(http.Request.ContentType, await http.Request.ReadBytes(http.RequestAborted));
        if ((authorization.Refuse(call) ?? BankForm.Refuse(call, BankForm.Front, book.Now)) is { } refusal)
            return page.Refused(refusal);

        BankOpening? opening = null;
        var answer = await gate.Run(http, "bank.open-page", Voice, new Work(() =>
        {
            (opening, var objection) = openings.Begin(call);
            return objection ?? BankWire.Done();
        }));
        return Broken(answer) ?? (opening is null ? page.Refused(answer!)
            : Show(opening, BankEntry.Read(FormCollection.Empty, opening), answer!));
    }

    public async Task<IResult> Step(HttpContext http)
    {
        var form = http.Request.HasFormContentType
            ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        if (openings.Find(form["opening"].ToString()) is not { } opening)
            return page.Refused(BankErrors.Of("34", "页面已失效，请回到商户的页面重新开通"));

        var entry = BankEntry.Read(form, opening);
        var isOpening = form["step"] != "code";
        if (openings.ObjectionTo(opening) is { } over)
            return Show(opening, entry, over);
        if (entry.Wrong(opening, isOpening) is { } name)
            return page.Ask(opening, entry, page.Wanted(name));

        var answer = await gate.Run(http, isOpening ? "bank.open" : "bank.sms", Voice, new Work(() =>
            isOpening ? openings.Open(opening, entry) : openings.SendCode(opening, entry)));
        return Broken(answer) ?? Show(opening, entry, answer!, isSent: !isOpening && BankErrors.IsDone(answer!));
    }

    /// <summary>A card that is opened stays opened, however often its page is sent.</summary>
    private IResult Show(BankOpening opening, BankEntry entry, WireAnswer answer, bool isSent = false) =>
        openings.TokenOf(opening) is { } token ? page.Opened(opening, token, answer.SpoiltSignature)
        : openings.ObjectionTo(opening) is { } over ? page.Refused(over, opening)
        : isSent ? page.Ask(opening, entry, page.Sent(entry), isGood: true)
        : page.Ask(opening, entry, BankErrors.IsDone(answer) ? null : BankOpeningPage.Words(answer));

    /// <summary>What a fault put in the place of any page.</summary>
    private static IResult? Broken(WireAnswer? answer) =>
        answer is null ? Results.Empty
        : answer.Body.Length > 0 ? Results.Content(answer.Body, "text/html; charset=utf-8", statusCode: answer.Status) : null;
}
