using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Journal;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Reports;

/// <summary>
/// A month by days, what stands on the accounts at its end, and the lines for those who sign it. What the channels owe by the
/// journal is held against the batches that did not arrive.
/// </summary>
public static class MonthReport
{
    public sealed record Row(
        DateOnly Day, long HospitalFen, long PlatformFen, long ChannelFen, long FeesFen, int Differences, int OpenDifferences);

    public sealed record Total(
        long HospitalFen, long PlatformFen, long ChannelFen, long FeesFen, int Differences, int OpenDifferences);

    /// <param name="UnsettledFen">Gross less refunds of the batches that had not arrived when the month ended.</param>
    public sealed record Answer(
        string HospitalId, string Month, IReadOnlyList<Row> Days, Total Total, IReadOnlyList<TrialBalance.Row> Balances,
        long UnsettledFen, IReadOnlyList<string> Signatures);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/reports/month", Handle);

    internal static async Task<Results<Ok<Answer>, FileStreamHttpResult, ProblemHttpResult>> Handle(
        string hospitalId, string month, [AsParameters] ReportForm form, ReconciliationDbContext db, ChartOfAccounts chart,
        IOptions<ReconciliationOptions> options, CancellationToken stop)
    {
        if (!DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
            return new Error(ErrorKind.Invalid, "report.month", "A month is written as 2026-11.").ToProblem();

        var (last, isEnglish) = (first.AddMonths(1).AddDays(-1), form.Lang == "en");
        var days = await Days(db, hospitalId, first, last, options.Value, stop);
        var balances = await TrialBalance.Of(hospitalId, first, last, db, chart, isEnglish, stop);
        var unsettled = await db.Batches.Where(b => b.HospitalId == hospitalId && b.Day <= last
            && (b.ReceivedOn == null || b.ReceivedOn > last || b.Status != BatchStatus.Received))
            .SumAsync(b => b.GrossFen - b.RefundsFen, stop);
        string[] signatures = isEnglish ? ["Prepared by", "Checked by", "Head of finance"] : ["制表", "复核", "财务负责人"];
        var total = new Total(days.Sum(d => d.HospitalFen), days.Sum(d => d.PlatformFen), days.Sum(d => d.ChannelFen),
            days.Sum(d => d.FeesFen), days.Sum(d => d.Differences), days.Sum(d => d.OpenDifferences));
        var answer = new Answer(hospitalId, month, days, total, balances, unsettled, signatures);
        return await Report.Answer(form, answer, SheetOf(answer), days, stop);
    }

    private static Task<List<Row>> Days(ReconciliationDbContext db, string hospitalId, DateOnly first, DateOnly last,
        ReconciliationOptions options, CancellationToken stop)
    {
        var (from, to) = (ChinaDays.Midnight(first), ChinaDays.Midnight(last.AddDays(1)));
        return db.Rows<Row>($"""
            with parts as (
                select day, payments_fen - refunds_fen as h, 0::bigint as p, 0::bigint as c, 0::bigint as fees, 0 as n, 0 as open
                from handovers where hospital_id = {hospitalId} and day between {first} and {last} and status = 'Current'
                union all
                select (paid_at at time zone interval '8 hours')::date, 0, sum(amount_fen), 0, 0, 0, 0
                from platform_payments where hospital_id = {hospitalId} and paid_at >= {from} and paid_at < {to} group by 1
                union all
                select (at at time zone interval '8 hours')::date, 0, -sum(amount_fen), 0, 0, 0, 0
                from platform_refunds
                where hospital_id = {hospitalId} and at >= {from} and at < {to} and status <> 2 group by 1
                union all
                select day, 0, 0, gross_fen - refunds_fen, fees_fen, 0, 0
                from merchant_days where hospital_id = {hospitalId} and day between {first} and {last}
                union all
                select day, 0, 0, 0, 0, count(*), count(*) filter (where status not in ('Closed', 'Suspended'))
                from differences
                where hospital_id = {hospitalId} and day between {first} and {last}
                    and class not in ('Foreign', 'ZeroPair', 'InTransit')
                group by 1)
            select day, sum(h)::bigint as hospital_fen, sum(p)::bigint as platform_fen, sum(c)::bigint as channel_fen,
                sum(fees)::bigint as fees_fen, sum(n)::int as differences, sum(open)::int as open_differences
            from parts group by 1 order by 1
            """, options, stop);
    }

    // Balances and signatures stand below the days, as on the paper that is signed.
    private static Sheet<Row> SheetOf(Answer answer)
    {
        var sheet = new Sheet<Row>("month-" + answer.Month)
            .Day("日期", "Day", r => r.Day)
            .Fen("医院净额", "Hospital net", r => r.HospitalFen)
            .Fen("平台净额", "Platform net", r => r.PlatformFen)
            .Fen("渠道净额", "Channel net", r => r.ChannelFen)
            .Fen("手续费", "Fees", r => r.FeesFen)
            .Count("差异笔数", "Differences", r => r.Differences)
            .Count("未结差异", "Open differences", r => r.OpenDifferences);
        var t = answer.Total;
        sheet.Below(
            $"合计：医院 {Yuan(t.HospitalFen)}，平台 {Yuan(t.PlatformFen)}，渠道 {Yuan(t.ChannelFen)}，手续费 {Yuan(t.FeesFen)}",
            $"Total: hospital {Yuan(t.HospitalFen)}, platform {Yuan(t.PlatformFen)}, channels {Yuan(t.ChannelFen)}, "
            + $"fees {Yuan(t.FeesFen)}");
        foreach (var row in answer.Balances)
            sheet.Below(
                $"{row.Code} {row.Name} {row.MerchantId}：期初 {Yuan(row.OpeningFen)}，借方 {Yuan(row.DebitFen)}，"
                + $"贷方 {Yuan(row.CreditFen)}，期末 {Yuan(row.ClosingFen)}",
                $"{row.Code} {row.Name} {row.MerchantId}: opening {Yuan(row.OpeningFen)}, debit {Yuan(row.DebitFen)}, "
                + $"credit {Yuan(row.CreditFen)}, closing {Yuan(row.ClosingFen)}");
        sheet.Below($"未到账批次：{Yuan(answer.UnsettledFen)}", $"Batches not arrived: {Yuan(answer.UnsettledFen)}");
        foreach (var signature in answer.Signatures)
            sheet.Below(signature + "：", signature + ":");
        return sheet;
    }

    private static string Yuan(long fen) => CsvFile.Yuan(fen);
}
