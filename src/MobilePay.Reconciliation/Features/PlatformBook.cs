using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Contracts;
using MobilePay.Reconciliation.Persistence;
using Npgsql;

namespace MobilePay.Reconciliation.Features;

/// <summary>
/// Keeps the platform's own side of the books as the events tell it, and journalises it in the same transaction, many rows a
/// statement and in the order of their keys, so that two batches with the same rows wait for each other and never both. An event
/// that comes again, or after a later one, changes nothing: the business keys guard it (rule I5).
/// </summary>
public sealed class PlatformBook(ReconciliationDbContext db, IOptions<ReconciliationOptions> options)
{
    private TimeSpan ToMidnight => TimeSpan.FromDays(1) - options.Value.CutOff.ToTimeSpan();

    public Task Took(IReadOnlyCollection<ChannelPaid> paid, CancellationToken stop) => Write(
        paid.Select(p => p.HospitalId), stop, ($"""
        with kept as (
            insert into platform_payments
                (hospital_id, order_no, payment_id, channel, merchant_id, channel_trade_no, amount_fen, paid_at)
            select * from unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[],
                $8::timestamptz[]) as told order by 1, 2
            on conflict do nothing
            returning *)
        {JournalSql.Paid}
        """,
        [
            paid.Select(p => p.HospitalId).ToArray(), paid.Select(p => p.OutTradeNo).ToArray(),
            paid.Select(p => p.PaymentId).ToArray(), paid.Select(p => p.Channel).ToArray(),
            paid.Select(p => p.MerchantId).ToArray(), paid.Select(p => p.ChannelTradeNo).ToArray(),
            paid.Select(p => p.AmountFen).ToArray(), paid.Select(p => p.PaidAt.UtcDateTime).ToArray(), ToMidnight,
        ]));

    public Task Booked(IReadOnlyCollection<HisConfirmed> confirmed, CancellationToken stop) => Write(
        confirmed.Select(c => c.HospitalId), stop, ($"""
        with kept as (
            insert into hospital_answers
                (hospital_id, order_no, payment_id, his_doc_no, amount_fen, business_date, confirmed_at)
            select * from unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::bigint[], $6::date[], $7::timestamptz[])
                as told order by 1, 2
            on conflict do nothing
            returning *)
        {JournalSql.Booked}
        """,
        [
            confirmed.Select(c => c.HospitalId).ToArray(), confirmed.Select(c => c.OrderNo).ToArray(),
            confirmed.Select(c => c.PaymentId).ToArray(), confirmed.Select(c => c.HisDocNo).ToArray(),
            confirmed.Select(c => c.AmountFen).ToArray(), confirmed.Select(c => c.BusinessDate).ToArray(),
            confirmed.Select(c => c.ConfirmedAt.UtcDateTime).ToArray(),
        ]));

    /// <summary>Refunds decided. One that had failed under its number is under way again.</summary>
    /// <exception cref="InvalidOperationException">
    /// A payment is not known yet: the two came by different queues. The message comes again.
    /// </exception>
    public async Task Asked(IReadOnlyCollection<RefundRequested> asked, DateTimeOffset now, CancellationToken stop)
    {
        var refunds = asked.DistinctBy(a => (a.HospitalId, a.RefundNo)).ToArray();
        var (hospitals, numbers, orders) = (refunds.Select(r => r.HospitalId).ToArray(),
            refunds.Select(r => r.RefundNo).ToArray(), refunds.Select(r => r.OutTradeNo).ToArray());
        var (hisNumbers, amounts) = (refunds.Select(r => r.HisRefundNo).ToArray(), refunds.Select(r => r.AmountFen).ToArray());
        await Write(hospitals, stop,
            ("""
            insert into platform_refunds as known
                (hospital_id, refund_no, order_no, payment_id, his_refund_no, amount_fen, at, status)
            select h, n, o, p, hn, fen, $7::timestamptz, 1
            from unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::bigint[]) as told (h, n, o, p, hn, fen)
            order by h, n
            on conflict (hospital_id, refund_no) do update set
                his_refund_no = coalesce(known.his_refund_no, excluded.his_refund_no),
                status = case known.status when 2 then 1 else known.status end
            """,
            [hospitals, numbers, orders, refunds.Select(r => r.PaymentId).ToArray(), hisNumbers, amounts, now.UtcDateTime]),
            (JournalSql.RefundAsked, [hospitals, numbers, orders, hisNumbers, amounts, now.UtcDateTime, ToMidnight]));
        await RequirePayments(hospitals, orders, stop);
    }

    /// <exception cref="InvalidOperationException">As with <see cref="Asked"/>.</exception>
    public async Task GaveBack(IReadOnlyCollection<ChannelRefunded> back, CancellationToken stop)
    {
        var refunds = back.DistinctBy(b => (b.HospitalId, b.RefundNo)).ToArray();
        var (hospitals, numbers, orders) = (refunds.Select(r => r.HospitalId).ToArray(),
            refunds.Select(r => r.RefundNo).ToArray(), refunds.Select(r => r.OutTradeNo).ToArray());
        var (amounts, times) = (refunds.Select(r => r.AmountFen).ToArray(),
            refunds.Select(r => r.RefundedAt.UtcDateTime).ToArray());
        await Write(hospitals, stop,
            ("""
            insert into platform_refunds as known
                (hospital_id, refund_no, order_no, payment_id, channel_refund_no, amount_fen, at, status)
            select *, 0
            from unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::bigint[], $7::timestamptz[]) as told
            order by 1, 2
            on conflict (hospital_id, refund_no) do update set
                channel_refund_no = excluded.channel_refund_no, at = excluded.at, status = 0
            where known.status <> 0
            """,
            [
                hospitals, numbers, orders, refunds.Select(r => r.PaymentId).ToArray(),
                refunds.Select(r => r.ChannelRefundNo).ToArray(), amounts, times,
            ]),
            (JournalSql.Refunded, [hospitals, numbers, orders, amounts, times, ToMidnight]));
        await RequirePayments(hospitals, orders, stop);
    }

    /// <exception cref="InvalidOperationException">
    /// The refund itself is not known yet: the two came by different queues. The message comes again.
    /// </exception>
    public async Task Failed(IReadOnlyCollection<ChannelRefundRefused> refused, CancellationToken stop)
    {
        var refunds = refused.DistinctBy(r => (r.HospitalId, r.RefundNo)).ToArray();
        var spent = refunds.Where(r => r.IsNumberSpent).ToArray();
        var known = await Write(refunds.Select(r => r.HospitalId), stop,
            ("""
            update platform_refunds as known set status = case known.status when 1 then 2 else known.status end
            from unnest($1::text[], $2::text[]) as told (h, n) where known.hospital_id = told.h and known.refund_no = told.n
            """,
            [refunds.Select(r => r.HospitalId).ToArray(), refunds.Select(r => r.RefundNo).ToArray()]),
            (JournalSql.RefundVoid,
            [
                spent.Select(r => r.HospitalId).ToArray(), spent.Select(r => r.RefundNo).ToArray(),
                spent.Select(r => r.RefusedAt.UtcDateTime).ToArray(), ToMidnight,
            ]));
        if (known < refunds.Length)
            throw new InvalidOperationException("A refund was refused that was not announced yet.");
    }

    private async Task RequirePayments(string[] hospitals, string[] orders, CancellationToken stop)
    {
        var known = await db.Database.SqlQuery<int>($"""
            select count(*)::int as "Value" from unnest({hospitals}, {orders}) as t (h, o)
            join platform_payments p on p.hospital_id = t.h and p.order_no = t.o
            """).SingleAsync(stop);
        if (known < orders.Length)
            throw new InvalidOperationException("A refund was announced before its payment.");
    }

    /// <summary>One round trip and one transaction; answers how many rows the first statement wrote.</summary>
    private async Task<int> Write(
        IEnumerable<string> hospitals, CancellationToken stop, params (string Sql, object[] Columns)[] statements)
    {
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
            foreach (var (sql, columns) in statements.Prepend((JournalSql.Hold, [hospitals.ToArray()])))
            {
                var command = new NpgsqlBatchCommand(sql);
                foreach (var column in columns)
                    command.Parameters.Add(new() { Value = column });
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(stop);
            return (int)batch.BatchCommands[1].RecordsAffected;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
