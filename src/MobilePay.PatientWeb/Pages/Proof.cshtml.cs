using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Visits;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.PatientWeb.Pages;

/// <summary>Asks for the last four characters; they are kept sealed on this phone, and never stand in an address.</summary>
public sealed partial class ProofModel(IPrescriptionsApi prescriptions, PhoneMemory memory, Visitor visitor) : PageModel
{
    public string Token { get; private set; } = "";

    /// <summary>The payment whose receipt she came from.</summary>
    public Guid? Then { get; private set; }

    public string? Complaint { get; private set; }
    public ProblemView? Problem { get; private set; }

    public void OnGet(string token, Guid? then) => (Token, Then) = (token, then);

    public async Task<IActionResult> OnPostAsync(string token, string? last4, Guid? then, CancellationToken stop)
    {
        (Token, Then) = (token, then);
        var proof = last4?.Trim().ToUpperInvariant() ?? "";
        if (!Four().IsMatch(proof))
        {
            Complaint = visitor.Words.Proof.Shape;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var found = await prescriptions.Get(token, proof, stop).Read();
        if (found.Error is { } error)
        {
            Explain(error);
            return Page();
        }

        memory.RememberProof(token, proof);
        return Redirect(then is { } payment ? $"/p/{payment}/receipt" : $"/s/{token}/detail");
    }

    private void Explain(Error error)
    {
        Response.StatusCode = ErrorHttp.StatusOf(error.Kind);
        var words = visitor.Words;
        if (error.Code == "prescription.proof-wrong")
            Complaint = words.Proof.Wrong(error.Number("triesLeft") ?? 1);
        else if (error.Code == "prescription.proof-paused")
            Complaint = words.Proof.Paused((int)Math.Ceiling((error.RetryAfter ?? TimeSpan.FromMinutes(10)).TotalMinutes));
        else
            Problem = new(words.ProblemOf(error.Code), new($"/s/{Token}", words.Sheet.BackToSheet));
    }

    [GeneratedRegex("^[0-9A-Z]{4}$")]
    private static partial Regex Four();
}
