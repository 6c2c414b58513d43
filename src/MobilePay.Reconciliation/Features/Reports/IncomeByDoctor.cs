using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Reports;

/// <summary>
/// Mobile takings by department and doctor, payments less refunds, of the days the hospital handed over. Its total is the
/// hand-overs' own, or the report says so.
/// </summary>
public static class IncomeByDoctor
{
    public sealed record Row(
        string Department, string Doctor, int Payments, long PaymentsFen, int Refunds, long RefundsFen, long NetFen);

    /// <param name="HandoverFen">What the hand-overs state of themselves.</param>
    public sealed record Total(
        int Payments, long PaymentsFen, int Refunds, long RefundsFen, long NetFen, long HandoverFen, bool IsEqual);

    public sealed record Answer(string HospitalId, DateOnly From, DateOnly To, IReadOnlyList<Row> Rows, Total Total);

    private static readonly Sheet<Row> Sheet = new Sheet<Row>("income")
        .Text("科室", "Department", r => r.Department)
        .Text("医生", "Doctor", r => r.Doctor)
        .Count("收款笔数", "Payments", r => r.Payments)
        .Fen("收款金额", "Paid", r => r.PaymentsFen)
        .Count("退款笔数", "Refunds", r => r.Refunds)
        .Fen("退款金额", "Refunded", r => r.RefundsFen)
        .Fen("净额", "Net", r => r.NetFen);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/reports/income", Handle);

    internal static async Task<Results<Ok<Answer>, FileStreamHttpResult, ProblemHttpResult>> Handle(
        string hospitalId, DateOnly from, DateOnly to, [AsParameters] ReportForm form, ReconciliationDbContext db,
        IOptions<ReconciliationOptions> options, CancellationToken stop)
    {
        var rows = await db.Rows<Row>($"""
            select coalesce(department, '') as department, coalesce(doctor, '') as doctor,
                (count(*) filter (where kind = 0))::int as payments,
                coalesce(sum(amount_fen) filter (where kind = 0), 0)::bigint as payments_fen,
                (count(*) filter (where kind = 1))::int as refunds,
                coalesce(sum(amount_fen) filter (where kind = 1), 0)::bigint as refunds_fen,
                sum(amount_fen * (1 - 2 * kind))::bigint as net_fen
            from handover_lines
            where hospital_id = {hospitalId} and day between {from} and {to}
            group by 1, 2 order by 1, 2
            """, options.Value, stop);
        var handedOver = await db.Handovers.Where(h => h.HospitalId == hospitalId && h.Status == SourceStatus.Current
            && h.Day >= from && h.Day <= to).SumAsync(h => h.PaymentsFen - h.RefundsFen, stop);

        var sum = new Row("", "", rows.Sum(r => r.Payments), rows.Sum(r => r.PaymentsFen), rows.Sum(r => r.Refunds),
            rows.Sum(r => r.RefundsFen), rows.Sum(r => r.NetFen));
        var total = new Total(sum.Payments, sum.PaymentsFen, sum.Refunds, sum.RefundsFen, sum.NetFen, handedOver,
            sum.NetFen == handedOver);
        var last = sum with { Department = form.Lang == "en" ? "Total" : "合计" };
        return await Report.Answer(form, new Answer(hospitalId, from, to, rows, total), Sheet, rows.Append(last), stop);
    }
}
