using System.Net;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Pages;

namespace MobilePay.Sandbox.Bank;

/// <summary>UnionPay's page in HTML: plain forms, so that it works without scripts.</summary>
internal sealed class BankOpeningPage(CashierPage cashier, BankNotices notices, BankSeal seal)
{
    public const string StepPath = "/cashier/opening";

    private const string Style = """
        main { padding-top: 20px } h1 { margin-bottom: 12px } [hidden] { display: none } .what { margin-bottom: 24px }
        label, .known { display: block; text-align: left; margin-bottom: 12px; font-size: 15px; color: #444 }
        .known b { float: right; color: #191919; font-variant-numeric: tabular-nums }
        input { display: block; width: 100%; min-height: 48px; margin-top: 4px; padding: 10px 12px; border: 1px solid #8a8a8a;
          border-radius: 8px; background: #fff; color: #191919; font: inherit; font-size: 17px }
        .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 12px; align-items: end }
        .send { background: #fff; color: #b5007d; border: 1px solid #b5007d }
        .note { padding: 10px 12px; border-radius: 8px; background: #fde8e8; color: #8f1414; text-align: left; font-size: 15px }
        .note.good { background: #e3f4e6; color: #14532d } a.cancel { display: block; padding: 12px; border-radius: 8px;
          font-weight: 600; text-decoration: none; min-height: 48px }
        input:focus-visible, a:focus-visible { outline: 3px solid #191919; outline-offset: 2px } .number { margin-bottom: 20px }
        """;

    private Words T => cashier.Words;

    public IResult Ask(BankOpening opening, BankEntry entry, string? note, bool isGood = false)
    {
        var shown = note is null ? ""
            : $"<p class=\"note{(isGood ? " good" : "")}\" role=\"{(isGood ? "status" : "alert")}\">{Encoded(note)}</p>";
        // Enter presses a form's first button, and that must not be the one that sends a message.
        return Page(T["开通银行卡", "Sign up a card"], $"""
            <p class="merchant">{T["示例人民医院 申请开通快捷支付", "示例人民医院 (sample hospital) asks for quick pay"]}</p>
            <p class="number">{T["商户单号", "Order"]} {Encoded(opening.Call.OrderId)}</p>
            {shown}
            <form method="post" action="{StepPath}" autocomplete="off">
              <button name="step" value="open" hidden>{T["确认开通", "Sign up"]}</button>
              <input type="hidden" name="opening" value="{opening.Id}">
              {Known(BankEntry.CardNumber, opening.Card?.Masked) ?? Field(BankEntry.CardNumber, entry, "numeric")}
              {Known("customerNm", Masked(opening.Given["customerNm"], 0, 1)) ?? Field("customerNm", entry, "text")}
              {Known("certifId", Masked(opening.Given["certifId"], 1, 1)) ?? Field("certifId", entry, "text")}
              {Known("phoneNo", Masked(opening.Given["phoneNo"], 3, 4)) ?? Field("phoneNo", entry, "tel")}
              <div class="pair">{Field("smsCode")}
                <button name="step" value="code" class="send">{T["获取验证码", "Get a code"]}</button></div>
              {(entry.WantsPrinted(opening) ? $"<div class=\"pair\">{Field("cvn2")}{Field("expired")}</div>" : "")}
              <button name="step" value="open" class="pay">{T["确认开通", "Sign up"]}</button>
            </form>
            {Back(opening, T["取消，返回商户", "Cancel, back to the merchant"])}
            """);
    }

    /// <summary>Pressed by the payer: to be sent on without pressing is a right a merchant must apply for.</summary>
    public IResult Opened(BankOpening opening, BankToken token, bool isSpoilt)
    {
        var fields = string.Concat(seal.Sealed(notices.Form(token), isSpoilt).Select(field =>
            $"<input type=\"hidden\" name=\"{field.Key}\" value=\"{Encoded(field.Value)}\">"));
        return Page(T["已开通", "Signed up"], $"""
            <p class="what">{T["银行卡已开通快捷支付", "Quick pay is signed up for card"]} {token.Card.Masked}</p>
            <form method="post" action="{Encoded(opening.FrontUrl)}">{fields}
              <button class="pay">{T["返回商户", "Back to the merchant"]}</button></form>
            """);
    }

    /// <summary>Only a form that was checked may say where its sender is sent back to.</summary>
    public IResult Refused(WireAnswer refusal, BankOpening? opening = null) => Page(
        T["无法开通", "Cannot be signed up"], $"<p class=\"what\">{Encoded(Words(refusal))}</p>"
            + (opening is null ? "" : Back(opening, T["返回商户", "Back to the merchant"])));

    public static string Words(WireAnswer refusal) => $"{refusal.Fields!["respMsg"]} (respCode={refusal.Fields["respCode"]})";

    public string Wanted(string name) => T[$"请填写正确的{Label(name)}。", $"Please check: {Label(name)}."];

    public string Sent(BankEntry entry) => T["验证码已发送至 ", "A code was sent to "] + Masked(entry.Customer["phoneNo"], 3, 4);

    private string Label(string name) => name switch
    {
        BankEntry.CardNumber => T["卡号", "card number"],
        "customerNm" => T["姓名", "name"],
        "certifId" => T["身份证号", "ID number"],
        "phoneNo" => T["银行预留手机号", "phone known to the bank"],
        "cvn2" => T["CVN2（卡背末三位）", "CVN2 (on the back)"],
        "expired" => T["有效期（如 12/30）", "expiry (as in 12/30)"],
        _ => T["短信验证码", "code by text message"],
    };

    private string? Known(string name, string? value) =>
        value is null ? null : $"<p class=\"known\">{Label(name)} <b>{Encoded(value)}</b></p>";

    private string Field(string name, BankEntry entry, string keyboard) =>
        $"<label>{Label(name)}<input name=\"{name}\" inputmode=\"{keyboard}\" "
        + $"value=\"{Encoded(entry.Typed[name])}\" required></label>";

    /// <summary>What is never shown again.</summary>
    private string Field(string name) => $"<label>{Label(name)}<input name=\"{name}\" inputmode=\"numeric\"></label>";

    /// <summary>Without anything having been opened a browser goes back by GET and carries nothing.</summary>
    private static string Back(BankOpening opening, string words) =>
        $"<a class=\"cancel\" href=\"{Encoded(opening.FrontUrl)}\">{words}</a>";

    private IResult Page(string title, string body) => cashier.Page(CashierParty.Bank, title, body, style: Style);

    private static string? Masked(string? text, int first, int last) => text is null ? null
        : text.Length <= first + last ? new string('*', text.Length)
        : text[..first] + new string('*', text.Length - first - last) + text[^last..];

    /// <summary>Line ends as numbers, because a browser would otherwise read a certificate's two as one.</summary>
    private static string Encoded(string text) => WebUtility.HtmlEncode(text)
        .Replace("\r", "&#13;", StringComparison.Ordinal).Replace("\n", "&#10;", StringComparison.Ordinal);
}
