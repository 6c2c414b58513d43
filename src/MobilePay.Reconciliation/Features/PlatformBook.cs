using Microsoft.EntityFrameworkCore;
using MobilePay.Contracts;
using MobilePay.Reconciliation.Persistence;
using Npgsql;

namespace MobilePay.Reconciliation.Features;

/// <summary>
/// Keeps the platform's own side of the books as the events tell it, many rows a statement. An event that comes again, or after
/// a later one, changes nothing: the business keys guard it (rule I5).
/// </summary>
public sealed class PlatformBook(ReconciliationDbContext db)
{
    public Task Took(IReadOnlyCollection<ChannelPaid> paid, CancellationToken stop) => Write(
        """
        insert into platform_payments
            (hospital_id, order_no, payment_id, channel, merchant_id, channel_trade_no, amount_fen, paid_at)
        select * from unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[],
            $8::timestamptz[])
        on conflict do nothing
        """,
        [
            paid.Select(p => p.HospitalId).ToArray(), paid.Select(p => p.OutTradeNo).ToArray(),
            paid.Select(p => p.PaymentId).ToArray(), paid.Select(p => p.Channel).ToArray(),
            paid.Select(p => p.MerchantId).ToArray(), paid.Select(p => p.ChannelTradeNo).ToArray(),
            paid.Select(p => p.AmountFen).ToArray(), paid.Select(p => p.PaidAt.UtcDateTime).ToArray(),
        ], stop);

    public Task Booked(IReadOnlyCollection<HisConfirmed> confirmed, CancellationToken stop) => Write(
        """
        insert into hospital_answers (hospital_id, order_no, payment_id, his_doc_no, amount_fen, business_date, confirmed_at)
        select * from unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::bigint[], $6::date[], $7::timestamptz[])
        on conflict do nothing
        """,
        [
            confirmed.Select(c => c.HospitalId).ToArray(), confirmed.Select(c => c.OrderNo).ToArray(),
            confirmed.Select(c => c.PaymentId).ToArray(), confirmed.Select(c => c.HisDocNo).ToArray(),
            confirmed.Select(c => c.AmountFen).ToArray(), confirmed.Select(c => c.BusinessDate).ToArray(),
            confirmed.Select(c => c.ConfirmedAt.UtcDateTime).ToArray(),
        ], stop);

    /// <summary>Refunds decided. One that had failed under its number is under way again.</summary>
    public Task Asked(IReadOnlyCollection<RefundRequested> asked, DateTimeOffset now, CancellationToken stop)
    {
        var refunds = asked.DistinctBy(a => (a.HospitalId, a.RefundNo)).ToArray();
        return Write(
            """
            insert into platform_refunds as known
                (hospital_id, refund_no, order_no, payment_id, his_refund_no, amount_fen, at, status)
            select h, n, o, p, hn, fen, $7::timestamptz, 1
            from unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::bigint[]) as told (h, n, o, p, hn, fen)
            on conflict (hospital_id, refund_no) do update set
                his_refund_no = coalesce(known.his_refund_no, excluded.his_refund_no),
                status = case known.status when 2 then 1 else known.status end
            """,
            [
                refunds.Select(r => r.HospitalId).ToArray(), refunds.Select(r => r.RefundNo).ToArray(),
                refunds.Select(r => r.OutTradeNo).ToArray(), refunds.Select(r => r.PaymentId).ToArray(),
                refunds.Select(r => r.HisRefundNo).ToArray(), refunds.Select(r => r.AmountFen).ToArray(), now.UtcDateTime,
            ], stop);
    }

    public Task GaveBack(IReadOnlyCollection<ChannelRefunded> back, CancellationToken stop)
    {
        var refunds = back.DistinctBy(b => (b.HospitalId, b.RefundNo)).ToArray();
        return Write(
            """
            insert into platform_refunds as known
                (hospital_id, refund_no, order_no, payment_id, channel_refund_no, amount_fen, at, status)
            select *, 0
            from unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::bigint[], $7::timestamptz[])
            on conflict (hospital_id, refund_no) do update set
                channel_refund_no = excluded.channel_refund_no, at = excluded.at, status = 0
            where known.status <> 0
            """,
            [
                refunds.Select(r => r.HospitalId).ToArray(), refunds.Select(r => r.RefundNo).ToArray(),
                refunds.Select(r => r.OutTradeNo).ToArray(), refunds.Select(r => r.PaymentId).ToArray(),
                refunds.Select(r => r.ChannelRefundNo).ToArray(), refunds.Select(r => r.AmountFen).ToArray(),
                refunds.Select(r => r.RefundedAt.UtcDateTime).ToArray(),
            ], stop);
    }

    /// <exception cref="InvalidOperationException">
    /// The refund itself is not known yet: the two came by different queues. The message comes again.
    /// </exception>
    public async Task Failed(IReadOnlyCollection<ChannelRefundRefused> refused, CancellationToken stop)
    {
        var refunds = refused.DistinctBy(r => (r.HospitalId, r.RefundNo)).ToArray();
        var known = await Write(
            """
            update platform_refunds as known set status = case known.status when 1 then 2 else known.status end
            from unnest($1::text[], $2::text[]) as told (h, n) where known.hospital_id = told.h and known.refund_no = told.n
            """,
            [refunds.Select(r => r.HospitalId).ToArray(), refunds.Select(r => r.RefundNo).ToArray()], stop);
        if (known < refunds.Length)
            throw new InvalidOperationException("A refund was refused that was not announced yet.");
    }

    private async Task<int> Write(string sql, object[] columns, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
            foreach (var column in columns)
                command.Parameters.Add(new() { Value = column });
            return await command.ExecuteNonQueryAsync(stop);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
