using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features;

/// <summary>What comes for a day that is closed changes nothing and is not lost.</summary>
[Collection(nameof(Books))]
public sealed class ClosedDayTests(Books books) : IAsyncLifetime
{
    private const string Order = "P20261123120000000000000001";
    private readonly string hospital = "shut-" + Guid.NewGuid().ToString("N");

    public async Task InitializeAsync()
    {
        await using var db = books.Open();
        var now = books.Clock.GetUtcNow();
        var closing = new Closing
        {
            HospitalId = hospital,
            Day = PlantedDay.Day,
            Revision = 1,
            Report = "the day",
            Digest = new string('0', 64),
            ProposedBy = new(Guid.NewGuid(), "王会计"),
            ProposedAt = now,
        };
        closing.Close(new(Guid.NewGuid(), "李主管"), now, _ => ("signed", "k1"));
        db.Add(closing);
        await db.SaveChangesAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_hand_over_is_refused_and_kept_as_evidence_once()
    {
        var document = HandoverFile.Of(hospital, "2026-11-23",
            new HandoverFile.Row("PAYMENT", Order, null, "WECHAT", 5340, "2026-11-23T12:00:00+08:00")).ToJsonString();

        await Refused($"/handovers/{hospital}/2026-11-23", document, "handover.day-closed");
        await Refused($"/handovers/{hospital}/2026-11-23", document, "handover.day-closed");

        await using var db = books.Open();
        var kept = await db.Handovers.SingleAsync(h => h.HospitalId == hospital);
        (kept.Status, kept.RefusedFor).ShouldBe((SourceStatus.Refused, "handover.day-closed"));
        (await db.Database.SqlQuery<int>(
            $"select count(*)::int as \"Value\" from handover_lines where hospital_id = {hospital}").SingleAsync()).ShouldBe(0);
        (await db.StirredDays.AnyAsync(s => s.HospitalId == hospital)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_statement_is_refused_and_kept_as_evidence()
    {
        var bill = BillWriter.WeChat([new(1, LineKind.Payment, LineStatus.Done, PlantedDay.Merchant, Order, null, "T", null,
            5340, 20, new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.FromHours(8)))]);

        await Refused($"/statements/{hospital}/wechat/{PlantedDay.Merchant}/2026-11-23", bill, "statement.day-closed");

        await using var db = books.Open();
        var kept = await db.Statements.SingleAsync(s => s.HospitalId == hospital);
        (kept.Status, kept.RefusedFor).ShouldBe((SourceStatus.Refused, "statement.day-closed"));
        (await db.Database.SqlQuery<int>(
            $"select count(*)::int as \"Value\" from channel_lines where hospital_id = {hospital}").SingleAsync()).ShouldBe(0);
        (await db.StirredDays.AnyAsync(s => s.HospitalId == hospital)).ShouldBeFalse();
    }

    private async Task Refused(string path, string content, string code)
    {
        using var http = books.Service().CreateClient();
        using var body = new StringContent(content);
        var answer = await http.PostAsync(path, body);
        (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString())
            .ShouldBe((HttpStatusCode.Conflict, code));
    }
}
