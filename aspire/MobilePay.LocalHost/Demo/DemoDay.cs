using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MobilePay.LocalHost.Demo;

/// <summary>
/// The finance department's next day: the hospital hands over, statements arrive, the day is reconciled with differences that
/// were planted in it, two persons settle them, and the day is closed. All of it goes through the console's own door.
/// </summary>
internal sealed class DemoDay(
    DemoWorld world, DemoSteps steps, IReadOnlyList<DemoPayment> paid, string firstLinkFile)
{
    private const long ExtraFen = 100;

    // The sandbox's bank does not say which account its statement is of.
    private const string AccountNo = "6222000000000001";
    private string hospital = "";
    private DateOnly day;

    private string Day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Around the hospital's cut-off everything may still be in transit, and nothing of it is different yet.</summary>
    public static bool IsCutOffNear(DateTimeOffset now)
    {
        var time = now.ToOffset(TimeSpan.FromHours(8)).TimeOfDay;
        return time > new TimeSpan(22, 20, 0) || time < new TimeSpan(0, 10, 0);
    }

    public async Task Go(CancellationToken stop)
    {
        var clock = await world.Control("/clock", stop);
        day = DateOnly.Parse(DemoWorld.Text(clock, "hospitalDate"), CultureInfo.InvariantCulture);
        using var admin = await Administrator(stop);
        if (admin is null)
            return;
        using var clerk = await Join(admin, "wang.fang", "王芳（会计）", ["finance"], stop);
        using var approver = await Join(admin, "li.min", "李敏（主管）", ["approver"], stop);
        hospital = DemoWorld.Text((await clerk.Get("hospitals", stop))[0]!, "id");
        try
        {
            await HandOver(stop);
            await Arrive(clerk, stop);
            var differences = await Reconcile(clerk, stop);
            await Settle(clerk, approver, differences, stop);
            await Close(clerk, approver, stop);
            await MoneyArrives(clerk, stop);
            await Balance(clerk, stop);
        }
        finally
        {
            await world.Control("/control/statements/planted", null, CancellationToken.None);
            await world.Control("/clock", new { offsetDays = 0 }, CancellationToken.None);
        }
    }

    private sealed record Planted(string Class, string? OrderNo, string Action, object? More = null);

    private readonly List<Planted> planted = [];

    private async Task<DemoStaff?> Administrator(CancellationToken stop)
    {
        if (!File.Exists(firstLinkFile))
        {
            steps.Heading("The finance department has its own people already: its day is walked with --reset or another --data");
            return null;
        }

        steps.Heading("The finance department: an administrator, a clerk, an approver, each with a password and an app");
        return await steps.Step("  the link on the board makes the first administrator", async () => await DemoStaff.Join(
            world.Finance, await File.ReadAllTextAsync(firstLinkFile, stop), "demo.admin", "陈静（管理员）", stop), s => s.Name);
    }

    private Task<DemoStaff> Join(DemoStaff admin, string user, string name, string[] roles, CancellationToken stop) =>
        steps.Step("  she invites", async () => await DemoStaff.Join(
            world.Finance, await admin.Invite(user, name, roles, stop), user, name, stop), s => s.Name);

    private async Task HandOver(CancellationToken stop)
    {
        steps.Heading("23:00: the hospital hands its day over; six things in the papers will not agree, and one is none of ours");
        var wechat = paid.Where(p => p.Channel == "wechat").ToList();
        var (lost, gone, odd) = (wechat[0], wechat[1], wechat[2]);
        var more = paid.First(p => p.Channel == "alipay");
        var fee = (odd.AmountFen * 38 + 5000) / 10000;
        planted.AddRange([
            new("his-missing", lost.OutTradeNo, "resend-confirm"),
            new("channel-missing", gone.OutTradeNo, "carry", new { until = day.AddDays(3) }),
            new("amount-diff", more.OutTradeNo, "suspend"),
            new("fee-diff", odd.OutTradeNo, "adjust", new { amountFen = 5, debit = "CH_RECV", credit = "FEE" }),
            new("channel-only", null, "suspend"),
            new("his-only", null, "write-off"),
        ]);
        await world.Control("/control/statements/planted", new object[]
        {
            new { party = "his", date = Day, kind = "missing", orderNo = lost.OutTradeNo },
            new { party = "wechat", date = Day, kind = "missing", orderNo = gone.OutTradeNo },
            new
            {
                party = "alipay", date = Day, kind = "amount", orderNo = more.OutTradeNo, amountFen = more.AmountFen + ExtraFen,
            },
            new { party = "wechat", date = Day, kind = "fee", orderNo = odd.OutTradeNo, amountFen = fee + 5 },
            new { party = "wechat", date = Day, kind = "extra", amountFen = ExtraFen },
            new { party = "his", date = Day, kind = "extra", amountFen = ExtraFen },
            new { party = "wechat", date = Day, kind = "foreign", amountFen = 880 },
        }, stop);
        await steps.Step("  the hospital closes the day and pushes it", async () =>
        {
            var pushed = await world.Control("/control/his/handover", new { businessDate = Day, push = true }, stop);
            return (int?)pushed["platform"]?["status"] is >= 200 and < 300
                ? pushed : throw new DemoFailedException($"The platform did not take the hand-over: {pushed.ToJsonString()}");
        }, p => $"{Day}, {p["handover"]?["lineCount"]} lines");
    }

    private async Task Arrive(DemoStaff clerk, CancellationToken stop)
    {
        steps.Heading("The next morning: the channels' statements are fetched");
        await world.Control("/clock", new { now = $"{day.AddDays(1):yyyy-MM-dd}T11:00:00+08:00" }, stop);
        await steps.Step("  fetched", async () =>
        {
            var expected = (await clerk.Post($"statements/{hospital}/{Day}/fetch", null, stop)).AsArray();
            var missing = expected.Where(e => DemoWorld.Text(e!, "status") != "arrived").ToList();
            return missing is [] ? expected : throw new DemoFailedException($"Not arrived: {expected.ToJsonString()}");
        }, e => string.Join(", ", e.Select(s => DemoWorld.Text(s!, "channel"))));
    }

    private async Task<List<JsonNode>> Reconcile(DemoStaff clerk, CancellationToken stop)
    {
        steps.Heading("Hospital, platform and channels are laid side by side");
        var run = await steps.Step("  reconciled", () => clerk.Post($"reconciliations/{hospital}/{Day}", null, stop),
            r => $"{r["matched"]} alike; hospital {Yuan(r, "hospitalFen")}, we {Yuan(r, "platformFen")}, "
                + $"channels {Yuan(r, "channelFen")}");
        var sums = run["bridge"]!.AsArray().Sum(b => Sign(b!) * (long)b!["channelFen"]!);
        if (sums != (long)run["totals"]!["channelFen"]!)
            throw new DemoFailedException("The bridge does not add up.");

        return await steps.Step("  what differs", async () =>
        {
            var list = (await clerk.Get($"differences?hospitalId={hospital}&from={Day}&to={Day}&take=500", stop))["rows"]!
                .AsArray().Select(d => d!).ToList();
            var found = list.Select(d => (DemoWorld.Text(d, "class"), NumberOf(d))).Order().ToList();
            var wanted = planted.Select(p => (p.Class, p.OrderNo ?? "")).Order().ToList();
            return found.SequenceEqual(wanted) ? list : throw new DemoFailedException(
                $"Planted were {string.Join(", ", wanted)}, found were {string.Join(", ", found)}.");
        }, d => $"{d.Count}, all that were planted and nothing else: {string.Join(", ", planted.Select(p => p.Class))}");
    }

    private async Task Settle(DemoStaff clerk, DemoStaff approver, List<JsonNode> differences, CancellationToken stop)
    {
        steps.Heading("Two persons settle them: the clerk proposes, the approver consents with a code from her app");
        var isFirst = true;
        foreach (var plant in planted)
        {
            var id = (string)differences.Single(d => DemoWorld.Text(d, "class") == plant.Class)["id"]!;
            var wasFirst = isFirst;
            isFirst = false;
            await steps.Step($"  {plant.Class}: {plant.Action}", async () =>
            {
                if (plant.Action == "write-off")
                    await clerk.Upload($"differences/{id}/evidence?fileName=note.txt", Encoding.UTF8.GetBytes("演示：已查明"), stop);
                var proposal = await clerk.Post($"differences/{id}/propose", Terms(plant), stop);
                await approver.Approve($"differences/{id}/approve",
                    new { proposalId = (string)proposal["id"]!, version = DemoWorld.Text(proposal, "version") }, wasFirst, stop);
                return await Settled(clerk, id, stop);
            }, d => $"{DemoWorld.Text(d["difference"]!, "status")}, {d["history"]!.AsArray()[^1]!["remark"]}");
        }
    }

    private static Dictionary<string, object?> Terms(Planted plant)
    {
        var terms = new Dictionary<string, object?>
        {
            ["action"] = plant.Action,
            ["causeCode"] = "network-fault",
            ["remark"] = "演示：查过三方记录",
        };
        foreach (var member in plant.More?.GetType().GetProperties() ?? [])
            terms[member.Name] = member.GetValue(plant.More);
        return terms;
    }

    private static async Task<JsonNode> Settled(DemoStaff clerk, string id, CancellationToken stop)
    {
        for (var looks = 0; looks < 120; looks++)
        {
            var read = await clerk.Get($"differences/{id}", stop);
            var status = DemoWorld.Text(read["difference"]!, "status");
            if (status is "closed" or "suspended")
                return read;
            if (status is "assigned")
                throw new DemoFailedException($"It was not carried out: {read["history"]!.ToJsonString()}");
            await Task.Delay(TimeSpan.FromMilliseconds(250), stop);
        }

        throw new DemoFailedException($"Difference {id} was not settled in half a minute.");
    }

    private async Task Close(DemoStaff clerk, DemoStaff approver, CancellationToken stop)
    {
        steps.Heading("The day is closed");
        var closing = await steps.Step("  the clerk proposes", () => clerk.Post($"closes/{hospital}/{Day}/propose", null, stop),
            c => DemoWorld.Text(c, "digest")[..16] + "…");
        await steps.Step("  the approver signs", () => approver.Approve($"closes/{hospital}/{Day}/approve",
            new { digest = DemoWorld.Text(closing, "digest") }, false, stop), c => DemoWorld.Text(c, "status"));
        await steps.Step("  from now on the day takes nothing", () =>
            clerk.Refused($"reconciliations/{hospital}/{Day}", new { }, stop), refused => refused);
    }

    private async Task MoneyArrives(DemoStaff clerk, CancellationToken stop)
    {
        steps.Heading("What the channels owe arrives on the hospital's account");
        var next = day.AddDays(1);
        await world.Control("/clock", new { now = $"{day.AddDays(2):yyyy-MM-dd}T11:00:00+08:00" }, stop);
        var file = await world.File($"/bank-account/statement?date={next:yyyy-MM-dd}", stop);
        await steps.Step("  the bank's statement is handed in", () => clerk.Upload(
            $"statements/{hospital}/account/{AccountNo}/{next:yyyy-MM-dd}?fileName=account.csv", file, stop),
            s => $"{s["lines"]} lines");
        await steps.Step("  batches against credits", async () =>
        {
            var funds = await clerk.Get($"funds?hospitalId={hospital}&from={Day}&to={Day}", stop);
            return funds["rows"]!.AsArray().Any(b => DemoWorld.Text(b!, "status") == "received")
                ? funds : throw new DemoFailedException($"No batch was received: {funds.ToJsonString()}");
        }, f => string.Join(", ", f["rows"]!.AsArray().Select(b =>
            $"{DemoWorld.Text(b!, "channel")} {Yuan((long)b!["netFen"]!)} {DemoWorld.Text(b, "status")}")));
    }

    private async Task Balance(DemoStaff clerk, CancellationToken stop)
    {
        steps.Heading("The journal");
        var balance = await clerk.Get(
            $"trial-balance?hospitalId={hospital}&from={Day}&to={day.AddDays(7):yyyy-MM-dd}&lang=en", stop);
        var total = balance["total"]!;
        if ((long)total["debitFen"]! != (long)total["creditFen"]!)
            throw new DemoFailedException($"The journal does not balance: {total.ToJsonString()}");
        foreach (var row in balance["rows"]!.AsArray().Where(r => (long)r!["closingFen"]! != 0))
            await steps.Step($"  {row!["name"]} {row["channel"]}", () => Task.FromResult(row), r => Yuan((long)r["closingFen"]!));
        await steps.Step("  debits and credits", () => Task.FromResult(total),
            t => $"{Yuan((long)t["debitFen"]!)} = {Yuan((long)t["creditFen"]!)}");
    }

    private string NumberOf(JsonNode difference)
    {
        var key = DemoWorld.Text(difference, "key");
        return planted.Any(p => p.OrderNo == key) ? key : "";
    }

    private static long Sign(JsonNode part) => DemoWorld.Text(part, "kind") == "payment" ? 1 : -1;

    private static string Yuan(JsonNode run, string side) => Yuan((long)run["totals"]![side]!);

    private static string Yuan(long fen) => $"{(fen < 0 ? "-" : "")}¥{Math.Abs(fen) / 100}.{Math.Abs(fen) % 100:00}";
}
