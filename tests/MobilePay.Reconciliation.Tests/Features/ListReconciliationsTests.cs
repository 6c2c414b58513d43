using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features;

[Collection(nameof(Books))]
public sealed class ListReconciliationsTests(Books books)
{
    private readonly string hospital = "list-" + Guid.NewGuid().ToString("N");

    private string List(string more = "") => $"/reconciliations?hospitalId={hospital}&from=2020-01-01&to=2099-12-31{more}";

    [Fact]
    public async Task Each_day_has_its_latest_run_with_its_sums_and_pages_follow_each_other()
    {
        var planted = new PlantedDay(seed: 5, orders: 20);
        await books.Put(hospital, planted);
        await books.Reconcile(hospital, PlantedDay.Day.AddDays(-1));
        await books.Reconcile(hospital, PlantedDay.Day);
        var last = await books.Reconcile(hospital, PlantedDay.Day);
        await using var service = books.Service();
        using var http = service.CreateClient();

        var first = await http.GetFromJsonAsync<JsonElement>(List("&take=1"));
        var second = await http.GetFromJsonAsync<JsonElement>(List("&take=1&cursor=" + first.GetProperty("next").GetString()));

        var row = first.GetProperty("rows")[0];
        row.GetProperty("day").GetString().ShouldBe("2026-11-23");
        row.GetProperty("matched").GetInt32().ShouldBe(last.Matched);
        row.GetProperty("totals").GetProperty("hospitalFen").GetInt64().ShouldBe(planted.Hospital
            .Where(h => h.Day == PlantedDay.Day).Sum(h => h.Line.AmountFen * (1 - 2 * (int)h.Line.Kind)));
        first.GetProperty("total").GetProperty("count").GetInt32().ShouldBe(2);
        second.GetProperty("rows")[0].GetProperty("day").GetString().ShouldBe("2026-11-22");
        second.TryGetProperty("next", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_has_every_day_however_many_and_a_filter_of_too_many_is_refused()
    {
        await using (var db = books.Open())
            await db.Database.ExecuteSqlAsync($"""
                insert into runs (id, hospital_id, day, ran_at, took, matched, is_complete)
                select gen_random_uuid(), {hospital}, date '2021-01-01' + n, now(), 0, n, true from generate_series(0, 2499) n
                """);
        await using var service = books.Service();
        using var http = service.CreateClient();

        var lines = (await http.GetStringAsync(List("&format=csv&lang=en"))).TrimEnd().Split("\r\n");

        lines.Length.ShouldBe(2501);
        lines[0].TrimStart('\uFEFF').ShouldStartWith("Day,Ran at,Complete,Matched");
        lines.Skip(1).Select(line => line[..10]).Distinct().Count().ShouldBe(2500);
        SheetFile.TooMany(200_001).Code.ShouldBe("export.too-many");
    }

    [Fact]
    public async Task A_cursor_of_something_else_is_refused()
    {
        await using var service = books.Service();
        using var http = service.CreateClient();

        using var answer = await http.GetAsync(List("&cursor=bm8"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("list.cursor");
    }
}
