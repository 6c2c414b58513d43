using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Reports;

/// <summary>As what file a report is wanted, if as one, and in which language.</summary>
public sealed record ReportForm(string? Format, string? Lang);

/// <summary>What all reports have in common: they are whole, and come as JSON or as a file of their rows.</summary>
internal static class Report
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        DaySummary.Map(routes);
        ChannelShare.Map(routes);
        RefundRegister.Map(routes);
        IncomeByDoctor.Map(routes);
        SuspenseAgeing.Map(routes);
        TakingsByHour.Map(routes);
        MonthReport.Map(routes);
    }

    public static async Task<Results<Ok<TAnswer>, FileStreamHttpResult, ProblemHttpResult>> Answer<TAnswer, TRow>(
        ReportForm form, TAnswer answer, Sheet<TRow> sheet, IEnumerable<TRow> rows, CancellationToken stop)
    {
        if (!SheetFile.IsAsked(form.Format))
            return TypedResults.Ok(answer);
        var file = await SheetFile.Of(sheet, rows.ToAsyncEnumerable(), form.Format!, form.Lang, stop);
        return file.Error is { } error ? error.ToProblem() : file.Value!;
    }

    /// <summary>A sum over the lines of a whole month takes longer than a payment's statement may.</summary>
    public static async Task<List<TRow>> Rows<TRow>(
        this ReconciliationDbContext db, FormattableString sql, ReconciliationOptions options, CancellationToken stop)
    {
        db.Database.SetCommandTimeout(options.MatchWithin);
        return await db.Database.SqlQuery<TRow>(sql).ToListAsync(stop);
    }

    public static string Days(DateOnly from, DateOnly to) =>
        string.Create(CultureInfo.InvariantCulture, $"{from:yyyyMMdd}-{to:yyyyMMdd}");
}
