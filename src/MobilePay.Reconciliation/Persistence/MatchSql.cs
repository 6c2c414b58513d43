namespace MobilePay.Reconciliation.Persistence;

/// <summary>
/// The joins of three-way matching. One pass over the day counts what is alike and lists the numbers that are not; a second,
/// by index, reads what each side has under those. Parameters: h hospital, d day, f and t the window's first and last day,
/// fi and ti the same as instants, ch, me and rt the agreed fee rates by channel and merchant in millionths.
/// </summary>
internal static class MatchSql
{
    private const string ChinaDay = "at time zone interval '8 hours')::date";

    // A refund's fee comes back in proportion or not at all, by contract: both are in order.
    private const string OddFee = """
        rate.ppm is not null and abs(abs(l.fee_fen) - (l.amount_fen * rate.ppm + 500000) / 1000000) > 1 and not (l.kind = 1 and l.fee_fen = 0)
        """;

    private const string Refunds = $"""
        select 1 as kind, r.refund_no as key, r.order_no, r.amount_fen as fen, r.status, r.at, (r.at {ChinaDay} as day,
            p.channel, p.merchant_id
        from platform_refunds r
        left join platform_payments p on p.hospital_id = r.hospital_id and p.order_no = r.order_no
        where r.hospital_id = @h and r.status <> 2
        """;

    private const string Payments = $"""
        select 0 as kind, order_no as key, order_no, amount_fen as fen, 0 as status, paid_at as at, (paid_at {ChinaDay} as day,
            channel, merchant_id
        from platform_payments where hospital_id = @h
        """;

    /// <summary>
    /// The day in one pass: what is alike comes as sums by channel, kind and whether it is carried; of the rest each number.
    /// </summary>
    public const string Day = $"""
        with c as (
            select l.kind, l.key, count(*) as n, sum(l.amount_fen)::bigint as fen, max(l.status) as status, min(l.day) as day,
                coalesce(sum(l.amount_fen) filter (where l.day = @d), 0)::bigint as day_fen, bool_or(l.day = @d) as is_today,
                min(l.channel) as channel, bool_or({OddFee}) as is_odd
            from channel_lines l
            left join unnest(@ch, @me, @rt) as rate (channel, merchant_id, ppm)
                on rate.channel = l.channel and rate.merchant_id = l.merchant_id
            where l.hospital_id = @h and l.day between @f and @t
            group by 1, 2),
        p as (
            select kind, key, fen, status, day, case when day = @d then fen else 0 end as day_fen, channel from (
                {Payments} and paid_at >= @fi and paid_at < @ti union all {Refunds} and r.at >= @fi and r.at < @ti) as ours),
        h as (
            select l.kind, coalesce(r.refund_no, l.key) as key, count(*) as n, sum(l.amount_fen)::bigint as fen,
                min(l.number) <> max(l.number) as is_many, min(l.day) as day,
                coalesce(sum(l.amount_fen) filter (where l.day = @d), 0)::bigint as day_fen, bool_or(l.day = @d) as is_today,
                min(l.channel) as channel
            from handover_lines l
            left join platform_refunds r
                on l.kind = 1 and r.hospital_id = l.hospital_id and r.his_refund_no = l.key and r.status <> 2
            where l.hospital_id = @h and l.day between @f and @t
            group by 1, 2),
        all_sides as (
            select kind, key, coalesce(c.channel, p.channel, h.channel, '') as channel,
                coalesce(h.day_fen, 0) as h_fen, coalesce(p.day_fen, 0) as p_fen, coalesce(c.day_fen, 0) as c_fen,
                (c.n = 1 and (h.n = 1 or h.is_many) and c.fen = p.fen and h.fen = p.fen and c.status = p.status
                    and not c.is_odd) is true as is_alike,
                (c.day = @d and h.day = @d) is true as is_of_day
            from c full join p using (kind, key) full join h using (kind, key)
            where c.is_today or h.is_today or p.day = @d)
        select is_alike, case when not is_alike then key end as key, kind, channel, is_of_day, count(*)::int,
            sum(h_fen)::bigint, sum(p_fen)::bigint, sum(c_fen)::bigint
        from all_sides group by 1, 2, 3, 4, 5
        """;

    /// <summary>What each side has under the numbers <c>k</c>, whatever its day.</summary>
    public const string ByKey = $"""
        with c as (
            select l.kind, l.key, count(*)::int as n, sum(l.amount_fen)::bigint as fen,
                max(l.status) as status, min(l.day) as day, min(l.at) as at, min(l.order_no) as order_no,
                min(l.channel) as channel, min(l.merchant_id) as merchant_id, bool_or({OddFee}) as is_odd
            from channel_lines l
            left join unnest(@ch, @me, @rt) as rate (channel, merchant_id, ppm)
                on rate.channel = l.channel and rate.merchant_id = l.merchant_id
            where l.hospital_id = @h and l.key = any(@k)
            group by 1, 2),
        p as ({Payments} and order_no = any(@k) union all {Refunds} and r.refund_no = any(@k)),
        h as (
            select l.kind, coalesce(r.refund_no, l.key) as key, count(*)::int as n, count(distinct l.number)::int as numbers,
                sum(l.amount_fen)::bigint as fen, min(l.day) as day, min(l.at) as at, min(l.order_no) as order_no,
                min(l.channel) as channel
            from handover_lines l
            left join platform_refunds r
                on l.kind = 1 and r.hospital_id = l.hospital_id and r.his_refund_no = l.key and r.status <> 2
            where l.hospital_id = @h and (l.key = any(@k) or l.kind = 1 and l.key = any(array(
                select his_refund_no from platform_refunds
                where hospital_id = @h and refund_no = any(@k) and his_refund_no is not null)))
            group by 1, 2)
        select kind, key, coalesce(p.order_no, c.order_no, h.order_no) as order_no,
            coalesce(p.channel, c.channel, h.channel, '') as channel, coalesce(p.merchant_id, c.merchant_id, '') as merchant_id,
            coalesce(c.is_odd, false) as is_odd,
            h.n, h.numbers, h.fen, h.day, h.at,
            p.fen, p.day, p.at, p.status,
            c.n, c.fen, c.day, c.at, c.status
        from c full join p using (kind, key) full join h using (kind, key)
        """;

    /// <summary>What the orders <c>k</c> come to on each side: payments less refunds that are done.</summary>
    public const string Nets = """
        with sums as (
            select order_no, 0::bigint as h, 0::bigint as p, (case kind when 0 then amount_fen else -amount_fen end) as c
            from channel_lines where hospital_id = @h and key = any(@k) and kind = 0 and status = 0
            union all
            select order_no, 0, 0, -amount_fen
            from channel_lines where hospital_id = @h and order_no = any(@k) and kind = 1 and status = 0
            union all
            select order_no, 0, amount_fen, 0 from platform_payments where hospital_id = @h and order_no = any(@k)
            union all
            select order_no, 0, -amount_fen, 0
            from platform_refunds where hospital_id = @h and order_no = any(@k) and status = 0
            union all
            select order_no, amount_fen, 0, 0 from handover_lines where hospital_id = @h and key = any(@k) and kind = 0
            union all
            select order_no, -amount_fen, 0, 0 from handover_lines where hospital_id = @h and order_no = any(@k) and kind = 1)
        select order_no, sum(h)::bigint, sum(p)::bigint, sum(c)::bigint from sums group by 1
        """;
}
