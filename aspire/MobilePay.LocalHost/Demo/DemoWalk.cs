using System.Text.Json.Nodes;

namespace MobilePay.LocalHost.Demo;

/// <summary>
/// From the doctor's desk to the pharmacy, by every channel, on good days and on bad ones; in the end all books must agree to
/// the fen.
/// </summary>
internal sealed class DemoWalk(DemoWorld world, DemoSteps steps)
{
    private static readonly object OneLine = new { template = "one-line" };
    private readonly List<DemoPayment> opened = [];

    /// <summary>What was paid, booked as one bill and not given back.</summary>
    public IReadOnlyList<DemoPayment> Whole => whole;

    private readonly List<DemoPayment> whole = [];

    public async Task Go(CancellationToken stop)
    {
        steps.Heading("One opens her payment and forgets it: its time runs out while the others pay");
        var forgotten = await Open([await Issue(OneLine, stop)], "wechat.h5", stop);

        steps.Heading("A prescription is issued, scanned and paid");
        await FromScanToPharmacy(new { template = "cda-sample" }, "wechat.jsapi", stop);
        await FromScanToPharmacy(new { template = "herbal" }, "alipay.wap", stop);
        await FromScanToPharmacy(new { template = "twenty-lines" }, "bank.quickpay", stop);

        steps.Heading("The other ways to pay");
        foreach (var method in (string[])["wechat.h5", "wechat.native", "wechat.app", "alipay.app", "alipay.jsapi", "alipay.qr"])
            whole.Add(await Pay([await Issue(OneLine, stop)], method, stop));

        steps.Heading("Two prescriptions of one patient in one payment");
        var patient = new { patientId = "SYN-DEMO-" + Guid.NewGuid().ToString("N")[..8] };
        await Pay([
            await Issue(new { patient, template = "cda-sample" }, stop),
            await Issue(new { patient, template = "one-line" }, stop),
        ], "wechat.jsapi", stop);

        steps.Heading("WeChat's notice is lost; asking finds the payment");
        await WithFault("wechat.notify", new { mode = "drop" }, stop);

        steps.Heading("The hospital books and does not answer; it is looked up and booked once");
        await WithFault("his.settlements", new { mode = "timeout-after-commit", times = 1 }, stop);

        steps.Heading("A drug goes back: the hospital refunds a part of what was paid");
        foreach (var method in (string[])["wechat.jsapi", "alipay.wap", "bank.quickpay"])
            await RefundInPart(method, stop);

        steps.Heading("One is paid twice: in WeChat, and on Alipay's page that stayed open");
        await PayTwice(stop);

        steps.Heading("The forgotten payment");
        await steps.Step("  when its time is over", () => world.Until(forgotten, "closed", stop), p => Text(p, "status"));
        await steps.Step("  WeChat holds its order", () => world.OrderIn("wechat", forgotten, stop), o => Text(o, "state"));

        steps.Heading("The books: taken less given back");
        await Compare(stop);
    }

    private async Task FromScanToPharmacy(object order, string method, CancellationToken stop)
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

    private async Task WithFault(string operation, object fault, CancellationToken stop)
    {
        var prescription = await Issue(OneLine, stop);
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

    private async Task RefundInPart(string method, CancellationToken stop)
    {
        var prescription = await Issue(new { template = "cda-sample" }, stop);
        var payment = await Pay([prescription], method, stop);
        var part = prescription.PayableFen / 3;
        await steps.Step("  the desk gives a third back, the channel pays it out", async () =>
        {
            await world.Refund(prescription, part, stop);
            return await world.Until(payment, p => (long)p["refundedFen"]! == part, "refunded in part", stop);
        }, p => $"{Yuan((long)p["refundedFen"]!)} of {Yuan((long)p["amountFen"]!)}");
    }

    private async Task PayTwice(CancellationToken stop)
    {
        var prescription = await Issue(OneLine, stop);
        var alipay = await Open([prescription], "alipay.wap", stop);
        await Pay([prescription], "wechat.jsapi", stop);
        await steps.Step("  and pays Alipay, too", async () =>
        {
            await world.PayInWallet(alipay, isLate: true, stop);
            return await world.Until(alipay, "refunded", stop);
        }, p => $"{Text(p, "status")}, {Yuan((long)p["refundedFen"]!)} back by itself: {Text(p["refunds"]![0]!, "cause")}");
    }

    private Task<DemoPrescription> Issue(object order, CancellationToken stop) => steps.Step("  the doctor issues",
        () => world.Issue(order, stop), p => $"{p.PrescriptionNo} over {Yuan(p.PayableFen)}");

    private async Task<DemoPayment> Open(DemoPrescription[] prescriptions, string method, CancellationToken stop)
    {
        var payment = await steps.Step($"  she pays by {method}", () => world.Open(prescriptions, method, stop),
            p => $"{p.OutTradeNo} over {Yuan(p.AmountFen)}, the phone is told {Text(p.Action, "type")}");
        if (payment.AmountFen != prescriptions.Sum(p => p.PayableFen))
            throw new DemoFailedException(
                $"{payment.OutTradeNo} is over {payment.AmountFen} fen, which is not what the bills say.");

        opened.Add(payment);
        return payment;
    }

    private async Task<DemoPayment> Pay(DemoPrescription[] prescriptions, string method, CancellationToken stop)
    {
        var payment = await Open(prescriptions, method, stop);
        await steps.Step("  her thumb, the channel's word, the hospital's confirmation", async () =>
        {
            await world.PayInWallet(payment, isLate: false, stop);
            return await world.Until(
                payment, p => Text(p["hospital"]!, "status") == "confirmed", "confirmed by the hospital", stop);
        }, Collect);
        return payment;
    }

    private async Task Compare(CancellationToken stop)
    {
        var numbers = opened.Select(p => p.OutTradeNo).ToHashSet();
        var net = 0L;
        foreach (var channel in (string[])["wechat", "alipay", "bank"])
        {
            var of = await steps.Step($"  {channel}", () => Sum(world.Book(channel, stop), "orders", "outTradeNo", numbers), Say);
            net += of.Taken - of.Back;
        }

        var ours = await steps.Step("  our own books", () => world.OurBooks(numbers, stop), Say);
        var hospital = await steps.Step(
            "  the hospital", () => Sum(world.Book("his", stop), "settlements", "orderNo", numbers), Say);
        if (ours.Taken - ours.Back != net || hospital.Taken - hospital.Back != net)
            throw new DemoFailedException($"The books differ: the channels hold {net} fen, "
                + $"we {ours.Taken - ours.Back}, the hospital {hospital.Taken - hospital.Back}.");
    }

    private static async Task<(long Taken, long Back)> Sum(
        Task<JsonNode> book, string rows, string number, HashSet<string> numbers)
    {
        // The second bill of a payment has its number with -2 at the hospital.
        var ours = (await book)[rows]!.AsArray()
            .Where(row => numbers.Contains(Text(row!, number).Split('-')[0]) && (bool?)row!["reversed"] != true).ToList();
        return (ours.Sum(row => (long?)row!["paidFen"] ?? 0), ours.Sum(row => (long?)row!["refundedFen"] ?? 0));
    }

    private static string Say((long Taken, long Back) sums) =>
        $"{Yuan(sums.Taken)} - {Yuan(sums.Back)} = {Yuan(sums.Taken - sums.Back)}";

    private static string Stranger(JsonNode seen) => seen["lines"] is null
        ? $"{Text(seen, "patient")}, {Yuan((long)seen["payableFen"]!)}, no lines"
        : throw new DemoFailedException("The lines are shown to a stranger.");

    private static string Patient(JsonNode seen) => seen["lines"] is JsonArray { Count: > 0 } lines
        ? $"{lines.Count} lines, {Yuan((long)seen["payableFen"]!)}"
        : throw new DemoFailedException("The patient does not see her lines.");

    private static string Collect(JsonNode payment) =>
        $"paid; document {payment["hospital"]!["documentNo"]}, collect at {payment["hospital"]!["pickup"]?["pharmacy"]} "
        + $"window {payment["hospital"]!["pickup"]?["window"]}";

    private static string Text(JsonNode node, string member) => DemoWorld.Text(node, member);

    private static string Yuan(long fen) => $"¥{fen / 100}.{fen % 100:00}";
}
