using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MobilePay.PatientWeb.Features;
using MobilePay.PatientWeb.Visits;
using MobilePay.ServiceDefaults.Http;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.PatientWeb.Pages;

/// <summary>Back from WeChat's sign-in: the payment she tapped for goes on by itself.</summary>
public sealed class WeChatReturnModel(Checkout checkout, PhoneMemory memory, Visitor visitor) : PageModel
{
    public ProblemView? Problem { get; private set; }
    public string? Token { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? code, string? state, CancellationToken stop)
    {
        if (memory.Wish is not { } wish || !IsSame(wish.State, state))
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            Problem = new(visitor.Words.ProblemOf("page.stale"));
            return Page();
        }

        Token = wish.Token;
        using var span = Journey.Continue("patient page", memory.VisitOf(wish.Token).TraceParent);
        var step = await checkout.AfterSignIn(wish, code, stop);
        if (step.GoTo is { } next)
            return Redirect(next);
        if (step.Error!.Code == "prescription.changed")
            return Redirect($"/s/{wish.Token}");

        Response.StatusCode = ErrorHttp.StatusOf(step.Error.Kind);
        Problem = Refusals.Of(step, wish.Token, wish.Version, visitor);
        return Page();
    }

    private static bool IsSame(string kept, string? told) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(kept), Encoding.UTF8.GetBytes(told ?? ""));
}
