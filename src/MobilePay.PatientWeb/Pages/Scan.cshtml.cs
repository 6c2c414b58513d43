using Microsoft.AspNetCore.Mvc.RazorPages;
using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Features;
using MobilePay.PatientWeb.Look;
using MobilePay.PatientWeb.Visits;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.PatientWeb.Pages;

/// <summary>The scanned sheet: whose it is, what it costs, one button.</summary>
public sealed class ScanModel(
    IPrescriptionsApi prescriptions, IPaymentsApi payments, PhoneMemory memory, Visitor visitor) : PageModel
{
    public string Token { get; private set; } = "";
    public Prescription? Sheet { get; private set; }
    public ProblemView? Problem { get; private set; }
    public PayForm? Form { get; private set; }

    /// <summary>What differs from what this phone was shown before.</summary>
    public string? Changed { get; private set; }

    /// <summary>Why it can't be paid here.</summary>
    public string? Hindrance { get; private set; }

    public async Task OnGetAsync(string token, CancellationToken stop)
    {
        Token = token;
        var found = await prescriptions.Get(token, null, stop).Read();
        if (found.Value is not { } sheet)
        {
            Refuse(found.Error!);
            return;
        }

        Sheet = sheet;
        var words = visitor.Words.Sheet;
        if (sheet.IsPaid)
        {
            await ShowPaid(sheet, stop);
            return;
        }

        NoteWhatChanged(sheet);
        Hindrance = sheet.WindowOnly ? words.WindowOnly
            : sheet.PayableFen == 0 ? words.NothingToPay
            : visitor.Entrance == Entrance.MiniProgram ? words.MiniProgram : null;
        Form = PayForm.New(token, sheet.Version, words.Pay(Yuan.Of(sheet.PayableFen)), visitor.Entrance);
    }

    private async Task ShowPaid(Prescription sheet, CancellationToken stop)
    {
        var (visit, words) = (memory.VisitOf(Token), visitor.Words);
        memory.Keep(Token, visit with { Hospital = sheet.Hospital });
        var title = sheet.Status == "dispensed" ? words.Sheet.DispensedTitle : words.Sheet.PaidTitle;

        // Paid from this phone: she has its result already, and need not prove anything to see it again.
        Problem = visit.PaymentId is { } id && (await payments.Get(id, 0, stop).Read()).Value is { Status: "paid" }
            ? new(new(title, words.ProblemOf("prescription.already-paid").Money, ""),
                new($"/p/{id}", words.Sheet.SeePaid), IsSerious: false)
            : new(new(title, words.Sheet.PaidText, ""), new($"/s/{Token}/detail", words.Sheet.SeePaid), IsSerious: false);
    }

    private void NoteWhatChanged(Prescription sheet)
    {
        var visit = memory.VisitOf(Token);
        var words = visitor.Words.Sheet;
        if (visit.ShownVersion is not null && visit.ShownVersion != sheet.Version)
            Changed = visit.ShownFen == sheet.PayableFen
                ? words.ChangedSameAmount : words.Changed(Yuan.Of(visit.ShownFen), Yuan.Of(sheet.PayableFen));
        memory.Keep(Token, visit with { ShownVersion = sheet.Version, ShownFen = sheet.PayableFen, Hospital = sheet.Hospital });
    }

    private void Refuse(Error error)
    {
        Response.StatusCode = ErrorHttp.StatusOf(error.Kind);
        Problem = new(visitor.Words.ProblemOf(error.Code),
            error.Kind == ErrorKind.Unavailable ? new($"/s/{Token}", visitor.Words.Sheet.TryAgain) : null);
    }
}
