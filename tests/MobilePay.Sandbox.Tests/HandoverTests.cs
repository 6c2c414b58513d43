using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class HandoverTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private const string Pushed = "/his/v1/handovers";

    private async Task<(string Bill, string OrderNo)> Settled()
    {
        var (bill, orderNo) = (await world.Bill(), Takings.Number());
        (await world.His.Settle(bill, orderNo)).Result.ShouldBe("ACCEPTED");
        return (bill, orderNo);
    }

    private Task<Reply> Head(DateOnly date) => world.His.Send(HttpMethod.Get, $"/his/v1/handovers/{date:yyyy-MM-dd}");

    private async Task<JsonArray> Lines(DateOnly date)
    {
        var all = new JsonArray();
        for (var cursor = ""; cursor is not null;)
        {
            var page = (await world.His.Send(
                HttpMethod.Get, $"/his/v1/handovers/{date:yyyy-MM-dd}/lines?cursor={cursor}")).Json;
            page.ContainsKey("next").ShouldBeTrue();
            page["lines"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(500);
            foreach (var line in page["lines"]!.AsArray())
                all.Add(line!.DeepClone());
            cursor = (string?)page["next"];
        }

        return all;
    }

    private static string Digest(JsonArray lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(lines.Select(line => string.Join('|', new[]
        {
            "kind", "orderNo", "refundNo", "hisDocNo", "channel", "channelTradeNo", "amountFen", "at",
        }.Select(name => line![name]?.ToString() ?? "")) + "\n")))));

    [Fact]
    public async Task The_day_ends_at_eleven_and_what_comes_later_is_the_next_days()
    {
        var date = await world.FreshDay();
        var (_, early) = await Settled();
        await world.MoveTo(date, "22:59:59");
        var (_, last) = await Settled();
        (await Head(date)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Head(date)).Result.ShouldBe("NOT_FOUND");
        await world.MoveTo(date, "23:00:00");
        var (bill, orderNo) = (await world.Bill(), Takings.Number());

        var late = await world.His.Settle(bill, orderNo);

        ((string?)late.Json["businessDate"]).ShouldBe($"{date.AddDays(1):yyyy-MM-dd}");
        ((string?)(await world.Json("/clock"))["hospitalDate"]).ShouldBe($"{date.AddDays(1):yyyy-MM-dd}");
        ((string?)(await world.Json("/clock"))["businessDate"]).ShouldBe($"{date:yyyy-MM-dd}");
        var head = (await Head(date)).Json;
        ((string?)head["institution"], (string?)head["businessDate"], (string?)head["from"], (string?)head["to"],
            head["lineCount"]!.GetValue<int>()).ShouldBe(("SYN000000", $"{date:yyyy-MM-dd}",
            $"{date.AddDays(-1):yyyy-MM-dd}T23:00:00+08:00", $"{date:yyyy-MM-dd}T23:00:00+08:00", 2));
        (await Lines(date)).Select(line => (string?)line!["orderNo"]).ShouldBe([early, last]);
        await world.MoveTo(date.AddDays(1), "23:00:00");
        (await Lines(date.AddDays(1))).Select(line => (string?)line!["orderNo"]).ShouldBe([orderNo]);
    }

    [Fact]
    public async Task A_line_says_who_ordered_and_what_for_and_the_digest_is_over_all_lines()
    {
        var date = await world.FreshDay();
        var (bill, orderNo) = await Settled();
        (await world.Post($"/desk/bills/{bill}/refund", new { amountFen = 1261, hisRefundNo = "HR" + bill })).Status
            .ShouldBe(HttpStatusCode.OK);
        await world.MoveTo(date, "23:00:00");

        var head = (await Head(date)).Json;
        var lines = await Lines(date);

        head["totals"]!.ToJsonString().ShouldBe(new JsonArray(new JsonObject
        {
            ["channel"] = "WECHAT",
            ["paymentCount"] = 1,
            ["paymentFen"] = 5340,
            ["refundCount"] = 1,
            ["refundFen"] = 1261,
        }).ToJsonString());
        ((string?)head["digest"]).ShouldBe(Digest(lines));
        var (payment, refund) = (lines[0]!.AsObject(), lines[1]!.AsObject());
        payment.Select(member => member.Key).ShouldBe(
        [
            "lineNo", "kind", "orderNo", "refundNo", "hisDocNo", "channel", "channelTradeNo", "amountFen", "at", "department",
            "doctor", "feeClasses",
        ]);
        payment["refundNo"].ShouldBeNull();
        (payment["lineNo"]!.GetValue<int>(), (string?)payment["kind"], (string?)payment["orderNo"],
            (string?)payment["channelTradeNo"], (string?)payment["at"])
            .ShouldBe((1, "PAYMENT", orderNo, "4200001", $"{date:yyyy-MM-dd}T10:00:00+08:00"));
        ((string?)payment["department"]!["name"], (string?)payment["doctor"]!["name"]).ShouldBe(("呼吸内科门诊(示例)", "测试医师乙"));
        ((string?)payment["department"]!["code"]).ShouldNotBeNullOrEmpty();
        ((string?)refund["kind"], (string?)refund["refundNo"], refund["amountFen"]!.GetValue<long>(), (string?)refund["hisDocNo"])
            .ShouldBe(("REFUND", "HR" + bill, 1261, (string?)payment["hisDocNo"]));
        foreach (var line in new[] { payment, refund })
        {
            line["feeClasses"]!.AsArray().Sum(part => part!["amountFen"]!.GetValue<long>())
                .ShouldBe(line["amountFen"]!.GetValue<long>());
            ((string?)line["feeClasses"]![0]!["code"], (string?)line["feeClasses"]![0]!["name"]).ShouldBe(("09", "西药费"));
        }
    }

    [Fact]
    public async Task Reversed_the_same_day_it_was_never_there_and_reversed_later_it_comes_back()
    {
        var date = await world.FreshDay();
        var (same, later) = ((await Settled()).OrderNo, (await Settled()).OrderNo);
        Task<Reply> Reverse(string orderNo) => world.His.Send(HttpMethod.Post, $"/his/v1/settlements/{orderNo}/reversal",
            new JsonObject { ["reversalNo"] = "RV" + orderNo, ["reason"] = "late" });
        (await Reverse(same)).Result.ShouldBe("ACCEPTED");
        await world.MoveTo(date, "23:00:00");
        (await Reverse(later)).Result.ShouldBe("ACCEPTED");

        (await Lines(date)).Select(line => (string?)line!["orderNo"]).ShouldBe([later]);
        await world.MoveTo(date.AddDays(1), "23:00:00");
        var next = (await Lines(date.AddDays(1))).Single()!;
        ((string?)next["kind"], (string?)next["orderNo"], (string?)next["refundNo"], next["amountFen"]!.GetValue<long>())
            .ShouldBe(("REFUND", later, "RV" + later, 5340));
    }

    [Fact]
    public async Task Lines_come_in_pages_of_500_and_an_odd_cursor_is_malformed()
    {
        var date = await world.FreshDay();
        await world.Plant([.. Enumerable.Range(0, 1001).Select(_ => (object)new
        {
            party = "his", date = $"{date:yyyy-MM-dd}", kind = "extra", amountFen = 7,
        })]);
        await world.MoveTo(date, "23:00:00");

        var lines = await Lines(date);
        var head = (await Head(date)).Json;

        lines.Select(line => line!["lineNo"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, 1001));
        head["lineCount"]!.GetValue<int>().ShouldBe(1001);
        head["totals"]![0]!["paymentFen"]!.GetValue<long>().ShouldBe(7007);
        ((string?)head["digest"]).ShouldBe(Digest(lines));
        foreach (var cursor in new[] { "x", "-1", "0", "1001" })
            (await world.His.Send(HttpMethod.Get, $"/his/v1/handovers/{date:yyyy-MM-dd}/lines?cursor={cursor}")).Result
                .ShouldBe("MALFORMED");
        await world.Plant();
    }

    [Fact]
    public async Task An_unsigned_call_and_an_odd_date_are_refused()
    {
        var his = world.His;
        his.Spoil = request => request.Headers.Remove("X-Signature");
        (await his.Send(HttpMethod.Get, "/his/v1/handovers/2026-11-20")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await his.Send(HttpMethod.Get, "/his/v1/handovers/2026-11-20/lines")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await world.His.Send(HttpMethod.Get, "/his/v1/handovers/20261120")).Result.ShouldBe("MALFORMED");
    }

    [Fact]
    public async Task Closed_by_hand_the_day_is_pushed_signed_and_what_comes_after_is_the_next_days()
    {
        var date = await world.FreshDay();
        var (_, orderNo) = await Settled();
        world.EarAnswers[Pushed] = () => 201;
        world.EarWords[Pushed] = () => "{\"taken\":true}";

        var closed = await world.Post("/control/his/handover", new { businessDate = $"{date:yyyy-MM-dd}", push = true });

        closed.Status.ShouldBe(HttpStatusCode.OK, closed.Body);
        (closed.Json["platform"]!["status"]!.GetValue<int>(), closed.Json["platform"]!["body"]!["taken"]!.GetValue<bool>())
            .ShouldBe((201, true));
        var heard = await world.NextHeard(Pushed);
        var his = world.Credentials["his"]!;
        var signed = $"POST\n{Pushed}\n{heard.Headers["X-Timestamp"]}\n{heard.Headers["X-Nonce"]}\n"
            + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(heard.Body)));
        heard.Headers["X-Signature"].ShouldBe(Convert.ToBase64String(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes((string)his["secret"]!), Encoding.UTF8.GetBytes(signed))));
        var body = JsonNode.Parse(heard.Body)!.AsObject();
        var lines = body["lines"]!.AsArray();
        ((string?)lines.Single()!["orderNo"], (string?)body["digest"]).ShouldBe((orderNo, Digest(lines)));
        body.Remove("lines");
        body.ToJsonString().ShouldBe((await Head(date)).Json.ToJsonString());
        ((string?)body["to"]).ShouldBe($"{date:yyyy-MM-dd}T10:00:00+08:00");

        var bill = await world.Bill();
        var next = await world.His.Settle(bill, Takings.Number());
        ((string?)next.Json["businessDate"]).ShouldBe($"{date.AddDays(1):yyyy-MM-dd}");
        (await Head(date)).Json["lineCount"]!.GetValue<int>().ShouldBe(1);
        await world.MoveTo(date.AddDays(1), "23:00:00");
        ((string?)(await Head(date.AddDays(1))).Json["from"]).ShouldBe($"{date:yyyy-MM-dd}T10:00:00+08:00");
    }

    [Fact]
    public async Task A_hospital_that_pushes_does_so_when_its_clock_passes_the_cut_off_and_its_days_outlive_a_restart()
    {
        var date = await world.FreshDay();
        world.MoreSettings = ["--Sandbox:Statements:HospitalPushes=true"];
        await world.Restart();
        var (_, orderNo) = await Settled();
        world.HeardCount(Pushed).ShouldBe(0);

        await world.MoveTo(date, "23:00:00");

        var body = JsonNode.Parse((await world.NextHeard(Pushed)).Body)!;
        ((string?)body["businessDate"], (string?)body["lines"]!.AsArray().Single()!["orderNo"])
            .ShouldBe(($"{date:yyyy-MM-dd}", orderNo));
        var head = (await Head(date)).Json.ToJsonString();
        world.MoreSettings = [];
        await world.Restart();
        (await Head(date)).Json.ToJsonString().ShouldBe(head);
    }

    [Fact]
    public async Task A_day_that_has_not_begun_cannot_be_closed()
    {
        var date = await world.FreshDay();
        async Task<HttpStatusCode> Closed(string day) =>
            (await world.Post("/control/his/handover", new { businessDate = day })).Status;

        (await Closed(date.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))).ShouldBe(HttpStatusCode.Conflict);
        (await Closed("tomorrow")).ShouldBe(HttpStatusCode.BadRequest);
    }
}
