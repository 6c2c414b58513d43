using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using MobilePay.Contracts;
using MobilePay.HisSync.Domain;
using MobilePay.HisSync.Tests.Support;

namespace MobilePay.HisSync.Tests.Features;

/// <summary>What finance may have done at the hospital: a confirm once more, or taken back.</summary>
[Collection(Database.Name)]
public sealed class ResendWriteBackTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly Guid Payment = new("01890000-0000-7000-8000-000000000001");
    private HisApp app = null!;

    public async Task InitializeAsync() => app = await HisApp.Start(postgres);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_payment_the_hospital_never_heard_of_is_told_to_it_and_announced_once()
    {
        await Paid("P1");

        var first = await Resend("P1");
        var again = await Resend("P1");

        first.Text("outcome").ShouldBe("accepted");
        again.Text("hisDocNo").ShouldBe(first.Text("hisDocNo"));
        (await app.WriteBack("P1")).Status.ShouldBe(WriteBackStatus.Confirmed);
        (await app.Announced()).ShouldHaveSingleItem().ShouldContain(nameof(HisConfirmed));
        (await BookedAtTheHospital()).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_hospital_has_booked_already_is_not_sent_again()
    {
        await Paid("P1");
        await app.Fault("his.settlements", new { mode = "timeout-after-commit", times = 1 });
        (await Resend("P1")).Text("outcome").ShouldBe("unknown");
        var sent = (await app.WriteBack("P1")).SentCount;

        (await Resend("P1")).Text("outcome").ShouldBe("accepted");

        (await app.WriteBack("P1")).SentCount.ShouldBe(sent);
        (await app.WriteBack("P1")).Status.ShouldBe(WriteBackStatus.Confirmed);
    }

    [Fact]
    public async Task A_confirmed_payment_the_hospital_says_it_has_not_is_confirmed_again_and_not_announced_again()
    {
        await Paid("P1");
        await Resend("P1");
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        await app.Fault("his.lookup", new { mode = "refuse", code = "NOT_FOUND", times = 1 });

        (await Resend("P1")).Text("outcome").ShouldBe("accepted");

        (await app.WriteBack("P1")).SentCount.ShouldBe(2);
        (await app.Announced()).Count.ShouldBe(1);
        (await BookedAtTheHospital()).ShouldBe(1);
    }

    [Fact]
    public async Task Not_booked_soon_after_sending_proves_nothing()
    {
        await Paid("P1");
        await Resend("P1");
        await app.Fault("his.lookup", new { mode = "refuse", code = "NOT_FOUND", times = 1 });

        var said = await Resend("P1");

        (said.Text("outcome"), said.Text("reason")).ShouldBe(("unknown", "too-soon"));
        (await app.WriteBack("P1")).SentCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_payment_is_not_booked_after_its_money_went_back()
    {
        await Paid("P1");
        await app.Fault("his.settlements", new { mode = "refuse", code = "VOIDED", times = 1 });
        (await Resend("P1")).Text("reason").ShouldBe("voided");
        await Task.Delay(TimeSpan.FromSeconds(1.2));

        var said = await Resend("P1");

        (said.Text("outcome"), said.Text("reason")).ShouldBe(("refused", "voided"));
        (await BookedAtTheHospital()).ShouldBe(0);
    }

    [Fact]
    public async Task Two_at_once_are_one_confirm_and_one_announcement()
    {
        await Paid("P1");

        var said = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Resend("P1")));

        said.ShouldAllBe(s => s.Text("outcome") == "accepted" || s.Text("reason") == "too-soon");
        (await BookedAtTheHospital()).ShouldBe(1);
        (await app.Announced()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_number_nobody_paid_under_is_unknown()
    {
        var answer = await app.Http.PostAsync($"/write-backs/{app.Hospital}/P9/resend", null);

        (answer.StatusCode, (await answer.Json()).Text("code")).ShouldBe((HttpStatusCode.NotFound, "write-back.unknown"));
    }

    [Fact]
    public async Task A_settlement_is_taken_back_under_a_number_and_an_unknown_one_is_refused()
    {
        await Paid("P1");
        await Resend("P1");

        (await Reverse("P1")).Text("outcome").ShouldBe("accepted");
        (await Reverse("P1")).Text("outcome").ShouldBe("accepted");
        var unknown = await Reverse("P9");
        (unknown.Text("outcome"), unknown.Text("reason")).ShouldBe(("refused", "not-found"));
        await app.Fault("his.reversal", new { mode = "error", times = 1 });
        (await Reverse("P1")).Text("outcome").ShouldBe("unknown");
    }

    [Fact]
    public async Task A_payments_write_backs_show_how_far_the_hospital_knows()
    {
        await Paid("P1");
        await Resend("P1");

        var rows = await (await app.Http.GetAsync($"/write-backs/of-payment/{Payment}")).Json();

        var row = rows.EnumerateArray().ShouldHaveSingleItem();
        (row.Text("orderNo"), row.Text("status"), row.GetProperty("sentCount").GetInt32()).ShouldBe(("P1", "confirmed", 1));
        row.Text("hisDocNo").ShouldNotBeNullOrEmpty();
        row.TryGetProperty("nextCheckAt", out _).ShouldBeFalse();
    }

    private async Task Paid(string orderNo)
    {
        var bill = await app.Issue();
        var billNo = (string)bill["billNo"]!;
        var now = TimeProvider.System.GetUtcNow();
        var paid = new PaidBill(orderNo, billNo, "1", (string?)bill["prescriptionNo"] ?? "RX", "MZ1", null, 5340);
        await app.Change(db =>
        {
            db.Add(WriteBack.For(new PaymentPaid(
                Payment, app.Hospital, orderNo, "wechat", "4200000000000001", 5340, now, [paid]), paid, now, null));
            return Task.CompletedTask;
        });
    }

    private async Task<JsonElement> Resend(string orderNo) =>
        await (await app.Http.PostAsync($"/write-backs/{app.Hospital}/{orderNo}/resend", null)).Json();

    private async Task<JsonElement> Reverse(string orderNo) => await (await app.Http.PostAsJsonAsync(
        $"/settlements/{app.Hospital}/{orderNo}/reversal", new { reversalNo = "V1", reason = "a person decided" })).Json();

    private async Task<int> BookedAtTheHospital() =>
        JsonNode.Parse(await app.World.GetStringAsync("/book/his"))!.ToJsonString().Split("\"hisDocNo\"").Length - 1;
}
