using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features.Closings;

/// <summary>A day is closed by two persons when nothing is left of it, and takes nothing more.</summary>
[Collection(nameof(Books))]
public sealed class CloseDayTests(Books books)
{
    private const string Day = "2026-11-23";

    [Fact]
    public async Task One_proposes_and_another_signs_and_the_day_is_locked()
    {
        await using var desk = await Settled(books);
        var proposed = await Post(desk.First, desk, "propose");
        proposed.GetProperty("status").GetString().ShouldBe("proposed");
        var digest = proposed.GetProperty("digest").GetString();

        using var own = await desk.First.PostAsJsonAsync(At(desk, "approve"), new { digest });
        await ShouldRefuse(own, HttpStatusCode.Forbidden, "close.own");
        var closed = await Post(desk.Second, desk, "approve", new { digest });

        closed.GetProperty("status").GetString().ShouldBe("closed");
        closed.GetProperty("isGenuine").GetBoolean().ShouldBeTrue();
        var report = await desk.First.GetStringAsync(At(desk, "report"));
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(report)))
            .ShouldBe(digest);
        report.ShouldContain("account\tCH_RECV/wechat/1900000001\t5340\t0");
        using var run = await desk.First.PostAsync($"/reconciliations/{desk.Hospital}/{Day}", null);
        await ShouldRefuse(run, HttpStatusCode.Conflict, "day.closed");
    }

    [Fact]
    public async Task What_blocks_a_day_is_named()
    {
        await using var desk = await Desk.Open(books);
        await desk.Order(5340, 5340, null);
        var before = await desk.First.GetFromJsonAsync<JsonElement>(At(desk, null));
        Codes(before).ShouldBe(["handover-missing", "statement-missing", "not-reconciled"]);
        await desk.Reconcile();
        Codes(await desk.First.GetFromJsonAsync<JsonElement>(At(desk, null))).ShouldBe(["differences-open"]);

        using var refused = await desk.First.PostAsync(At(desk, "propose"), null);

        await ShouldRefuse(refused, HttpStatusCode.Conflict, "close.blocked");
    }

    [Fact]
    public async Task A_provisional_hand_over_or_a_source_after_the_run_blocks()
    {
        await using var desk = await Settled(books);
        await using var db = books.Open();
        books.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = books.Clock.GetUtcNow();
        await db.Handovers.Where(h => h.HospitalId == desk.Hospital).ExecuteUpdateAsync(set => set
            .SetProperty(h => h.IsProvisional, true).SetProperty(h => h.ReceivedAt, later));

        Codes(await desk.First.GetFromJsonAsync<JsonElement>(At(desk, null))).ShouldBe(["handover-provisional", "run-outdated"]);
    }

    [Fact]
    public async Task Days_are_closed_in_their_order_and_not_before_they_are_over()
    {
        await using var desk = await Settled(books);
        await using var db = books.Open();
        await books.PutHandover(db, desk.Hospital, Desk.Day.AddDays(-1), []);

        Codes(await desk.First.GetFromJsonAsync<JsonElement>(At(desk, null))).ShouldBe(["earlier-day-open"]);
        var future = await desk.First.GetFromJsonAsync<JsonElement>($"/closes/{desk.Hospital}/2099-01-01");
        Codes(future).ShouldContain("day-not-over");
    }

    [Fact]
    public async Task What_is_booked_after_the_proposal_makes_it_stale()
    {
        await using var desk = await Settled(books);
        var digest = (await Post(desk.First, desk, "propose")).GetProperty("digest").GetString();
        await desk.Order(100, 100, 100, isConfirmed: true);

        using var stale = await desk.Second.PostAsJsonAsync(At(desk, "approve"), new { digest });

        await ShouldRefuse(stale, HttpStatusCode.Conflict, "close.stale");
        await desk.Reconcile();
        (await Post(desk.First, desk, "propose")).GetProperty("revision").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Opened_again_both_reports_are_kept()
    {
        await using var desk = await Settled(books);
        await Close(desk);
        using var bare = await desk.Second.PostAsJsonAsync(At(desk, "reopen"), new { reason = "" });
        await ShouldRefuse(bare, HttpStatusCode.BadRequest, "close.reason");
        (await Post(desk.Second, desk, "reopen", new { reason = "渠道补了一笔" })).GetProperty("status").GetString()
            .ShouldBe("reopened");
        await desk.Order(100, 100, 100, isConfirmed: true);
        await desk.Reconcile();

        await Close(desk);

        var list = await desk.First.GetFromJsonAsync<JsonElement>($"/closes?hospitalId={desk.Hospital}&from={Day}&to={Day}");
        list.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("status").GetString())
            .ShouldBe(["closed", "reopened"]);
        var first = await desk.First.GetStringAsync(At(desk, "report") + "?revision=1");
        first.ShouldNotBe(await desk.First.GetStringAsync(At(desk, "report")));
    }

    [Fact]
    public async Task Only_the_last_closed_day_is_opened_again()
    {
        await using var desk = await Settled(books);
        await Close(desk);
        await using var db = books.Open();
        var next = new Closing
        {
            HospitalId = desk.Hospital,
            Day = Desk.Day.AddDays(1),
            Revision = 1,
            Report = "",
            Digest = "",
            ProposedBy = new(Guid.NewGuid(), "甲"),
            ProposedAt = Desk.Noon,
        };
        next.Close(new(Guid.NewGuid(), "乙"), Desk.Noon, _ => ("s", "k"));
        db.Closings.Add(next);
        await db.SaveChangesAsync();

        using var refused = await desk.Second.PostAsJsonAsync(At(desk, "reopen"), new { reason = "看一看再说" });

        await ShouldRefuse(refused, HttpStatusCode.Conflict, "close.later-closed");
    }

    [Fact]
    public async Task A_report_that_was_changed_does_not_fit_its_signature()
    {
        await using var desk = await Settled(books);
        await Close(desk);
        await using var db = books.Open();
        await db.Database.ExecuteSqlAsync(
            $"update closings set report = replace(report, '5340', '5341') where hospital_id = {desk.Hospital}");

        (await desk.First.GetFromJsonAsync<JsonElement>(At(desk, null))).GetProperty("isGenuine").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Of_many_who_close_at_once_one_does_and_nothing_is_booked_on_the_day_meanwhile()
    {
        await using var desk = await Settled(books);
        var digest = (await Post(desk.First, desk, "propose")).GetProperty("digest").GetString();

        var approving = Enumerable.Range(0, 10).Select(i =>
            (i % 2 == 0 ? desk.Second : desk.Third).PostAsJsonAsync(At(desk, "approve"), new { digest })).ToArray();
        var booking = Enumerable.Range(0, 10).Select(i => desk.Tell(book => book.Took(
            [new(Guid.NewGuid(), desk.Hospital, "PX" + i, "wechat", "1900000001", "T", 100, Desk.Noon)], default))).ToArray();
        await Task.WhenAll(booking);
        var answers = await Task.WhenAll(approving);

        var isClosed = answers.Any(a => a.IsSuccessStatusCode);
        answers.Count(a => a.IsSuccessStatusCode).ShouldBeLessThanOrEqualTo(1);
        await using var db = books.Open();
        var onDay = await db.JournalEntries.CountAsync(e => e.HospitalId == desk.Hospital && e.Day == Desk.Day);
        if (isClosed)
            onDay.ShouldBe(2);
        (await db.JournalEntries.CountAsync(e => e.HospitalId == desk.Hospital)).ShouldBe(12);
    }

    private static async Task<Desk> Settled(Books books)
    {
        var desk = await Desk.Open(books);
        await desk.Order(5340, 5340, 5340, isConfirmed: true);
        await desk.Reconcile();
        return desk;
    }

    private static async Task Close(Desk desk)
    {
        var digest = (await Post(desk.First, desk, "propose")).GetProperty("digest").GetString();
        await Post(desk.Second, desk, "approve", new { digest });
    }

    private static string At(Desk desk, string? what) => $"/closes/{desk.Hospital}/{Day}" + (what is null ? "" : "/" + what);

    private static IEnumerable<string?> Codes(JsonElement close) =>
        close.GetProperty("blocks").EnumerateArray().Select(b => b.GetProperty("code").GetString());

    private static async Task<JsonElement> Post(HttpClient who, Desk desk, string what, object? body = null)
    {
        using var answer = await who.PostAsJsonAsync(At(desk, what), body ?? new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task ShouldRefuse(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, body);
        JsonDocument.Parse(body).RootElement.GetProperty("code").GetString().ShouldBe(code);
    }
}
