using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Features;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.PatientWeb.Pages;

/// <summary>The changing part of a payment's page. Answers when something differs from what she sees, or after a while.</summary>
public sealed class StateModel(IPaymentsApi payments, ReadStanding standing) : PageModel
{
    // Below the gateway's patience with one request.
    private const int WaitSeconds = 8;

    public Standing Standing { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, string? seen, string? told, CancellationToken stop)
    {
        var found = await payments.Get(id, 0, stop).Read();
        if (found.Value is { } now && !Look(now, told).IsFinal && Standing.Mark == seen)
            found = await payments.Get(id, WaitSeconds, stop).Read();
        if (found.Value is not { } payment)
            return new ContentResult { StatusCode = ErrorHttp.StatusOf(found.Error!.Kind), Content = found.Error.Code };

        Look(payment, told);
        return Page();
    }

    private Standing Look(Payment payment, string? told) => Standing = standing.Of(payment, told);
}
