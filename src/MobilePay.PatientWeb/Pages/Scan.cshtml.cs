using Microsoft.AspNetCore.Mvc.RazorPages;
using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Features;
using MobilePay.PatientWeb.Look;
using MobilePay.PatientWeb.Visits;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.PatientWeb.Pages;

/// <summary>The scanned sheet: whose it is, what it costs, one button.</summary>
public sealed class ScanModel(IPrescriptionsApi prescriptions, PhoneMemory memory, Visitor visitor) : PageModel
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
            Problem = new(new(sheet.Status == "dispensed" ? words.DispensedTitle : words.PaidTitle, words.PaidText, ""),
                new($"/s/{token}/detail", words.SeePaid), IsSerious: false);
            return;
        }

        NoteWhatChanged(sheet);
        Hindrance = sheet.WindowOnly ? words.WindowOnly
            : sheet.PayableFen == 0 ? words.NothingToPay
            : visitor.Entrance == Entrance.MiniProgram ? words.MiniProgram : null;
        Form = PayForm.New(token, sheet.Version, words.Pay(Yuan.Of(sheet.PayableFen)), visitor.Entrance);
    }

    private void NoteWhatChanged(Prescription sheet)
    {
        var visit = memory.VisitOf(Token);
        var words = visitor.Words.Sheet;
        if (visit.ShownVersion is not null && visit.ShownVersion != sheet.Version)
            Changed = visit.ShownFen == sheet.PayableFen
                ? words.ChangedSameAmount : words.Changed(Yuan.Of(visit.ShownFen), Yuan.Of(sheet.PayableFen));
        memory.Keep(Token, visit with { ShownVersion = sheet.Version, ShownFen = sheet.PayableFen });
    }

    private void Refuse(Error error)
    {
        Response.StatusCode = ErrorHttp.StatusOf(error.Kind);
        Problem = new(visitor.Words.ProblemOf(error.Code),
            error.Kind == ErrorKind.Unavailable ? new($"/s/{Token}", visitor.Words.Sheet.TryAgain) : null);
    }
}
