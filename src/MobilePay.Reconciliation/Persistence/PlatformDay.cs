using Microsoft.EntityFrameworkCore;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Persistence;

/// <summary>Counts and sums of one channel on one side.</summary>
public sealed record ChannelSums(string Channel, int Payments, long PaymentsFen, int Refunds, long RefundsFen)
{
    public long NetFen => PaymentsFen - RefundsFen;
}

/// <summary>
/// The hospital's day as the platform has it: what the hospital said it booked on that day, and the refunds it asked for within
/// it. Refunds the platform decided by itself were never in the hospital's books.
/// </summary>
internal sealed class PlatformDay(ReconciliationDbContext db, TimeOnly cutOff)
{
    private const string Lines = """
        select 0 as kind, a.order_no as number, a.order_no, coalesce(p.channel, '') as channel, a.his_doc_no, p.channel_trade_no,
            case when a.amount_fen > 0 then a.amount_fen else coalesce(p.amount_fen, 0) end as amount_fen, a.confirmed_at as at
        from hospital_answers a
        left join platform_payments p on p.hospital_id = a.hospital_id and p.order_no = split_part(a.order_no, '-', 1)
        where a.hospital_id = {0} and a.business_date = {1}
        union all
        select 1, r.his_refund_no, r.order_no, coalesce(p.channel, ''), '', p.channel_trade_no, r.amount_fen, r.at
        from platform_refunds r
        left join platform_payments p on p.hospital_id = r.hospital_id and p.order_no = r.order_no
        where r.hospital_id = {0} and r.his_refund_no is not null and r.status <> 2 and r.at >= {2} and r.at < {3}
        """;

    private sealed record Row(
        int Kind, string Number, string OrderNo, string Channel, string HisDocNo, string? ChannelTradeNo, long AmountFen,
        DateTimeOffset At);

    /// <summary>As the hospital would number them: in the order in which they happened.</summary>
    public async Task<IReadOnlyList<HandoverLine>> Read(string hospitalId, DateOnly day, CancellationToken stop)
    {
        var (from, to) = Bounds(day);
        var rows = await db.Database.SqlQueryRaw<Row>($"{Lines} order by at, number", hospitalId, day, from, to)
            .ToListAsync(stop);
        return [.. rows.Select((row, i) => new HandoverLine(i + 1, (LineKind)row.Kind, row.Number, row.OrderNo.Split('-', 2)[0],
            row.Channel, row.HisDocNo, row.ChannelTradeNo, row.AmountFen, row.At, null, null))];
    }

    public Task<List<ChannelSums>> Sums(string hospitalId, DateOnly day, CancellationToken stop)
    {
        var (from, to) = Bounds(day);
        return db.Database.SqlQueryRaw<ChannelSums>($"""
            select channel, (count(*) filter (where kind = 0))::int as payments,
                coalesce(sum(amount_fen) filter (where kind = 0), 0)::bigint as payments_fen,
                (count(*) filter (where kind = 1))::int as refunds,
                coalesce(sum(amount_fen) filter (where kind = 1), 0)::bigint as refunds_fen
            from ({Lines}) lines group by channel
            """, hospitalId, day, from, to).ToListAsync(stop);
    }

    // A day cut at 23:00 began at 23:00 of the day before.
    private (DateTimeOffset From, DateTimeOffset To) Bounds(DateOnly day)
    {
        var end = cutOff == TimeOnly.MinValue ? day.AddDays(1).ToDateTime(cutOff) : day.ToDateTime(cutOff);
        var to = new DateTimeOffset(end, BusinessDay.ChinaOffset).ToUniversalTime();
        return (to.AddDays(-1), to);
    }
}
