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
        rate.ppm is not null and not (l.kind = 1 and l.fee_fen = 0)
        and abs(abs(l.fee_fen) - (l.amount_fen * rate.ppm + 500000) / 1000000) > 1
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
    /// The three sides are laid under each other and gathered by their number: that joins them fully and counts doubled lines
    /// in the same step. How many lines each side has is one sum: one for the channel, a thousand for us, a million for the
    /// hospital. <c>seen</c> has a bit each for: a channel's line of the day, of another day, the hospital's of the day, of
    /// another day, ours of the day, and a fee that is odd; <c>parts</c> a bit for each bill of a payment.
    /// </summary>
    public const string Day = $"""
        with lines as (
            select l.kind::int as kind, l.key, l.channel, 1 as n, l.amount_fen as c, null::bigint as p, null::bigint as h,
                (case when l.day = @d then 1 else 2 end) | (case when {OddFee} then 32 else 0 end) as seen, null::int as parts,
                l.status::int as state
            from channel_lines l
            left join unnest(@ch, @me, @rt) as rate (channel, merchant_id, ppm)
                on rate.channel = l.channel and rate.merchant_id = l.merchant_id
            where l.hospital_id = @h and l.day between @f and @t
            union all
            select ours.kind, ours.key, coalesce(ours.channel, ''), 1000, null, ours.fen, null,
                case when ours.day = @d then 16 else 0 end, null, ours.status << 4
            from ({Payments} and paid_at >= @fi and paid_at < @ti union all {Refunds} and r.at >= @fi and r.at < @ti) as ours
            union all
            select l.kind, coalesce(r.refund_no, l.key), l.channel, 1000000, null, null, l.amount_fen,
                case when l.day = @d then 4 else 8 end, 1 << l.part, null
            from handover_lines l
            left join platform_refunds r
                on l.kind = 1 and r.hospital_id = l.hospital_id and r.his_refund_no = l.key and r.status <> 2
            where l.hospital_id = @h and l.day between @f and @t),
        items as (
            select kind, key, channel, sum(n) as n, coalesce(sum(c), 0) as c, coalesce(sum(p), 0) as p, coalesce(sum(h), 0) as h,
                bit_or(seen) as seen, bit_or(parts) as parts, bit_or(state) as state
            from lines group by 1, 2, 3),
        judged as (
            select kind, key, channel, seen, c, p, h,
                c = p and h = p and n % 1000000 = 1001 and n / 1000000 = bit_count(parts::bit(32))
                    and (state & 15) = (state >> 4) and seen & 32 = 0 and seen & 3 < 3 and seen & 12 < 12 as is_alike
            from items where seen & 21 > 0)
        select coalesce(is_alike, false), case when is_alike then null else key end, kind, channel, seen & 5 = 5, count(*)::int,
            coalesce(sum(h) filter (where seen & 4 > 0), 0)::bigint, coalesce(sum(p) filter (where seen & 16 > 0), 0)::bigint,
            coalesce(sum(c) filter (where seen & 1 > 0), 0)::bigint
        from judged group by 1, 2, 3, 4, 5
        """;

    /// <summary>What each side has under the numbers <c>k</c>, whatever its day, and what of it is of the day <c>d</c>.</summary>
    public const string ByKey = $"""
        with c as (
            select l.kind, l.key, count(*)::int as n, sum(l.amount_fen)::bigint as fen,
                coalesce(sum(l.amount_fen) filter (where l.day = @d), 0)::bigint as day_fen,
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
                sum(l.amount_fen)::bigint as fen,
                coalesce(sum(l.amount_fen) filter (where l.day = @d), 0)::bigint as day_fen,
                min(l.day) as day, min(l.at) as at, min(l.order_no) as order_no, min(l.channel) as channel
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
            c.n, c.fen, c.day, c.at, c.status,
            coalesce(h.day_fen, 0), case when p.day = @d then p.fen else 0 end, coalesce(c.day_fen, 0)
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
