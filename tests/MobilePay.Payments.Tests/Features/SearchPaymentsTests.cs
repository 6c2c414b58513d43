using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Tests.Support;
using MobilePay.Primitives;

namespace MobilePay.Payments.Tests.Features;

[Collection(Database.Name)]
public sealed class SearchPaymentsTests(PostgresFixture postgres) : IAsyncLifetime
{
    // A quarter to midnight in China, and the day after.
    private static readonly DateTimeOffset Evening = new(2026, 11, 26, 15, 45, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Morning = Evening.AddMinutes(20);

    private PaymentsApp app = null!;

    public async Task InitializeAsync() => app = await PaymentsApp.Start(postgres);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("order")]
    [InlineData("bill")]
    [InlineData("channel")]
    [InlineData("refund")]
    [InlineData("his-refund")]
    [InlineData("prescription")]
    [InlineData("visit")]
    public async Task Each_of_its_numbers_finds_a_payment_and_only_as_a_whole(string kind)
    {
        var payment = Opened("A", Evening, 100, 200);
        payment.ConfirmPaid("4200009", payment.Amount, Evening);
        payment.Bills[1].Confirm("H-9", null, null, null, Evening);
        payment.RequestRefund(RefundCause.HospitalRequested, payment.Bills[1].OrderNo, Money.FromFen(50),
            new HisRefund("HR-9", "退药"), Evening);
        await app.Keep(payment, Opened("B", Evening, 100), Opened("A2", Evening, 100));
        var number = kind switch
        {
            "order" => payment.OutTradeNo,
            "bill" => payment.Bills[1].OrderNo,
            "channel" => "4200009",
            "refund" => payment.Refunds[0].RefundNo,
            "his-refund" => "HR-9",
            "prescription" => "RX-A-1",
            _ => "V-A",
        };

        var row = (await Rows($"text={number}")).ShouldHaveSingleItem();

        row.GetProperty("paymentId").GetGuid().ShouldBe(payment.Id);
        row.GetProperty("amountFen").GetInt64().ShouldBe(300);
        (await Rows($"text={number[..^1]}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_hospitals_payments_are_not_found()
    {
        var payment = Opened("A", Evening, 100);
        await app.Keep(payment);

        (await Rows($"text={payment.OutTradeNo}", hospital: "SYN000001")).ShouldBeEmpty();
        (await Rows("from=2026-11-26&to=2026-11-26", hospital: "SYN000001")).ShouldBeEmpty();
        (await Rows("from=2026-11-26&to=2026-11-26")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Days_are_days_in_China_and_the_amount_is_exact()
    {
        var (late, next) = (Opened("A", Evening, 5340), Opened("B", Morning, 5340));
        await app.Keep(late, next, Opened("C", Evening, 5341));

        (await Ids("amountFen=5340&from=2026-11-26&to=2026-11-26")).ShouldBe([late.Id]);
        (await Ids("amountFen=5340&from=2026-11-27")).ShouldBe([next.Id]);
        (await Ids("amountFen=5340&to=2026-11-25")).ShouldBeEmpty();
        (await Ids("amountFen=5340")).ShouldBe([next.Id, late.Id]);
    }

    [Fact]
    public async Task Status_and_channel_narrow_the_list_and_a_wrong_status_is_refused()
    {
        var (open, paid) = (Opened("A", Evening, 100), Opened("B", Evening, 100, method: "alipay.qr"));
        paid.ConfirmPaid("2088001", paid.Amount, Evening);
        await app.Keep(open, paid);

        (await Ids("status=pending")).ShouldBe([open.Id]);
        (await Ids("channel=alipay")).ShouldBe([paid.Id]);
        (await Ids("channel=alipay&status=pending")).ShouldBeEmpty();
        using var wrong = await app.Http.GetAsync(Path("status=lost"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()
            .ShouldBe("payment.status-unknown");
    }

    [Fact]
    public async Task Pages_show_each_payment_once_from_the_newest_on()
    {
        var payments = Enumerable.Range(0, 5).Select(i => Opened("A" + i, Evening.AddSeconds(i), 100)).ToArray();
        await app.Keep(payments);
        var (seen, cursor) = (new List<Guid>(), "");

        for (var page = 0; page == 0 || cursor.Length > 0; page++)
        {
            var answer = await Get("take=2" + (cursor.Length == 0 ? "" : "&cursor=" + cursor));
            seen.AddRange(answer.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("paymentId").GetGuid()));
            cursor = answer.TryGetProperty("next", out var next) ? next.GetString() ?? "" : "";
            page.ShouldBeLessThan(3);
        }

        seen.ShouldBe(payments.Reverse().Select(p => p.Id));
    }

    [Fact]
    public async Task A_payments_story_tells_bills_and_refunds_and_what_replaced_what()
    {
        var payment = await app.Paid(5340);
        var refund = payment.RequestRefund(RefundCause.FinanceDecided, payment.Bills[0].OrderNo, Money.FromFen(100),
            new FinanceRefund("FD1", "对账长款"), Evening).Value!;
        payment.ConfirmRefundRefused(refund.RefundNo, "refund.payer-account", isNumberSpent: true, Evening);
        payment.TryRefundAgain(refund.RefundNo, Morning);
        await app.With(async db =>
        {
            db.Update(payment);
            db.AddRange(payment.Refunds);
            return await db.SaveChangesAsync();
        });

        var story = await app.Http.GetFromJsonAsync<JsonElement>($"/payments/{payment.Id}/story");
        using var nobodys = await app.Http.GetAsync($"/payments/{Guid.NewGuid()}/story");

        (Text(story, "status"), Text(story, "hospitalStatus")).ShouldBe(("paid", "confirmed"));
        var bill = story.GetProperty("bills").EnumerateArray().ShouldHaveSingleItem();
        (Text(bill, "hisDocNo"), Text(bill, "visitNo")).ShouldBe(("H-1", "V1"));
        bill.TryGetProperty("answeredAt", out _).ShouldBeTrue();
        var refunds = story.GetProperty("refunds").EnumerateArray().ToList();
        (Text(refunds[0], "failedBecause"), Text(refunds[0], "replacedBy"), Text(refunds[0], "cause"))
            .ShouldBe(("refund.payer-account", Text(refunds[1], "refundNo"), "finance-decided"));
        Text(refunds[1], "status").ShouldBe("refunding");
        nobodys.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Payment Opened(string name, DateTimeOffset at, params long[] fen) => Opened(name, at, "wechat.jsapi", fen);

    private static Payment Opened(string name, DateTimeOffset at, long fen, string method) => Opened(name, at, method, [fen]);

    private static Payment Opened(string name, DateTimeOffset at, string method, long[] fen) => Payment.Open(
        PaymentsApp.Hospital, method, "wechat",
        [.. fen.Select((f, i) => new OwedBill($"B-{name}-{i}", "1", $"RX-{name}-{i}", $"V-{name}", Money.FromFen(f)))],
        at, TimeSpan.FromMinutes(15));

    private static string Path(string asked, string hospital = PaymentsApp.Hospital) =>
        $"/payments/search?hospitalId={hospital}&{asked}";

    private async Task<JsonElement> Get(string asked) => await app.Http.GetFromJsonAsync<JsonElement>(Path(asked));

    private async Task<List<JsonElement>> Rows(string asked, string hospital = PaymentsApp.Hospital) =>
        [.. (await app.Http.GetFromJsonAsync<JsonElement>(Path(asked, hospital))).GetProperty("rows").EnumerateArray()];

    private async Task<List<Guid>> Ids(string asked) =>
        (await Rows(asked)).ConvertAll(row => row.GetProperty("paymentId").GetGuid());

    private static string? Text(JsonElement json, string member) => json.GetProperty(member).GetString();
}
