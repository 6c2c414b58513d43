using System.Text.Json.Nodes;

namespace MobilePay.LocalHost.Demo;

/// <summary>
/// From the doctor's desk to the pharmacy, on good days and on bad ones; in the end all books must agree to the fen.
/// </summary>
internal sealed class DemoWalk(DemoWorld world, DemoSteps steps)
{
    private readonly List<DemoPayment> paid = [];

    public async Task Go(CancellationToken stop)
    {
        steps.Heading("A prescription is issued, scanned and paid");
        await PayEach([
            (new { template = "cda-sample" }, "wechat.jsapi"),
            (new { template = "one-line" }, "wechat.h5"),
            (new { template = "herbal" }, "wechat.native"),
            (new { template = "twenty-lines" }, "wechat.app"),
        ], stop);

        steps.Heading("Two prescriptions of one patient in one payment");
        await PayTwoAtOnce(stop);

        steps.Heading("WeChat's notice is lost; asking finds the payment");
        await WithFault("wechat.notify", new { mode = "drop" }, stop);

        steps.Heading("The hospital books and does not answer; it is looked up and booked once");
        await WithFault("his.settlements", new { mode = "timeout-after-commit", times = 1 }, stop);

        steps.Heading("The books");
        await Compare(stop);
    }

    private async Task PayEach((object Order, string Method)[] orders, CancellationToken stop)
    {
        foreach (var (order, method) in orders)
        {
            var prescription = await Issue(order, stop);
            await steps.Step("  the phone opens the QR's page",
                () => world.OpenPage(prescription, stop), bytes => $"{bytes} bytes");
            await steps.Step("  without proof", () => world.Scan(prescription, null, stop), Stranger);
            await steps.Step("  with the last 4 of the patient's number",
                () => world.Scan(prescription, prescription.IdLast4, stop), Patient);
            await Pay([prescription], method, stop);
            await steps.Step("  the pharmacy hands out", async () =>
            {
                await world.Dispense(prescription, stop);
                return prescription.PrescriptionNo;
            }, no => no);
        }
    }

    private async Task PayTwoAtOnce(CancellationToken stop)
    {
        var patient = new { patientId = "SYN-DEMO-" + Guid.NewGuid().ToString("N")[..8] };
        var one = await Issue(new { patient, template = "cda-sample" }, stop);
        var other = await Issue(new { patient, template = "one-line" }, stop);
        await Pay([one, other], "wechat.jsapi", stop);
    }

    private async Task WithFault(string operation, object fault, CancellationToken stop)
    {
        var prescription = await Issue(new { template = "one-line" }, stop);
        await world.Fault(operation, fault, stop);
        try
        {
            await Pay([prescription], "wechat.jsapi", stop);
        }
        finally
        {
            await world.ClearFaults(CancellationToken.None);
        }
    }

    private Task<DemoPrescription> Issue(object order, CancellationToken stop) => steps.Step("  the doctor issues",
        () => world.Issue(order, stop), p => $"{p.PrescriptionNo} over {Yuan(p.PayableFen)}");

    private async Task Pay(DemoPrescription[] prescriptions, string method, CancellationToken stop)
    {
        var payment = await steps.Step($"  she pays by {method}", () => world.Open(prescriptions, method, stop),
            p => $"{p.OutTradeNo} over {Yuan(p.AmountFen)}, the phone is told {p.Action}");
        if (payment.AmountFen != prescriptions.Sum(p => p.PayableFen))
            throw new DemoFailedException(
                $"{payment.OutTradeNo} is over {payment.AmountFen} fen, which is not what the bills say.");

        await steps.Step("  her thumb, WeChat's word, the hospital's confirmation", async () =>
        {
            await world.PayInWallet(payment, stop);
            return await world.UntilHospital(payment, "confirmed", stop);
        }, Collect);
        paid.Add(payment);
    }

    private async Task Compare(CancellationToken stop)
    {
        var numbers = paid.Select(p => p.OutTradeNo).ToHashSet();
        var ordered = paid.Sum(p => p.AmountFen);
        var captured = await steps.Step("  the channel captured", async () => Sum(
            (await world.Book("wechat", stop))["orders"]!, "paidFen", o => numbers.Contains((string)o["outTradeNo"]!)), Yuan);
        var ours = await steps.Step("  our books say paid", () => world.PaidInOurBooks(numbers, stop), Yuan);
        var confirmed = await steps.Step("  the hospital confirmed", async () => Sum(
            (await world.Book("his", stop))["settlements"]!, "paidFen",
            s => numbers.Contains(((string)s["orderNo"]!).Split('-')[0]) && !(bool)s["reversed"]!), Yuan);

        if (captured != ordered || ours != ordered || confirmed != ordered)
            throw new DemoFailedException(
                $"The books differ: ordered {ordered}, captured {captured}, paid {ours}, confirmed {confirmed} fen.");
    }

    private static long Sum(JsonNode rows, string member, Func<JsonNode, bool> counts) =>
        rows.AsArray().Where(row => counts(row!)).Sum(row => (long?)row![member] ?? 0);

    private static string Stranger(JsonNode seen) => seen["lines"] is null
        ? $"{DemoWorld.Text(seen, "patient")}, {Yuan((long)seen["payableFen"]!)}, no lines"
        : throw new DemoFailedException("The lines are shown to a stranger.");

    private static string Patient(JsonNode seen) => seen["lines"] is JsonArray { Count: > 0 } lines
        ? $"{lines.Count} lines, {Yuan((long)seen["payableFen"]!)}"
        : throw new DemoFailedException("The patient does not see her lines.");

    private static string Collect(JsonNode payment) =>
        $"paid; document {payment["hospital"]!["documentNo"]}, collect at {payment["hospital"]!["pickup"]?["pharmacy"]} "
        + $"window {payment["hospital"]!["pickup"]?["window"]}";

    private static string Yuan(long fen) => $"¥{fen / 100}.{fen % 100:00}";
}
