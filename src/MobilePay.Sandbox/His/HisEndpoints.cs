using System.Text.Json;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Faults;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.His;

internal static class HisEndpoints
{
    public static void AddHis(this IServiceCollection services) =>
        services.AddSingleton<HisBook>().AddSingleton<HisSignature>().AddSingleton<HisDoor>().AddSingleton<HisDesk>()
            .AddSingleton<HisDays>().AddSingleton<Handovers>()
            .AddSingleton<IStatementParty>(provider => provider.GetRequiredService<Handovers>());

    public static void MapHis(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/his/v1/health", () => Results.Json(new { status = "UP" }));
        routes.MapGet("/his/v1/bills/{billNo}", (string billNo, HttpContext http, HisDoor door, HisDesk desk) =>
            door.Serve(http, "his.bills", _ => desk.Read(billNo)));
        routes.MapGet("/his/v1/patients/{patientId}/bills", (string patientId, HttpContext http, HisDoor door, HisDesk desk) =>
            door.Serve(http, "his.bills", _ => desk.Unpaid(patientId, http.Request.Query["status"])));
        routes.MapPost("/his/v1/bills/{billNo}/presettlements", (string billNo, HttpContext http, HisDoor door, HisDesk desk) =>
            door.Serve(http, "his.presettlements", body => desk.Presettle(billNo, body)));
        routes.MapDelete("/his/v1/presettlements/{id}", (string id, HttpContext http, HisDoor door, HisDesk desk) =>
            door.Serve(http, "his.release", _ => desk.Release(id)));
        routes.MapPost("/his/v1/settlements", (HttpContext http, HisDoor door, HisDesk desk) =>
            door.Serve(http, "his.settlements", desk.Settle));
        routes.MapGet("/his/v1/settlements", (HttpContext http, HisDoor door, HisDesk desk) =>
            door.Serve(http, "his.lookup", _ => desk.LookUp(http.Request.Query["orderNo"])));
        routes.MapPost("/his/v1/settlements/{orderNo}/reversal", (string orderNo, HttpContext http, HisDoor door, HisDesk desk) =>
            door.Serve(http, "his.reversal", body => desk.Reverse(orderNo, body)));
        routes.MapGet("/his/v1/handovers/{businessDate}", (string businessDate, HttpContext http, HisDoor door, Handovers desk) =>
            door.Serve(http, "his.handovers", _ => desk.Totals(businessDate)));
        routes.MapGet("/his/v1/handovers/{businessDate}/lines", (
            string businessDate, HttpContext http, HisDoor door, Handovers desk) =>
            door.Serve(http, "his.handovers", _ => desk.Page(businessDate, http.Request.Query["cursor"])));
        routes.MapFallback("/{**path}", (HttpContext http) =>
            HisAnswers.Error(404, "MALFORMED", "No such operation.").WriteTo(http));
    }
}

/// <summary>The way in and out of the hospital: signature first, faults next, then the work.</summary>
internal sealed class HisDoor(HisSignature signature, FaultGate gate)
{
    private static readonly HisFaultVoice Voice = new();

    public async Task Serve(HttpContext http, string operation, Func<byte[], WireAnswer> work)
    {
        if (http.Request.Headers["X-Request-Id"] is [{ } requestId])
            http.Response.Headers["X-Request-Id"] = requestId;
        var body = await http.Request.ReadBytes(http.RequestAborted);
        var answer = signature.Refuse(http.Request, body)
            ?? await gate.Run(http, operation, Voice, new Work(() => work(body)));
        if (answer is not null)
            await answer.WriteTo(http);
    }
}

/// <summary>Reads the wire, asks the book, words the answer.</summary>
internal sealed class HisDesk(HisBook book, SandboxDay day)
{
    public WireAnswer Read(string billNo) =>
        book.Find(billNo) is { } file ? HisAnswers.Of(file.WireAt(day.TrueNow)) : HisAnswers.Of(HisResult.NotFound);

    public WireAnswer Unpaid(string patientId, string? status)
    {
        if (status != HisStatus.Unpaid)
            return HisAnswers.Malformed("status=UNPAID is the only list kept.");
        var bills = book.All.Where(file => file.Bill.Patient.PatientId == patientId)
            .Select(file => file.WireAt(day.TrueNow)).Where(bill => bill.Status is HisStatus.Unpaid or HisStatus.Locked);
        return new WireAnswer(200, WireJson.Write(new { result = HisResult.Accepted, bills }));
    }

    public WireAnswer Presettle(string billNo, byte[] body)
    {
        if (Parse<PresettleRequest>(body, out var why) is not { } wanted)
            return HisAnswers.Malformed(why);
        if (wanted.LockUntil <= day.TrueNow)
            return HisAnswers.Malformed("lockUntil lies in the past.");

        var (result, file) = book.Presettle(billNo, wanted.OrderNo, wanted.BillVersion, wanted.PayableFen, wanted.LockUntil);
        return result switch
        {
            HisResult.Accepted => HisAnswers.Of(new JsonObject
            {
                ["result"] = result,
                ["presettlementId"] = file!.Lock!.PresettlementId,
                ["billVersion"] = file.Bill.BillVersion,
                ["payableFen"] = file.Bill.PayableFen,
                ["lockedUntil"] = file.Lock.LockedUntil.ToWire(),
            }),
            HisResult.Changed => HisAnswers.Of(new JsonObject { ["result"] = result, ["billVersion"] = file!.Bill.BillVersion }),
            _ => HisAnswers.Of(result),
        };
    }

    public WireAnswer Release(string presettlementId) => HisAnswers.Of(book.Release(presettlementId));

    public WireAnswer Settle(byte[] body)
    {
        if (Parse<SettleRequest>(body, out var why) is not { } wanted)
            return HisAnswers.Malformed(why);
        if (wanted.Currency != "CNY" || wanted.PaidFen <= 0 || wanted.Tenders.Count == 0)
            return HisAnswers.Malformed("CNY, a positive paidFen and at least one tender are wanted.");
        if (wanted.Tenders.Sum(tender => tender.AmountFen) != wanted.PaidFen)
            return HisAnswers.Malformed("The tenders do not add up to paidFen.");

        var (result, settlement) = book.Settle(wanted, WireJson.Write(wanted));
        return settlement is null ? HisAnswers.Of(result) : HisAnswers.Of(result, settlement);
    }

    public WireAnswer LookUp(string? orderNo)
    {
        if (string.IsNullOrEmpty(orderNo))
            return HisAnswers.Malformed("orderNo is wanted.");
        var settlement = book.FindByOrder(orderNo)?.Settlements.First(s => s.OrderNo == orderNo);
        return settlement is null ? HisAnswers.Of(HisResult.NotFound)
            : settlement.Reversed ? HisAnswers.Of(HisResult.Reversed) : HisAnswers.Of(HisResult.Accepted, settlement);
    }

    public WireAnswer Reverse(string orderNo, byte[] body) =>
        Parse<ReverseRequest>(body, out var why) is { } wanted
            ? HisAnswers.Of(book.Reverse(orderNo, wanted.ReversalNo)) : HisAnswers.Malformed(why);

    private static T? Parse<T>(byte[] body, out string why) where T : class
    {
        try
        {
            why = "The body is empty.";
            return JsonSerializer.Deserialize<T>(body, WireJson.Strict);
        }
        catch (JsonException unreadable)
        {
            why = unreadable.Message;
            return null;
        }
    }
}
