using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Features;
using MobilePay.PatientWeb.Visits;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.PatientWeb.Pages;

/// <summary>One page for one payment: how it truly stands, whatever the cashier's return claimed (rule N8).</summary>
public sealed class PaymentModel(IPaymentsApi payments, ReadStanding standing, PhoneMemory memory, Visitor visitor) : PageModel
{
    public Standing? Standing { get; private set; }
    public ProblemView? Problem { get; private set; }
    public string? Token { get; private set; }

    /// <summary>What WeChat's window said when it closed: only a reason to offer another try.</summary>
    public string? Told { get; private set; }

    public async Task OnGetAsync(Guid id, string? told, CancellationToken stop) =>
        Show(id, told is "ok" or "cancel" or "fail" ? told : null, await payments.Get(id, 0, stop).Read());

    public async Task<IActionResult> OnPostCloseAsync(Guid id)
    {
        var closed = await payments.Close(id, CancellationToken.None).Read();
        if (closed.Error is null)
            return Redirect($"/p/{id}");

        Show(id, null, closed);
        return Page();
    }

    private void Show(Guid id, string? told, Result<Payment> found)
    {
        Told = told;
        Token = memory.AttemptOf(id)?.Token;
        if (found.Value is { } payment)
        {
            Standing = standing.Of(payment, told);
            return;
        }

        Response.StatusCode = ErrorHttp.StatusOf(found.Error!.Kind);
        Problem = new(visitor.Words.ProblemOf(found.Error.Code),
            found.Error.Kind == ErrorKind.Unavailable ? new($"/p/{id}", visitor.Words.Sheet.TryAgain) : null);
    }
}
