using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Features;
using MobilePay.PatientWeb.Look;
using MobilePay.PatientWeb.Visits;

namespace MobilePay.PatientWeb.Pages;

/// <summary>Opens the channel's cashier for an order that is open: WeChat's own window, or a code for another phone.</summary>
public sealed class CashierModel(IPaymentsApi payments, Checkout checkout, PhoneMemory memory, Visitor visitor) : PageModel
{
    private static readonly string[] Signed = ["appId", "timeStamp", "nonceStr", "package", "signType", "paySign"];

    public Payment Payment { get; private set; } = null!;
    public Attempt Attempt { get; private set; } = null!;
    public PayForm? ByBrowser { get; private set; }

    public bool IsJsapi => Attempt.Action.GetValueOrDefault("type") == "wechat-jsapi";

    public string Method => Attempt.Method ?? "wechat.native";

    public string Qr => QrPicture.Of(Attempt.Action["codeUrl"]);

    /// <summary>The six fields as the bridge wants them; everything else stays out.</summary>
    public string BridgeFields => JsonSerializer.Serialize(
        Signed.ToDictionary(name => name, name => Attempt.Action.GetValueOrDefault(name)));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        // What is paid or over has no cashier any more; what was opened on another phone can't be opened here.
        var found = await payments.Get(id, 0, stop).Read();
        if (found.Value is not { Status: "pending" } payment || memory.AttemptOf(id) is not { } attempt)
            return Redirect($"/p/{id}");

        if (checkout.CashierOf(id, attempt) is { } address)
            return Redirect(address);

        (Payment, Attempt) = (payment, attempt);
        if (IsJsapi && memory.VisitOf(attempt.Token).ShownVersion is { } version)
            ByBrowser = new(attempt.Token, StartPayment.NewKey(), version, visitor.Words.Cashier.ByBrowser, ["wechat.h5"]);
        return IsJsapi || attempt.Action.ContainsKey("codeUrl") ? Page() : Redirect($"/p/{id}");
    }
}
