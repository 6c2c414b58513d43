using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Features;
using MobilePay.PatientWeb.Look;
using MobilePay.PatientWeb.Visits;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.PatientWeb.Pages;

/// <summary>The lines, for whoever proved herself on this phone a moment ago.</summary>
public sealed class DetailModel(IPrescriptionsApi prescriptions, PhoneMemory memory, Visitor visitor) : PageModel
{
    public string Token { get; private set; } = "";
    public Prescription? Sheet { get; private set; }
    public PayForm? Form { get; private set; }
    public ProblemView? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken stop)
    {
        Token = token;
        if (memory.ProofOf(token) is not { } proof)
            return Redirect($"/s/{token}/proof");

        var found = await prescriptions.Get(token, proof, stop).Read();
        if (found.Error is { } error)
            return Refuse(error);

        Sheet = found.Value!;
        if (Sheet.Lines is null)
            return Redirect($"/s/{token}/proof");

        var visit = memory.VisitOf(token);
        memory.Keep(token, visit with { ShownVersion = Sheet.Version, ShownFen = Sheet.PayableFen, Hospital = Sheet.Hospital });
        if (Sheet.Paid?.PaymentId is { } id && memory.AttemptOf(id) is null)
            memory.Keep(id, new Attempt(token, visit.TraceParent, []));
        if (!Sheet.IsPaid && !Sheet.WindowOnly && Sheet.PayableFen > 0)
            Form = PayForm.New(token, Sheet.Version, visitor.Words.Sheet.Pay(Yuan.Of(Sheet.PayableFen)), visitor.Entrance);
        return Page();
    }

    private IActionResult Refuse(Error error)
    {
        if (error.Kind is ErrorKind.Forbidden or ErrorKind.TooMany)
        {
            memory.RememberProof(Token, null);
            return Redirect($"/s/{Token}/proof");
        }

        Response.StatusCode = ErrorHttp.StatusOf(error.Kind);
        Problem = new(visitor.Words.ProblemOf(error.Code), new($"/s/{Token}", visitor.Words.Sheet.BackToSheet));
        return Page();
    }
}
