using System.Text.Json.Nodes;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.His;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Desk;

/// <summary>What the hospital's staff do: write, change, void, take money at the window, hand out.</summary>
internal static class DeskEndpoints
{
    internal sealed record Order(IReadOnlyList<DeskLine>? Lines = null, bool TellPlatform = false);

    public static void AddDesk(this IServiceCollection services)
    {
        services.AddSingleton<Prescribing>().AddTransient<DeskWork>().AddTransient<Refunding>().AddTransient<HandingOver>();
        services.AddHostedService<HandoverClock>();
        services.AddHttpClient<PlatformLine>(client => client.Timeout = TimeSpan.FromSeconds(20))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false });
    }

    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/desk/prescriptions", async (
            IssueRequest? request, Prescribing prescribing, PlatformLine platform, CancellationToken stop) =>
            Prescribing.Objection(request ?? new IssueRequest()) is { } objection
                ? Refusal(objection, 400) : await Pushed(prescribing.Issue(request ?? new IssueRequest()), platform, stop));
        routes.MapPost("/desk/bills/{billNo}/push", async (
            string billNo, HisBook book, PlatformLine platform, CancellationToken stop) =>
            book.Find(billNo) is { } file ? await Pushed(file, platform, stop) : NoBill(billNo));
        routes.MapPost("/desk/bills/{billNo}/change", (string billNo, Order? order, DeskWork work, CancellationToken stop) =>
            Prescribing.LinesObjection(order?.Lines ?? []) is { } objection ? Task.FromResult(Refusal(objection, 400))
                : Answer(work.Change(billNo, order!.Lines!, order.TellPlatform, stop)));
        routes.MapPost("/desk/bills/{billNo}/void", (string billNo, Order? order, DeskWork work, CancellationToken stop) =>
            Answer(work.Void(billNo, order?.TellPlatform ?? false, stop)));
        routes.MapPost("/desk/bills/{billNo}/expire", (string billNo, DeskWork work) => Answer(work.Expire(billNo)));
        routes.MapPost("/desk/bills/{billNo}/window-payment", (string billNo, DeskWork work) => Answer(work.PayAtWindow(billNo)));
        routes.MapPost("/desk/bills/{billNo}/refund", async (
            string billNo, DeskRefund? wanted, Refunding refunding, CancellationToken stop) =>
            RefundAnswer(await refunding.Refund(billNo, wanted ?? new DeskRefund(), stop)));
        routes.MapPost("/control/his/handover", async (HandoverWish wish, HandingOver handingOver, CancellationToken stop) =>
            await handingOver.Close(wish, stop));
        routes.MapPost("/pharmacy/{billNo}/return", (string billNo, DeskWork work) => Answer(work.TakeBack(billNo)));
        routes.MapPost("/pharmacy/{billNo}/dispense", (string billNo, DeskWork work, CancellationToken stop) =>
            Answer(work.Dispense(billNo, stop)));
    }

    private static async Task<IResult> Pushed(HisFile file, PlatformLine platform, CancellationToken stop)
    {
        var (answer, failure) = await platform.Push(file, stop);
        if (answer is null)
            return Results.Problem(failure, statusCode: 502, extensions: new Dictionary<string, object?>
            {
                ["billNo"] = file.Bill.BillNo,
                ["prescriptionNo"] = file.Bill.PrescriptionNo,
                ["pushAgain"] = $"/desk/bills/{file.Bill.BillNo}/push",
            });

        answer["billNo"] = file.Bill.BillNo;
        answer["prescriptionNo"] = file.Bill.PrescriptionNo;
        answer["payableFen"] = file.Bill.PayableFen;
        answer["patient"] = new JsonObject
        {
            ["name"] = file.Bill.Patient.Name,
            ["idLast4"] = file.IdLast4,
            ["phoneLast4"] = file.PhoneLast4,
        };
        return Results.Content(answer.ToJsonString(WireJson.Strict), "application/json", statusCode: 201);
    }

    private static async Task<IResult> Answer(Task<DeskOutcome> done)
    {
        var (file, refusal, platformFailure) = await done;
        return file is null ? Refusal(refusal ?? "No such bill.", refusal is null ? 404 : 409) : Results.Json(new
        {
            billNo = file.Bill.BillNo,
            prescriptionNo = file.Bill.PrescriptionNo,
            status = file.Bill.Status,
            billVersion = file.Bill.BillVersion,
            payableFen = file.Bill.PayableFen,
            dispensed = file.Dispensed,
            platformFailure,
        }, WireJson.Strict);
    }

    /// <summary>200 whatever the platform said, so that a tester reads its answer; 502 only when it said nothing.</summary>
    private static IResult RefundAnswer(RefundOutcome outcome) => outcome.Refund is not { } refund
        ? Refusal(outcome.Refusal!, outcome.Status)
        : outcome.Platform is not { } platform
            ? Results.Problem(outcome.Refusal, statusCode: 502, extensions: new Dictionary<string, object?>
            {
                ["hisRefundNo"] = refund.HisRefundNo,
            })
            : Results.Json(new
            {
                hisRefundNo = refund.HisRefundNo,
                amountFen = refund.AmountFen,
                status = outcome.BillStatus,
                platform = new { status = platform.Status, body = platform.Body },
            }, WireJson.Strict);

    private static IResult NoBill(string billNo) => Refusal($"No bill {billNo}.", 404);

    private static IResult Refusal(string why, int status) => Results.Problem(why, statusCode: status);
}

/// <summary>The bill afterwards, or why nothing was done, or that it was done and the platform was not told.</summary>
internal sealed record DeskOutcome(HisFile? File, string? Refusal = null, string? PlatformFailure = null);

internal sealed class DeskWork(HisBook book, PlatformLine platform, SandboxDay day)
{
    public Task<DeskOutcome> TakeBack(string billNo) => Do(
        billNo, [HisStatus.Paid, HisStatus.PartlyRefunded], file => file.Dispensed ? null : "Nothing was handed out.",
        file => file with { Returned = true }, null, default);

    public Task<DeskOutcome> Change(string billNo, IReadOnlyList<DeskLine> lines, bool tell, CancellationToken stop) =>
        Do(billNo, HisStatus.Unpaid, file => file with { Bill = Rewritten(file.Bill, lines) }, tell ? "changed" : null, stop);

    public Task<DeskOutcome> Void(string billNo, bool tell, CancellationToken stop) => Do(billNo, HisStatus.Unpaid,
        file => file with { Bill = file.Bill with { Status = HisStatus.Voided } }, tell ? "voided" : null, stop);

    public Task<DeskOutcome> Expire(string billNo) => Do(billNo, HisStatus.Unpaid,
        file => file with { Lock = null, Bill = file.Bill with { ValidUntil = day.TrueNow.AddSeconds(-1).ToWire() } },
        null, default);

    public Task<DeskOutcome> PayAtWindow(string billNo) => Do(billNo, HisStatus.Unpaid,
        file => file with { PaidAtWindow = true, Bill = file.Bill with { Status = HisStatus.Paid } }, null, default);

    public Task<DeskOutcome> Dispense(string billNo, CancellationToken stop) =>
        Do(billNo, [HisStatus.Paid, HisStatus.PartlyRefunded], _ => null,
            file => file with { Dispensed = true }, "dispensed", stop);

    private static HisBill Rewritten(HisBill bill, IReadOnlyList<DeskLine> lines) => bill with
    {
        BillVersion = (int.Parse(bill.BillVersion, System.Globalization.CultureInfo.InvariantCulture) + 1)
            .ToString(System.Globalization.CultureInfo.InvariantCulture),
        Lines = Prescribing.Write(bill.PrescriptionNo, lines),
    };

    private Task<DeskOutcome> Do(
        string billNo, string from, Func<HisFile, HisFile> change, string? happened, CancellationToken stop) =>
        Do(billNo, [from], _ => null, change, happened, stop);

    private async Task<DeskOutcome> Do(
        string billNo, string[] from, Func<HisFile, string?> objection, Func<HisFile, HisFile> change, string? happened,
        CancellationToken stop)
    {
        string? refusal = null;
        var file = book.Change(billNo, current =>
        {
            refusal = from.Contains(current.Bill.Status) ? objection(current) : $"The bill is {current.Bill.Status}.";
            return refusal is null ? change(current) : current;
        });
        if (file is null || refusal is not null)
            return new DeskOutcome(null, refusal);
        return new DeskOutcome(file, null, happened is null ? null : await platform.Tell(file, happened, stop));
    }
}
