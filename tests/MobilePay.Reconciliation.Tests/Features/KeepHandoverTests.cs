using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features;

[Collection(nameof(Books))]
public sealed class KeepHandoverTests(Books books)
{
    private const string At = "2026-11-23T12:00:00+08:00";
    private static readonly DateOnly Day = PlantedDay.Day;
    private static readonly HandoverFile.Row First = new("PAYMENT", "P20261123120000000000000001", null, "WECHAT", 5340, At);
    private static readonly HandoverFile.Row Second = new("PAYMENT", "P20261123120000000000000002-1", null, "ALIPAY", 100, At);
    private static readonly HandoverFile.Row Third = new("PAYMENT", "P20261123120000000000000002-2", null, "ALIPAY", 200, At);
    private static readonly HandoverFile.Row Back = new("REFUND", "P20261123120000000000000001", "HR1", "WECHAT", 1850, At);
    private readonly string hospital = "hand-" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_day_is_kept_with_its_lines_and_totals()
    {
        var kept = (await Keep(Document())).Value!;

        (kept.Status, kept.Lines, kept.Payments, kept.Refunds).ShouldBe((SourceStatus.Current, 4, 3, 1));
        (kept.PaymentsFen, kept.RefundsFen).ShouldBe((5640, 1850));
        (await Lines()).ShouldBe(
            [
                ("P20261123120000000000000001", "P20261123120000000000000001", 0, "wechat", 5340),
                ("P20261123120000000000000002", "P20261123120000000000000002-1", 1, "alipay", 100),
                ("P20261123120000000000000002", "P20261123120000000000000002-2", 2, "alipay", 200),
                ("HR1", "HR1", 0, "wechat", 1850),
            ]);
    }

    [Fact]
    public async Task The_same_day_handed_over_twice_is_kept_once()
    {
        var first = (await Keep(Document())).Value!;

        (await Keep(Document())).Value!.Id.ShouldBe(first.Id);

        (await Lines()).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_later_hand_over_takes_the_place_of_the_former()
    {
        await Keep(Document());

        await Keep(HandoverFile.Of(hospital, "2026-11-23", First));

        (await Lines()).ShouldHaveSingleItem();
        await using var db = books.Open();
        (await db.Handovers.Where(h => h.HospitalId == hospital).Select(h => h.Status).ToListAsync()).ShouldBe(
            [SourceStatus.Replaced, SourceStatus.Current], ignoreOrder: true);
    }

    public static TheoryData<string, Action<JsonObject>> Faults() => new()
    {
        { "handover.other-institution", d => d["institution"] = "SYN999999" },
        { "handover.other-day", d => d["businessDate"] = "2026-11-24" },
        { "handover.lines-missing", d => d["lines"]!.AsArray().RemoveAt(3) },
        { "handover.total-differs", d => d["totals"]![0]!["paymentFen"] = 5341 },
        { "handover.total-differs", d => d["totals"]![0]!["refundCount"] = 2 },
        { "handover.total-differs", d => d["totals"]!.AsArray().RemoveAt(1) },
        { "handover.digest-differs", d => d["lines"]![0]!["hisDocNo"] = "H9" },
        { "handover.digest-differs", d => d["digest"] = new string('0', 64) },
        { "handover.line", d => d["lines"]![2]!["lineNo"] = 2 },
        { "handover.line", d => d["lines"]![0]!["amountFen"] = -1 },
        { "handover.line", d => d["lines"]![0]!["kind"] = "CHARGE" },
        { "handover.line", d => d["lines"]![3]!["refundNo"] = null },
        { "handover.line", d => d["lines"]![0]!["orderNo"] = "" },
        { "handover.line", d => d["lines"]![0]!["channel"] = null },
        { "handover.line", d => d["lines"]![0]!["at"] = "noon" },
        { "handover.unreadable", d => d["lines"]![0]!["amountFen"] = 53.4 },
        { "handover.unreadable", d => d.Remove("totals") },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task What_does_not_agree_with_itself_is_refused_and_kept_as_evidence(string code, Action<JsonObject> spoil)
    {
        var former = (await Keep(HandoverFile.Of(hospital, "2026-11-23", First))).Value!;
        var document = Document();
        spoil(document);

        var refused = await Keep(document);

        refused.Error!.Code.ShouldBe(code);
        (await Lines()).ShouldHaveSingleItem();
        await using var db = books.Open();
        var all = await db.Handovers.Where(h => h.HospitalId == hospital).ToListAsync();
        all.Single(h => h.Id == former.Id).Status.ShouldBe(SourceStatus.Current);
        all.Single(h => h.Id != former.Id).RefusedFor.ShouldBe(code);
    }

    [Fact]
    public async Task A_hand_over_that_breaks_off_is_refused()
    {
        await using var db = books.Open();
        var bytes = Document().Bytes();

        var refused = await new KeepHandover(db, books.Settings, books.Clock)
            .Do(hospital, Day, bytes[..(bytes.Length / 2)], default);

        refused.Error!.Code.ShouldBe("handover.unreadable");
    }

    private JsonObject Document() => HandoverFile.Of(hospital, "2026-11-23", First, Second, Third, Back);

    private async Task<Result<Handover>> Keep(JsonObject document)
    {
        await using var db = books.Open();
        return await new KeepHandover(db, books.Settings, books.Clock).Do(hospital, Day, document.Bytes(), default);
    }

    private sealed record Line(string Key, string Number, short Part, string Channel, long AmountFen);

    private async Task<List<(string, string, short, string, long)>> Lines()
    {
        await using var db = books.Open();
        var lines = await db.Database.SqlQuery<Line>(
            $"select key, number, part, channel, amount_fen from handover_lines where hospital_id = {hospital} order by line_no")
            .ToListAsync();
        return lines.ConvertAll(l => (l.Key, l.Number, l.Part, l.Channel, l.AmountFen));
    }
}
