using Microsoft.AspNetCore.Mvc.RazorPages;
using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Visits;
using MobilePay.PatientWeb.Wording;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.PatientWeb.Pages;

/// <summary>What was paid, to keep or print; the lines only for whoever proved herself on this phone.</summary>
public sealed class ReceiptModel(
    IPaymentsApi payments, IPrescriptionsApi prescriptions, PhoneMemory memory, Visitor visitor) : PageModel
{
    private static readonly string[] Received = ["paid", "refunding", "refunded", "refund-failed"];

    public Payment? Payment { get; private set; }
    public Prescription? Sheet { get; private set; }
    public ProblemView? Problem { get; private set; }
    public string? Token { get; private set; }

    /// <summary>Where she can prove herself; null on a phone that does not know the sheet.</summary>
    public string? ProofAt { get; private set; }

    public async Task OnGetAsync(Guid id, CancellationToken stop)
    {
        var found = await payments.Get(id, 0, stop).Read();
        if (found.Value is not { } payment || !Received.Contains(payment.Status))
        {
            Refuse(id, found.Error);
            return;
        }

        Payment = payment;
        if (memory.AttemptOf(id) is not { } attempt)
            return;

        Token = attempt.Token;
        ProofAt = $"/s/{attempt.Token}/proof?then={id}";

        // Without the sheet the amounts still stand: the receipt does not wait for the hospital.
        Sheet = (await prescriptions.Get(attempt.Token, memory.ProofOf(attempt.Token), stop).Read()).Value;
    }

    private void Refuse(Guid id, Error? error)
    {
        var words = visitor.Words;
        Response.StatusCode = error is null ? StatusCodes.Status409Conflict : ErrorHttp.StatusOf(error.Kind);
        Problem = error is null
            ? new(new Problem(words.Standing.ReceiptTitle, words.Standing.NotPaidYet, ""),
                new($"/p/{id}", words.Standing.BackToPayment))
            : new(words.ProblemOf(error.Code), null);
    }
}
