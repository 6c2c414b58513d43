using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Fetching;
using MobilePay.Reconciliation.Persistence;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features.Fetching;

/// <summary>A night and a morning of one hospital, with the other services and the clock in the test's hand.</summary>
[Collection(nameof(Books))]
public sealed class TimetableTests(Books books) : IAsyncLifetime
{
    private const string Order = "P20261123120000000000000001";
    private const string At = "2026-11-23T12:00:00+08:00";
    private static readonly DateOnly Day = new(2026, 11, 23);
    private readonly string hospital = "time-" + Guid.NewGuid().ToString("N");
    private readonly FakeTimeProvider clock = new(China(23, 12, 0));
    private Neighbours neighbours = null!;
    private WebApplicationFactory<ReconciliationDbContext> service = null!;

    public async Task InitializeAsync()
    {
        neighbours = await Neighbours.Start();
        service = books.Service(neighbours).WithWebHostBuilder(web =>
            web.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock)));
        neighbours.On("GET /hospitals", 200, $$"""[{"id":"{{hospital}}","name":"示例人民医院"}]""");
        neighbours.On("GET /statements/merchants", 200,
            $$"""[{"hospitalId":"{{hospital}}","channel":"wechat","merchantId":"{{PlantedDay.Merchant}}"}]""");
        neighbours.On("GET /handovers/", 404, """{"code":"handover.not-there"}""");
        neighbours.On("GET /statements/" + hospital, 404, """{"code":"statement.not-there"}""");
        await Paid();
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await neighbours.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_is_asked_before_the_day_is_over_or_twice_for_one_time()
    {
        await LookAt(China(23, 23, 4));
        Pulls().ShouldBe(0);

        await LookAt(China(23, 23, 5));
        await LookAt(China(23, 23, 6));
        Pulls().ShouldBe(1);

        await LookAt(China(23, 23, 30));
        Pulls().ShouldBe(2);
    }

    [Fact]
    public async Task A_day_that_was_pushed_is_not_pulled_and_is_reconciled_by_itself()
    {
        await Push();

        await LookAt(China(23, 23, 5));

        Pulls().ShouldBe(0);
        (await Run(Day)).ShouldNotBeNull();
        await using var db = books.Open();
        (await db.StirredDays.AnyAsync(s => s.HospitalId == hospital)).ShouldBeFalse();
    }

    [Fact]
    public async Task After_a_night_without_a_day_a_provisional_one_stands_in_until_the_true_one_comes()
    {
        await LookAt(China(24, 0, 31));
        (await Handovers()).ShouldBeEmpty();

        await LookAt(China(24, 6, 0));

        var provisional = (await Handovers()).ShouldHaveSingleItem();
        (provisional.IsProvisional, provisional.Payments, provisional.PaymentsFen, provisional.Refunds, provisional.RefundsFen)
            .ShouldBe((true, 1, 5340L, 1, 1850L));
        (await Tried("his", ""))!.AlarmedAt.ShouldBe(China(24, 6, 0));

        neighbours.On("GET /handovers/", 200, Document());
        await LookAt(China(24, 7, 0));

        (await Handovers()).Select(h => (h.IsProvisional, h.Status)).ShouldBe(
            [(true, SourceStatus.Replaced), (false, SourceStatus.Current)], ignoreOrder: true);
        (await Tried("his", ""))!.LastProblem.ShouldBeNull();
        await LookAt(China(24, 9, 0));
        (await Handovers()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_statement_is_asked_for_by_the_quarter_until_it_comes_and_then_no_more()
    {
        await LookAt(China(24, 10, 29));
        Fetches().ShouldBe(0);
        await LookAt(China(24, 10, 30));
        await LookAt(China(24, 10, 31));
        Fetches().ShouldBe(1);

        neighbours.On("GET /statements/" + hospital, 200, Bill());
        await LookAt(China(24, 10, 45));
        await LookAt(China(24, 11, 0));

        Fetches().ShouldBe(2);
        var row = (await Expected()).ShouldHaveSingleItem();
        (Text(row, "status"), Text(row, "lastProblem"), Text(row, "alarmedAt")).ShouldBe(("arrived", null, null));
        (await Run(Day)).ShouldNotBeNull();
    }

    [Fact]
    public async Task After_two_o_clock_a_person_is_called_once_and_the_row_says_why()
    {
        await LookAt(China(24, 13, 59));
        (await Tried("wechat", PlantedDay.Merchant))!.AlarmedAt.ShouldBeNull();

        await LookAt(China(24, 14, 0));
        await LookAt(China(24, 14, 1));

        (await Tried("wechat", PlantedDay.Merchant))!.AlarmedAt.ShouldBe(China(24, 14, 0));
        var row = (await Expected()).ShouldHaveSingleItem();
        (Text(row, "status"), Text(row, "lastProblem")).ShouldBe(("missing", "statement.not-there"));
        Text(row, "alarmedAt").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_morning_on_which_nothing_ran_is_made_up_in_the_afternoon()
    {
        neighbours.On("GET /statements/" + hospital, 200, Bill());

        await LookAt(China(24, 18, 0));

        Text((await Expected()).ShouldHaveSingleItem(), "status").ShouldBe("arrived");
        (await Tried("wechat", PlantedDay.Merchant))!.AlarmedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_day_on_which_nothing_was_sold_waits_for_no_file()
    {
        neighbours.On("GET /statements/" + hospital, 404, $$"""{"code":"{{FetchTry.NoTrade}}"}""");

        await LookAt(China(24, 10, 30));
        await LookAt(China(24, 14, 0));

        Fetches().ShouldBe(1);
        Text((await Expected()).ShouldHaveSingleItem(), "status").ShouldBe("arrived");
    }

    [Fact]
    public async Task A_bad_file_is_evidence_and_is_asked_for_again()
    {
        neighbours.On("GET /statements/" + hospital, 200, "no bill at all");
        await LookAt(China(24, 10, 30));
        Text((await Expected()).ShouldHaveSingleItem(), "status").ShouldBe("refused");

        neighbours.On("GET /statements/" + hospital, 200, Bill());
        await LookAt(China(24, 10, 45));

        Text((await Expected()).ShouldHaveSingleItem(), "status").ShouldBe("arrived");
    }

    [Fact]
    public async Task A_later_source_reconciles_the_days_around_it_again()
    {
        await Push();
        await LookAt(China(24, 0, 0));
        var before = (await Run(Day))!;
        neighbours.On("GET /statements/" + hospital, 200, Bill(24, Order[..^1] + "2"));

        await LookAt(China(25, 10, 30));

        (await Run(Day.AddDays(1))).ShouldNotBeNull();
        (await Run(Day))!.RanAt.ShouldBeGreaterThan(before.RanAt);
    }

    [Fact]
    public async Task What_is_missing_can_be_fetched_by_hand_before_its_time()
    {
        neighbours.On("GET /handovers/", 200, Document());
        neighbours.On("GET /statements/" + hospital, 200, Bill());
        using var http = service.CreateClient();

        var pulled = await http.PostAsync($"/handovers/{hospital}/2026-11-23/pull", null);
        var fetched = await http.PostAsync($"/statements/{hospital}/2026-11-23/fetch", null);

        Text(await pulled.Content.ReadFromJsonAsync<JsonElement>(), "status").ShouldBe("current");
        Text((await fetched.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Single(), "status").ShouldBe("arrived");
        neighbours.On("GET /handovers/", 404, """{"code":"handover.not-there"}""");
        var again = await http.PostAsync($"/handovers/{hospital}/2026-11-23/pull", null);
        Text(await again.Content.ReadFromJsonAsync<JsonElement>(), "code").ShouldBe("handover.not-there");
    }

    private async Task Paid()
    {
        await using var db = books.Open();
        db.Add(new PlatformPayment
        {
            HospitalId = hospital,
            OrderNo = Order,
            Channel = "wechat",
            MerchantId = PlantedDay.Merchant,
            ChannelTradeNo = "T" + Order,
            Amount = Money.FromFen(5340),
            PaidAt = China(23, 12, 0),
        });
        db.Add(new HospitalAnswer
        {
            HospitalId = hospital,
            OrderNo = Order,
            HisDocNo = "H1",
            Amount = Money.FromFen(5340),
            BusinessDate = Day,
            ConfirmedAt = China(23, 12, 1),
        });
        db.Add(new PlatformRefund
        {
            HospitalId = hospital,
            RefundNo = "R" + Order,
            OrderNo = Order,
            HisRefundNo = "HR1",
            Amount = Money.FromFen(1850),
            At = China(23, 15, 0),
            Status = LineStatus.Done,
        });
        await db.SaveChangesAsync();
    }

    private async Task Push()
    {
        using var http = service.CreateClient();
        using var body = new StringContent(Document());
        (await http.PostAsync($"/handovers/{hospital}/2026-11-23", body)).EnsureSuccessStatusCode();
    }

    private string Document() => HandoverFile.Of(hospital, "2026-11-23",
        new("PAYMENT", Order, null, "WECHAT", 5340, At), new("REFUND", Order, "HR1", "WECHAT", 1850, At)).ToJsonString();

    private static string Bill(int day = 23, string order = Order) => BillWriter.WeChat([new(1, LineKind.Payment, LineStatus.Done,
        PlantedDay.Merchant, order, null, "T" + order, null, 5340, 20, China(day, 12, 0).ToOffset(TimeSpan.FromHours(8)))]);

    /// <summary>One look of the timetable at that moment, and at what it brought.</summary>
    private async Task LookAt(DateTimeOffset now)
    {
        clock.SetUtcNow(now);
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<KeepTimetable>().Do(default);
        await scope.ServiceProvider.GetRequiredService<ReconcileStirred>().Do(default);
    }

    private int Pulls() => neighbours.Calls.Count(c => c == $"GET /handovers/{hospital}/2026-11-23");

    private int Fetches() => neighbours.Calls.Count(c => c.StartsWith($"GET /statements/{hospital}", StringComparison.Ordinal)
        && c.EndsWith("2026-11-23", StringComparison.Ordinal));

    private async Task<List<Handover>> Handovers()
    {
        await using var db = books.Open();
        return await db.Handovers.AsNoTracking().Where(h => h.HospitalId == hospital && h.Day == Day).ToListAsync();
    }

    private async Task<Run?> Run(DateOnly day)
    {
        await using var db = books.Open();
        return await db.Runs.AsNoTracking().Where(r => r.HospitalId == hospital && r.Day == day)
            .OrderByDescending(r => r.RanAt).FirstOrDefaultAsync();
    }

    private async Task<FetchTry?> Tried(string channel, string merchant)
    {
        await using var db = books.Open();
        return await db.FetchTries.AsNoTracking().SingleOrDefaultAsync(t => t.HospitalId == hospital && t.Day == Day
            && t.Channel == channel && t.MerchantId == merchant);
    }

    private async Task<List<JsonElement>> Expected()
    {
        using var http = service.CreateClient();
        return [.. (await http.GetFromJsonAsync<JsonElement>($"/statements/{hospital}/2026-11-23/expected")).EnumerateArray()];
    }

    private static string? Text(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) ? value.GetString() : null;

    private static DateTimeOffset China(int day, int hour, int minute) =>
        new DateTimeOffset(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(8)).ToUniversalTime();
}
