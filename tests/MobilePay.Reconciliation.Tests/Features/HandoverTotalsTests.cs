using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features;

/// <summary>The hospital's totals beside the platform's own, and the lists of what has come.</summary>
[Collection(nameof(Books))]
public sealed class HandoverTotalsTests(Books books) : IAsyncLifetime
{
    private const string First = "P20261123120000000000000001";
    private const string Second = "P20261123120000000000000002";
    private const string Before = "P20261122230500000000000003";
    private const string At = "2026-11-23T12:00:00+08:00";
    private readonly string hospital = "sums-" + Guid.NewGuid().ToString("N");

    public async Task InitializeAsync()
    {
        await using var db = books.Open();
        (string Order, string Channel, long Fen, int Day, int Hour)[] paid =
            [(First, "wechat", 5340, 23, 12), (Second, "alipay", 1000, 23, 13), (Before, "wechat", 700, 22, 22)];
        foreach (var (order, channel, fen, day, hour) in paid)
            db.Add(new PlatformPayment
            {
                HospitalId = hospital,
                OrderNo = order,
                Channel = channel,
                MerchantId = PlantedDay.Merchant,
                ChannelTradeNo = "T" + order,
                Amount = Money.FromFen(fen),
                PaidAt = China(day, hour),
            });
        // Two bills of one payment, one of an older message without its amount, and one the hospital booked a day later.
        Answer(First, 5340, 23);
        Answer(Second + "-1", 400, 23);
        Answer(Second + "-2", 600, 23);
        Answer(Before, 0, 22);
        Refund("R1", First, "HR1", 1850, China(23, 15), LineStatus.Done);
        Refund("R2", First, "HR2", 100, China(23, 16), LineStatus.Failed);
        Refund("R3", First, null, 50, China(23, 16), LineStatus.Done);
        Refund("R4", First, "HR4", 10, China(23, 23), LineStatus.UnderWay);
        await db.SaveChangesAsync();

        void Answer(string order, long fen, int day) => db.Add(new HospitalAnswer
        {
            HospitalId = hospital,
            OrderNo = order,
            HisDocNo = "H" + order,
            Amount = Money.FromFen(fen),
            BusinessDate = new(2026, 11, day),
            ConfirmedAt = China(day, 14),
        });

        void Refund(string number, string order, string? his, long fen, DateTimeOffset at, LineStatus status) =>
            db.Add(new PlatformRefund
            {
                HospitalId = hospital,
                RefundNo = number,
                OrderNo = order,
                HisRefundNo = his,
                Amount = Money.FromFen(fen),
                At = at,
                Status = status,
            });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Channel_by_channel_the_hospitals_day_stands_beside_the_platforms()
    {
        using var http = books.Service().CreateClient();
        await Push(http, new("PAYMENT", First, null, "WECHAT", 5340, At), new("REFUND", First, "HR1", "WECHAT", 1800, At),
            new("PAYMENT", Second + "-1", null, "ALIPAY", 400, At));

        var totals = await http.GetFromJsonAsync<JsonElement>($"/handovers/{hospital}/2026-11-23/totals");

        totals.GetProperty("differenceFen").GetInt64().ShouldBe(600 - 50);
        totals.GetProperty("channels").EnumerateArray().Select(c => string.Join(' ', c.GetProperty("channel").GetString(),
            Side(c, "hospital"), Side(c, "platform"), c.GetProperty("differenceFen").GetInt64())).ShouldBe(
            ["alipay 1/400/0/0 2/1000/0/0 600", "wechat 1/5340/1/1800 1/5340/1/1850 -50"]);
    }

    [Fact]
    public async Task What_an_older_message_did_not_say_is_the_payments_own_amount()
    {
        using var http = books.Service().CreateClient();
        using var body = new StringContent(HandoverFile.Of(
            hospital, "2026-11-22", new HandoverFile.Row("PAYMENT", Before, null, "WECHAT", 700, "2026-11-22T22:00:00+08:00"))
            .ToJsonString());
        (await http.PostAsync($"/handovers/{hospital}/2026-11-22", body)).EnsureSuccessStatusCode();

        (await http.GetFromJsonAsync<JsonElement>($"/handovers/{hospital}/2026-11-22/totals"))
            .GetProperty("differenceFen").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_day_that_has_not_come_has_no_totals()
    {
        using var http = books.Service().CreateClient();

        var answer = await http.GetAsync($"/handovers/{hospital}/2026-11-23/totals");

        (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString())
            .ShouldBe((HttpStatusCode.NotFound, "handover.not-arrived"));
    }

    [Fact]
    public async Task The_list_pages_counts_and_leads_to_the_document_as_it_came()
    {
        using var http = books.Service().CreateClient();
        var first = await Push(http, new HandoverFile.Row("PAYMENT", First, null, "WECHAT", 5340, At));
        await Push(http, new("PAYMENT", First, null, "WECHAT", 5340, At), new("PAYMENT", Second, null, "ALIPAY", 1000, At));
        var query = $"/handovers?hospitalId={hospital}&from=2026-11-01&to=2026-11-30";

        var page = await http.GetFromJsonAsync<JsonElement>(query + "&take=1");
        var next = await http.GetFromJsonAsync<JsonElement>(query + "&take=1&cursor=" + page.GetProperty("next").GetString());
        var csv = await http.GetStringAsync(query + "&format=csv");

        page.GetProperty("total").GetProperty("count").GetInt32().ShouldBe(2);
        page.GetProperty("total").GetProperty("paymentsFen").GetInt64().ShouldBe(6340);
        JsonElement[] both = [Row(page), Row(next)];
        both.Select(row => row.GetProperty("status").GetString()).ShouldBe(["current", "replaced"], ignoreOrder: true);
        var replaced = both.Single(row => row.GetProperty("status").GetString() == "replaced");
        next.TryGetProperty("next", out _).ShouldBeFalse();
        csv.ShouldContain("已被替换");
        (await http.GetStringAsync($"/handovers/{replaced.GetProperty("id").GetString()}/file")).ShouldBe(first);
    }

    [Fact]
    public async Task Statements_are_listed_by_channel()
    {
        using var http = books.Service().CreateClient();
        using var body = new StringContent(BillWriter.WeChat([new(1, LineKind.Payment, LineStatus.Done, PlantedDay.Merchant,
            First, null, "T", null, 5340, 20, new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.FromHours(8)))]));
        (await http.PostAsync($"/statements/{hospital}/wechat/{PlantedDay.Merchant}/2026-11-23", body)).EnsureSuccessStatusCode();
        var query = $"/statements?hospitalId={hospital}&from=2026-11-01&to=2026-11-30";

        var all = await http.GetFromJsonAsync<JsonElement>(query);
        var others = await http.GetFromJsonAsync<JsonElement>(query + "&channel=alipay");

        Row(all).GetProperty("channel").GetString().ShouldBe("wechat");
        all.GetProperty("total").GetProperty("feesFen").GetInt64().ShouldBe(20);
        others.GetProperty("total").GetProperty("count").GetInt32().ShouldBe(0);
    }

    private static JsonElement Row(JsonElement page) => page.GetProperty("rows").EnumerateArray().Single();

    private static string Side(JsonElement channel, string side) => string.Join('/', new[]
    {
        "payments", "paymentsFen", "refunds", "refundsFen",
    }.Select(member => channel.GetProperty(side).GetProperty(member).GetRawText()));

    private async Task<string> Push(HttpClient http, params HandoverFile.Row[] rows)
    {
        var document = HandoverFile.Of(hospital, "2026-11-23", rows).ToJsonString();
        using var body = new StringContent(document);
        (await http.PostAsync($"/handovers/{hospital}/2026-11-23", body)).EnsureSuccessStatusCode();
        return document;
    }

    private static DateTimeOffset China(int day, int hour) =>
        new DateTimeOffset(2026, 11, day, hour, 0, 0, TimeSpan.FromHours(8)).ToUniversalTime();
}
