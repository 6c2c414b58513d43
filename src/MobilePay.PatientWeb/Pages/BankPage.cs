using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Features;
using MobilePay.PatientWeb.Visits;
using MobilePay.PatientWeb.Wording;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.PatientWeb.Pages;

/// <summary>What both pages for bank cards begin with: how far the order is, and how they say what did not work.</summary>
public abstract class BankPage(IQuickPayApi bank, PhoneMemory memory, Visitor visitor, TimeProvider clock) : PageModel
{
    private readonly Lazy<string> holder = new(memory.CardHolder);

    public QuickPay Pay { get; private set; } = null!;

    /// <summary>The sheet it is for; null on a phone that does not know it.</summary>
    public string? Token { get; private set; }

    public string Hospital => (Token is null ? null : Memory.VisitOf(Token).Hospital) ?? Words.Bank.TheHospital;

    /// <summary>What is shown in place of the page.</summary>
    public ProblemView? Problem { get; private set; }

    /// <summary>What did not work; the page goes on below it.</summary>
    public Problem? Trouble { get; private set; }

    /// <summary>The bank's own words on it.</summary>
    public string? BankSaid { get; private set; }

    /// <summary>What is wrong with the code she typed.</summary>
    public string? Complaint { get; private set; }

    protected IQuickPayApi Bank { get; } = bank;

    protected PhoneMemory Memory { get; } = memory;

    protected Words Words { get; } = visitor.Words;

    protected string Holder => holder.Value;

    public Again AgainAt(DateTimeOffset? at, string handler)
    {
        var wait = at - clock.GetUtcNow();
        return new(handler, at, wait > TimeSpan.Zero ? (int)Math.Ceiling(wait.Value.TotalSeconds) : 0);
    }

    /// <summary>Null: the order waits for her, and the page goes on.</summary>
    protected async Task<IActionResult?> Receive(string outTradeNo, CancellationToken stop, string whenOver = "bank.order-over")
    {
        var found = await Bank.Get(outTradeNo, Holder, stop).Read();
        if (found.Value is not { } pay)
            return Instead(found.Error!.Code, found.Error.Kind,
                found.Error.Kind == ErrorKind.Unavailable ? new(Request.Path, Words.Sheet.TryAgain) : null);

        Pay = pay;
        Token = Memory.AttemptOf(pay.PaymentId)?.Token;
        return pay.Step switch
        {
            "paid" or "paying" => Redirect(Result),
            "over" => Over(whenOver),
            _ => null,
        };
    }

    protected string Result => $"/p/{Pay.PaymentId}";

    /// <summary>The same page once more, as things stand now, with a word on what happened.</summary>
    protected async Task<IActionResult> Explain(Error error, CancellationToken stop)
    {
        Response.StatusCode = ErrorHttp.StatusOf(error.Kind);
        if (error.Code == "bank.code-wrong")
            Complaint = Words.Bank.CodeWrong(error.Number("triesLeft") ?? 1);
        else
            Trouble = TroubleOf(error);
        var whenOver = error.Code == "bank.code-exhausted" ? error.Code : "bank.order-over";
        return await Receive(Pay.OutTradeNo, stop, whenOver) ?? Page();
    }

    protected IActionResult Complain(string complaint)
    {
        Complaint = complaint;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private Problem TroubleOf(Error error)
    {
        var problem = Words.ProblemOf(error.Code == "service.unavailable" ? "bank.unavailable" : error.Code);
        if (error.Code == "bank.code-too-soon" && error.RetryAfter is { } wait)
            return problem with { Next = Words.Bank.TooSoon(Words.Clock(clock.GetUtcNow() + wait)) };
        if (error.Code != "bank.payment-refused")
            return problem;

        BankSaid = error.Text("message");
        return problem with { Title = Words.Bank.RefusedBecause(error.Text("reason")) };
    }

    private PageResult Over(string code)
    {
        var version = Token is null ? null : Memory.VisitOf(Token).ShownVersion;
        return version is null
            ? Instead(code, ErrorKind.Expired, new(Result, Words.Standing.BackToPayment))
            : Instead(code, ErrorKind.Expired, null,
                PayForm.New(Token!, version, Words.Standing.PayAgain, visitor.Entrance, first: "bank.quickpay"));
    }

    private PageResult Instead(string code, ErrorKind kind, Way? way, PayForm? retry = null)
    {
        Response.StatusCode = ErrorHttp.StatusOf(kind);
        Problem = new(Words.ProblemOf(code == "service.unavailable" ? "bank.unavailable" : code), way,
            Token is null ? null : new($"/s/{Token}", Words.Sheet.BackToSheet),
            retry is null ? null : retry with { IsUnfolded = true });
        return Page();
    }
}

/// <summary>The button for another code, and when it may be pressed.</summary>
public sealed record Again(string Handler, DateTimeOffset? At, int Seconds);
