using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MobilePay.PatientWeb.Features;
using MobilePay.PatientWeb.Visits;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.PatientWeb.Pages;

/// <summary>She tapped "pay": on to the cashier, or an honest word why not.</summary>
public sealed class PayModel(Checkout checkout, Visitor visitor) : PageModel
{
    public string Token { get; private set; } = "";
    public ProblemView? Problem { get; private set; }

    // Reached by a reload or a change of language: everything needed is on the sheet's page.
    public IActionResult OnGet(string token) => Redirect($"/s/{token}");

    public async Task<IActionResult> OnPostAsync(
        string token, string? key, string? version, string? method, CancellationToken stop)
    {
        Token = token;
        if (key is not { Length: > 0 and <= 100 } || version is not { Length: > 0 and <= 100 })
            return Redirect($"/s/{token}");

        var step = await checkout.Begin(token, key, version, method ?? "", stop);
        if (step.GoTo is { } next)
            return Redirect(next);
        if (step.Error!.Code == "prescription.changed")
            return Redirect($"/s/{token}");

        Response.StatusCode = ErrorHttp.StatusOf(step.Error.Kind);
        Problem = Refusals.Of(step, token, version, visitor);
        return Page();
    }
}
