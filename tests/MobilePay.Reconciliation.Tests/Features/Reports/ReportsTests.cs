using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features.Reports;

/// <summary>What finance reads, held against a planted day counted by hand.</summary>
[Collection(nameof(Books))]
public sealed class ReportsTests(Books books) : IAsyncLifetime
{
    private static readonly DateOnly Day = PlantedDay.Day;
    private readonly string hospital = "reports-" + Guid.NewGuid().ToString("N");
    private readonly PlantedDay planted = new(seed: 42, orders: 60);
    private WebApplicationFactory<ReconciliationDbContext> service = null!;
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        await books.Put(hospital, planted);
        await books.Reconcile(hospital, Day);
        await books.ReconcileFunds(hospital, Day.AddDays(-1), Day.AddDays(1));
        service = books.Service().WithWebHostBuilder(web => web.ConfigureTestServices(
            services => services.AddSingleton<TimeProvider>(books.Clock)));
        http = service.CreateClient();
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task The_days_summary_has_each_side_by_its_own_day()
    {
        var total = (await Get("day-summary", "&day=2026-11-23")).GetProperty("total");

        var lines = planted.Hospital.Where(h => h.Day == Day).Select(h => (h.Line.Kind, h.Line.AmountFen)).ToList();
        ShouldBe(total.GetProperty("hospital"), lines);
        ShouldBe(total.GetProperty("channelSide"), [.. planted.Channel
            .Where(c => c.Day == Day && c.Line.Status != LineStatus.Failed).Select(c => (c.Line.Kind, c.Line.AmountFen))]);
        ShouldBe(total.GetProperty("platform"), [
            .. planted.Payments.Where(p => ChinaDays.Of(p.PaidAt) == Day).Select(p => (LineKind.Payment, p.Amount.Fen)),
            .. planted.Refunds.Where(r => ChinaDays.Of(r.At) == Day).Select(r => (LineKind.Refund, r.Amount.Fen))]);
        total.GetProperty("differences").GetInt32().ShouldBe(planted.Planted.Count(p =>
            p.Item3 is not (DifferenceClass.Foreign or DifferenceClass.ZeroPair or DifferenceClass.InTransit)));
        total.GetProperty("differenceFen").GetInt64().ShouldBe((await books.Differences(hospital))
            .Where(d => d.Class is not (DifferenceClass.Foreign or DifferenceClass.ZeroPair or DifferenceClass.InTransit))
            .Sum(d => d.DifferenceFen));
    }

    [Fact]
    public async Task Income_by_department_and_doctor_comes_to_the_hand_over()
    {
        await using (var db = books.Open())
            await db.Database.ExecuteSqlAsync($"""
                update handovers h set payments_fen = s.fen, refunds_fen = 0
                from (select handover_id, sum(amount_fen * (1 - 2 * kind)) as fen from handover_lines group by 1) s
                where s.handover_id = h.id and h.hospital_id = {hospital}
                """);
        const string Days = "&from=2026-11-22&to=2026-11-23";

        var income = await Get("income", Days);

        var net = planted.Hospital.Sum(h => h.Line.AmountFen * (h.Line.Kind == LineKind.Payment ? 1 : -1));
        var total = income.GetProperty("total");
        (total.GetProperty("netFen").GetInt64(), total.GetProperty("handoverFen").GetInt64()).ShouldBe((net, net));
        total.GetProperty("isEqual").GetBoolean().ShouldBeTrue();
        var doctor = income.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("doctor").GetString() == "张");
        doctor.GetProperty("department").GetString().ShouldBe("内科");
        doctor.GetProperty("payments").GetInt32().ShouldBe(planted.Hospital.Count(h => h.Line.Kind == LineKind.Payment));
        (await Csv("income", Days)).ShouldContain("内科,张,");

        await using (var db = books.Open())
            await db.Database.ExecuteSqlAsync(
                $"update handovers set payments_fen = payments_fen + 1 where hospital_id = {hospital} and day = {Day}");
        (await Get("income", Days)).GetProperty("total").GetProperty("isEqual").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task The_channels_shares_are_of_payments_by_department()
    {
        var share = await Get("channel-share", "&from=2026-11-22&to=2026-11-23");

        var paid = planted.Hospital.Where(h => h.Line.Kind == LineKind.Payment).ToList();
        var department = share.GetProperty("departments").EnumerateArray().ShouldHaveSingleItem();
        department.GetProperty("department").GetString().ShouldBe("内科");
        foreach (var one in new[] { department.GetProperty("channels")[0], share.GetProperty("total")[0] })
        {
            one.GetProperty("count").GetInt32().ShouldBe(paid.Count);
            one.GetProperty("fen").GetInt64().ShouldBe(paid.Sum(h => h.Line.AmountFen));
        }
    }

    [Fact]
    public async Task The_refund_register_names_the_payment_and_the_days_between_page_by_page()
    {
        const string Days = "&from=2026-11-22&to=2026-11-24";
        var first = await Get("refunds", Days + "&take=1");
        var all = await Get("refunds", Days);

        var rows = all.GetProperty("rows").EnumerateArray().ToList();
        rows.Count.ShouldBe(planted.Refunds.Count);
        all.GetProperty("total").GetProperty("amountFen").GetInt64().ShouldBe(planted.Refunds.Sum(r => r.Amount.Fen));
        var second = await Get("refunds", Days + "&take=1&cursor=" + first.GetProperty("next").GetString());
        second.GetProperty("rows")[0].GetProperty("refundNo").GetString().ShouldBe(rows[1].GetProperty("refundNo").GetString());
        var row = rows.First(r => r.TryGetProperty("hisRefundNo", out _));
        row.GetProperty("askedBy").GetString().ShouldBe("hospital");
        var paid = planted.Payments.Single(p => p.OrderNo == row.GetProperty("orderNo").GetString());
        row.GetProperty("paidFen").GetInt64().ShouldBe(paid.Amount.Fen);
        row.GetProperty("daysBetween").GetInt32().ShouldBe(
            ChinaDays.Of(row.GetProperty("at").GetDateTimeOffset()).DayNumber - ChinaDays.Of(paid.PaidAt).DayNumber);
    }

    [Fact]
    public async Task Takings_by_hour_add_up_to_the_day_in_China()
    {
        var hours = await Get("takings-by-hour", "&day=2026-11-23");

        var paid = planted.Payments.Where(p => ChinaDays.Of(p.PaidAt) == Day).ToList();
        hours.GetProperty("total")[0].GetProperty("fen").GetInt64().ShouldBe(paid.Sum(p => p.Amount.Fen));
        foreach (var row in hours.GetProperty("rows").EnumerateArray())
            row.GetProperty("count").GetInt32().ShouldBe(
                paid.Count(p => p.PaidAt.ToOffset(TimeSpan.FromHours(8)).Hour == row.GetProperty("hour").GetInt32()));
    }

    [Theory]
    [InlineData(3, "1-3")]
    [InlineData(4, "4-7")]
    [InlineData(30, "8-30")]
    [InlineData(31, "over-30")]
    public async Task What_stands_in_suspense_is_shown_by_its_age(int days, string age)
    {
        var ids = (await books.Differences(hospital)).Where(d => d.DifferenceFen != 0).Select(d => d.Id).ToArray();
        var day = ChinaDays.Of(books.Clock.GetUtcNow()).AddDays(-days);
        await using (var db = books.Open())
            await db.Database.ExecuteSqlAsync(
                $"update differences set status = 'Suspended', day = {day} where id = any({ids})");

        var ageing = await Get("suspense-ageing", "");

        foreach (var bucket in ageing.GetProperty("buckets").EnumerateArray())
            bucket.GetProperty("count").GetInt32().ShouldBe(bucket.GetProperty("age").GetString() == age ? ids.Length : 0);
        var total = ageing.GetProperty("total");
        (total.GetProperty("overFen").GetInt64() - total.GetProperty("shortFen").GetInt64()).ShouldBe(
            (await books.Differences(hospital)).Where(d => ids.Contains(d.Id)).Sum(d => d.DifferenceFen));
    }

    [Fact]
    public async Task The_month_has_its_days_what_has_not_arrived_and_the_lines_to_sign_on()
    {
        var month = await Get("month", "&month=2026-11");

        var day = month.GetProperty("days").EnumerateArray().Single(d => d.GetProperty("day").GetString() == "2026-11-23");
        var channel = planted.Channel.Where(c => c.Line.Status != LineStatus.Failed).ToList();
        day.GetProperty("channelFen").GetInt64().ShouldBe(channel.Where(c => c.Day == Day).Sum(Net));
        day.GetProperty("platformFen").GetInt64().ShouldBe(
            planted.Payments.Where(p => ChinaDays.Of(p.PaidAt) == Day).Sum(p => p.Amount.Fen)
            - planted.Refunds.Where(r => ChinaDays.Of(r.At) == Day).Sum(r => r.Amount.Fen));
        month.GetProperty("unsettledFen").GetInt64().ShouldBe(channel.Sum(Net));
        (await Csv("month", "&month=2026-11")).TrimEnd().Split("\r\n")[^3..].ShouldBe(["制表：", "复核：", "财务负责人："]);
        using var refused = await http.GetAsync($"/reports/month?hospitalId={hospital}&month=2026-13");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        static long Net((DateOnly, StatementLine Line) c) => c.Line.AmountFen * (c.Line.Kind == LineKind.Payment ? 1 : -1);
    }

    [Theory]
    [InlineData("day-summary", "&day=2026-11-23", 15)]
    [InlineData("channel-share", "&from=2026-11-22&to=2026-11-23", 4)]
    [InlineData("refunds", "&from=2026-11-22&to=2026-11-23", 14)]
    [InlineData("income", "&from=2026-11-22&to=2026-11-23", 7)]
    [InlineData("suspense-ageing", "", 4)]
    [InlineData("takings-by-hour", "&day=2026-11-23", 4)]
    [InlineData("month", "&month=2026-11", 7)]
    public async Task Each_report_is_a_workbook_too(string report, string query, int columns)
    {
        var bytes = await http.GetByteArrayAsync($"/reports/{report}?hospitalId={hospital}{query}&format=xlsx&lang=en");

        using var file = new MemoryStream(bytes);
        var rows = file.Query().Select(row => ((IDictionary<string, object?>)row).Values).ToList();
        rows[0].Count.ShouldBe(columns);
        rows.Count.ShouldBeGreaterThan(1);
    }

    private static void ShouldBe(JsonElement side, List<(LineKind Kind, long Fen)> lines)
    {
        var gross = lines.Where(l => l.Kind == LineKind.Payment).Sum(l => l.Fen);
        var refunds = lines.Where(l => l.Kind == LineKind.Refund).Sum(l => l.Fen);
        side.ToString().ShouldBe(
            $$"""{"count":{{lines.Count}},"grossFen":{{gross}},"refundsFen":{{refunds}},"netFen":{{gross - refunds}}}""");
    }

    private Task<JsonElement> Get(string report, string query) =>
        http.GetFromJsonAsync<JsonElement>($"/reports/{report}?hospitalId={hospital}{query}");

    private Task<string> Csv(string report, string query) =>
        http.GetStringAsync($"/reports/{report}?hospitalId={hospital}{query}&format=csv");
}
