using System.Text;
using Microsoft.EntityFrameworkCore;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features;

[Collection(nameof(Books))]
public sealed class KeepStatementTests(Books books)
{
    private static readonly DateOnly Day = PlantedDay.Day;
    private readonly string hospital = "files-" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_file_is_kept_with_its_lines_its_totals_and_its_bytes()
    {
        var bytes = File([Line(1, 5340), Line(2, 10000), Line(1, 1850, LineKind.Refund)]);

        var kept = (await Keep(bytes)).Value!;

        (kept.Status, kept.Lines, kept.Payments, kept.Refunds).ShouldBe((SourceStatus.Current, 3, 2, 1));
        (kept.PaymentsFen, kept.RefundsFen, kept.FeesFen).ShouldBe((15340, 1850, 2));
        (await Lines(kept.Id)).ShouldBe(3);
        (await Bytes(kept.Id)).ShouldBe(bytes);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        var bytes = File([Line(1, 5340)]);
        var first = (await Keep(bytes)).Value!;

        (await Keep(bytes)).Value!.Id.ShouldBe(first.Id);

        (await Statements()).ShouldHaveSingleItem();
        (await Lines(first.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task A_later_file_takes_the_place_of_the_former_and_both_are_kept()
    {
        var first = (await Keep(File([Line(1, 5340), Line(2, 100)]))).Value!;

        var second = (await Keep(File([Line(1, 5340)]))).Value!;

        (await Statements()).Select(s => (s.Id, s.Status)).ShouldBe(
            [(first.Id, SourceStatus.Replaced), (second.Id, SourceStatus.Current)], ignoreOrder: true);
        (await Lines(first.Id)).ShouldBe(0);
        (await Lines(second.Id)).ShouldBe(1);
        (await Bytes(first.Id)).Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_file_that_ends_early_leaves_nothing_but_itself_and_the_former_counts_on()
    {
        var former = (await Keep(File([Line(1, 5340)]))).Value!;
        var bytes = File([Line(1, 5340), Line(2, 100)])[..^40];

        var refused = await Keep(bytes);

        refused.Error!.Code.ShouldStartWith("statement.");
        (await Lines(former.Id)).ShouldBe(1);
        var statements = await Statements();
        statements.Single(s => s.Id == former.Id).Status.ShouldBe(SourceStatus.Current);
        var evidence = statements.Single(s => s.Id != former.Id);
        (evidence.Status, evidence.RefusedFor).ShouldBe((SourceStatus.Refused, refused.Error.Code));
        (await Lines(evidence.Id)).ShouldBe(0);
        (await Bytes(evidence.Id)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_bad_file_that_comes_again_and_again_is_evidence_once()
    {
        var bytes = File([Line(1, 5340)])[..^40];
        var first = await Keep(bytes);

        (await Keep(bytes)).Error!.Code.ShouldBe(first.Error!.Code);

        (await Statements()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_statement_of_another_merchant_is_refused()
    {
        var refused = await Keep(File([Line(1, 5340) with { MerchantId = "1900000099" }]));

        refused.Error!.Code.ShouldBe("statement.other-merchant");
    }

    [Fact]
    public async Task Twenty_clerks_with_the_same_file_keep_it_once()
    {
        var bytes = File([Line(1, 5340)]);

        var kept = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Keep(bytes)));

        kept.Select(k => k.Value!.Id).Distinct().ShouldHaveSingleItem();
        (await Statements()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_replaced_file_opens_only_its_own_items_again()
    {
        await Keep(File([Line(1, 5340), Line(2, 100)]));
        await books.Reconcile(hospital, Day);
        var before = await books.Differences(hospital);
        before.Count.ShouldBe(2);
        await using (var db = books.Open())
            await db.Differences.Where(d => d.HospitalId == hospital)
                .ExecuteUpdateAsync(d => d.SetProperty(x => x.Status, DifferenceStatus.Closed));

        await Keep(File([Line(1, 5340), Line(2, 99)]));
        await books.Reconcile(hospital, Day);

        (await books.Differences(hospital)).Select(d => (d.ChannelFen, d.Status)).ShouldBe(
            [(5340, DifferenceStatus.Closed), (99, DifferenceStatus.Open)], ignoreOrder: true);
    }

    private async Task<Result<Statement>> Keep(byte[] bytes)
    {
        await using var db = books.Open();
        return await new KeepStatement(db, books.Settings, books.Clock).Do(
            new(hospital, "wechat", PlantedDay.Merchant, Day, "bill.csv"), new MemoryStream(bytes), default);
    }

    private async Task<List<Statement>> Statements()
    {
        await using var db = books.Open();
        return await db.Statements.AsNoTracking().Where(s => s.HospitalId == hospital).ToListAsync();
    }

    private async Task<int> Lines(Guid statement)
    {
        await using var db = books.Open();
        return await db.Database.SqlQuery<int>(
            $"select count(*)::int as \"Value\" from channel_lines where statement_id = {statement}").SingleAsync();
    }

    private async Task<byte[]> Bytes(Guid statement)
    {
        await using var db = books.Open();
        var parts = await db.Database.SqlQuery<byte[]>(
            $"select bytes as \"Value\" from source_parts where source_id = {statement} order by part_no").ToListAsync();
        return [.. parts.SelectMany(p => p)];
    }

    private static byte[] File(IEnumerable<StatementLine> lines)
    {
        return Encoding.UTF8.GetBytes(BillWriter.WeChat(lines));
    }

    private static StatementLine Line(int number, long fen, LineKind kind = LineKind.Payment)
    {
        var order = $"P20261123120000{number:D12}";
        var refund = kind == LineKind.Refund ? order + "R01" : null;
        return new(number, kind, LineStatus.Done, PlantedDay.Merchant, order, refund, "T" + order,
            refund is null ? null : "TR1", fen, kind == LineKind.Payment ? 1 : 0,
            new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.FromHours(8)));
    }
}
