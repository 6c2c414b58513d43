using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MobilePay.PatientWeb.Visits;

namespace MobilePay.PatientWeb.Pages;

/// <summary>What a person sees when a page is missing or broke.</summary>
[IgnoreAntiforgeryToken]
public sealed class OopsModel(Visitor visitor) : PageModel
{
    public ProblemView View { get; private set; } = null!;

    public override void OnPageHandlerSelected(Microsoft.AspNetCore.Mvc.Filters.PageHandlerSelectedContext context)
    {
        var status = int.TryParse(RouteData.Values["status"]?.ToString(), out var told) && told is >= 400 and <= 599 ? told : 404;
        Response.StatusCode = status;
        var problem = visitor.Words.ProblemOf(status switch
        {
            404 or 405 => "page.not-found",
            400 => "page.stale",
            429 => "request.too-many",
            _ => "page.broken",
        });

        // Back to the sheet, where everything that can be done is offered anew.
        var from = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath.Split('/') ?? [];
        View = new(problem, from is ["", "s", { Length: > 0 } token, ..] && status != 404
            ? new($"/s/{token}", visitor.Words.Sheet.BackToSheet) : null);
    }
}
