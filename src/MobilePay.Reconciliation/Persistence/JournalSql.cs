namespace MobilePay.Reconciliation.Persistence;

/// <summary>
/// What the events book, many at a time: J1 to J4 and the refund that came to nothing. Event and key are unique, so an event
/// that comes again books nothing; a closed day takes nothing more, so what comes late for one stands on the first open day.
/// </summary>
internal static class JournalSql
{
    /// <summary>Who closes a day of these hospitals waits until what is being booked is there, and the other way round.</summary>
    public const string Hold = """
        select count(pg_advisory_xact_lock_shared(hashtextextended('journal of ' || h, 0)))
        from (select distinct h from unnest($1::text[]) as t (h) order by h) as hospitals
        """;

    /// <summary>J1, of <c>kept</c>: platform_payments that are new. Parameter $9 is 24 h less the cut-off.</summary>
    public const string Paid = $"""
        , entries as (
            insert into journal_entries (hospital_id, day, event, key, rule, kind, item_key, order_no, memo, at)
            select k.hospital_id, greatest(((k.paid_at {ChinaDay} + $9::interval)::date, {FirstOpen}), 'Paid', k.order_no, 'J1',
                0, k.order_no, k.order_no, '', k.paid_at
            from kept k
            on conflict (hospital_id, event, key) do nothing
            returning id, hospital_id, key)
        insert into journal_lines (entry_id, line_no, account, channel, merchant_id, debit_fen, credit_fen)
        select e.id, l.no, l.account, l.channel, l.merchant_id, l.debit, l.credit
        from entries e join kept k on k.hospital_id = e.hospital_id and k.order_no = e.key
        cross join lateral (values
            (1, 'CH_RECV', k.channel, k.merchant_id, k.amount_fen, 0), (2, 'CLEARING', '', '', 0, k.amount_fen))
            as l (no, account, channel, merchant_id, debit, credit)
        """;

    /// <summary>J2, and J8 where the money had been parked as over; of <c>kept</c>: hospital_answers that are new.</summary>
    public const string Booked = $"""
        , named as (
            select k.*, split_part(k.order_no, '-', 1) as payment_no from kept k where k.amount_fen > 0),
        judged as (
            select k.*, coalesce(stands.over, 0) >= k.amount_fen as is_over from named k
            left join lateral ({Standing}) as stands on true),
        entries as (
            insert into journal_entries (hospital_id, day, event, key, rule, kind, item_key, order_no, memo, at)
            select k.hospital_id, greatest(k.business_date, {FirstOpen}), 'Booked', k.order_no,
                case when k.is_over then 'J8' else 'J2' end, 0, k.payment_no, k.payment_no, k.his_doc_no, k.confirmed_at
            from judged k
            on conflict (hospital_id, event, key) do nothing
            returning id, hospital_id, key)
        insert into journal_lines (entry_id, line_no, account, channel, merchant_id, debit_fen, credit_fen)
        select e.id, l.no, l.account, '', '', l.debit, l.credit
        from entries e join judged k on k.hospital_id = e.hospital_id and k.order_no = e.key
        cross join lateral (values
            (1, case when k.is_over then 'OVER' else 'CLEARING' end, k.amount_fen, 0), (2, 'INCOME_BRIDGE', 0, k.amount_fen))
            as l (no, account, debit, credit)
        """;

    /// <summary>
    /// J3, where the hospital cancelled; J3' where it had never booked (rule "J3b"); J7 where the money was parked as over.
    /// Parameters: hospitals, refund numbers, orders, the hospital's numbers, amounts, now, 24 h less the cut-off.
    /// </summary>
    public const string RefundAsked = $"""
        with told as (
            select t.h as hospital_id, t.n as refund_no, t.o as payment_no, t.hn as his_no, t.fen as amount_fen
            from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[]) as t (h, n, o, hn, fen)
            join platform_payments p on p.hospital_id = t.h and p.order_no = t.o),
        judged as (
            select k.*, case
                when k.his_no is not null then 'INCOME_BRIDGE'
                when coalesce(stands.over, 0) >= k.amount_fen then 'OVER'
                when coalesce(stands.clearing, 0) >= k.amount_fen then 'CLEARING'
                else 'INCOME_BRIDGE' end as account
            from told k left join lateral ({Standing}) as stands on true),
        entries as (
            insert into journal_entries (hospital_id, day, event, key, rule, kind, item_key, order_no, memo, at)
            select k.hospital_id, greatest((($6::timestamptz {ChinaDay} + $7::interval)::date, {FirstOpen}), 'RefundAsked',
                k.refund_no, case k.account when 'INCOME_BRIDGE' then 'J3' when 'OVER' then 'J7' else 'J3b' end, 1, k.refund_no,
                k.payment_no, coalesce(k.his_no, ''), $6
            from judged k
            on conflict (hospital_id, event, key) do nothing
            returning id, hospital_id, key)
        insert into journal_lines (entry_id, line_no, account, channel, merchant_id, debit_fen, credit_fen)
        select e.id, l.no, l.account, '', '', l.debit, l.credit
        from entries e join judged k on k.hospital_id = e.hospital_id and k.refund_no = e.key
        cross join lateral (values (1, k.account, k.amount_fen, 0), (2, 'REFUND_PAYABLE', 0, k.amount_fen))
            as l (no, account, debit, credit)
        """;

    /// <summary>J4. Parameters: hospitals, refund numbers, orders, amounts, times, 24 h less the cut-off.</summary>
    public const string Refunded = $"""
        with told as (
            select t.h as hospital_id, t.n as refund_no, t.o as payment_no, t.fen as amount_fen, t.at, p.channel, p.merchant_id
            from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::timestamptz[]) as t (h, n, o, fen, at)
            join platform_payments p on p.hospital_id = t.h and p.order_no = t.o),
        entries as (
            insert into journal_entries (hospital_id, day, event, key, rule, kind, item_key, order_no, memo, at)
            select k.hospital_id, greatest(((k.at {ChinaDay} + $6::interval)::date, {FirstOpen}), 'Refunded', k.refund_no, 'J4',
                1, k.refund_no, k.payment_no, '', k.at
            from told k
            on conflict (hospital_id, event, key) do nothing
            returning id, hospital_id, key)
        insert into journal_lines (entry_id, line_no, account, channel, merchant_id, debit_fen, credit_fen)
        select e.id, l.no, l.account, l.channel, l.merchant_id, l.debit, l.credit
        from entries e join told k on k.hospital_id = e.hospital_id and k.refund_no = e.key
        cross join lateral (values
            (1, 'REFUND_PAYABLE', '', '', k.amount_fen, 0), (2, 'CH_RECV', k.channel, k.merchant_id, 0, k.amount_fen))
            as l (no, account, channel, merchant_id, debit, credit)
        """;

    /// <summary>
    /// J15: what was booked for a refund whose number is spent, in red. Parameters: hospitals, refund numbers, times,
    /// 24 h less the cut-off.
    /// </summary>
    public const string RefundVoid = $"""
        with told as (
            select a.id as asked_id, a.hospital_id, a.key, a.order_no, t.at
            from unnest($1::text[], $2::text[], $3::timestamptz[]) as t (h, n, at)
            join journal_entries a on a.hospital_id = t.h and a.event = 'RefundAsked' and a.key = t.n),
        entries as (
            insert into journal_entries
                (hospital_id, day, event, key, rule, kind, item_key, order_no, memo, at, reverses_id)
            select k.hospital_id, greatest(((k.at {ChinaDay} + $4::interval)::date, {FirstOpen}), 'RefundVoid', k.key, 'J15', 1,
                k.key, k.order_no, '', k.at, k.asked_id
            from told k
            on conflict (hospital_id, event, key) do nothing
            returning id, reverses_id)
        insert into journal_lines (entry_id, line_no, account, channel, merchant_id, debit_fen, credit_fen)
        select e.id, l.line_no, l.account, l.channel, l.merchant_id, -l.debit_fen, -l.credit_fen
        from entries e join journal_lines l on l.entry_id = e.reverses_id
        """;

    private const string ChinaDay = "at time zone interval '8 hours')";

    private const string FirstOpen =
        "(select max(c.day) + 1 from closings c where c.hospital_id = k.hospital_id and c.status = 'Closed')";

    // What stands for k.payment_no: parked as over, and taken but not booked by the hospital.
    private const string Standing = """
        select coalesce(sum(l.credit_fen - l.debit_fen) filter (where l.account = 'OVER'), 0) as over,
            coalesce(sum(l.credit_fen - l.debit_fen) filter (where l.account = 'CLEARING'), 0) as clearing
        from journal_entries e join journal_lines l on l.entry_id = e.id
        where e.hospital_id = k.hospital_id and e.order_no = k.payment_no
        """;
}
