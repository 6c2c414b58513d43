using MobilePay.Reconciliation.Domain;
using Npgsql;

namespace MobilePay.Reconciliation.Persistence;

/// <summary>What funds reconciliation reads and writes by statements of its own, on an open connection.</summary>
internal sealed class Funds(NpgsqlConnection connection, string hospitalId, TimeSpan within)
{
    /// <summary>Sums the lines of statements that were not summed yet, each once, however long they are.</summary>
    public Task SumDays(CancellationToken stop) => Execute("""
        with fresh as (
            select s.* from statements s left join merchant_days m on m.statement_id = s.id
            where s.hospital_id = @h and s.status = 'Current' and s.channel <> 'account' and m.statement_id is null)
        insert into merchant_days (hospital_id, channel, merchant_id, day, statement_id, gross_fen, refunds_fen, fees_fen)
        select s.hospital_id, s.channel, s.merchant_id, s.day, s.id, l.gross, l.refunds, l.fees
        from fresh s
        cross join lateral (
            select coalesce(sum(amount_fen) filter (where kind = 0), 0)::bigint as gross,
                coalesce(sum(amount_fen) filter (where kind = 1), 0)::bigint as refunds,
                coalesce(sum(fee_fen), 0)::bigint as fees
            from channel_lines where day = s.day and statement_id = s.id and status in (0, 1)) l
        on conflict (hospital_id, channel, merchant_id, day) do update set statement_id = excluded.statement_id,
            gross_fen = excluded.gross_fen, refunds_fen = excluded.refunds_fen, fees_fen = excluded.fees_fen
        """, stop);

    /// <summary>
    /// The day to begin at so that nothing is torn apart: batches that are not settled, whose booking is gone, which a new
    /// booking names, and those that share their days or their bookings with one of these.
    /// </summary>
    public async Task<DateOnly> FirstDay(DateOnly from, CancellationToken stop)
    {
        var first = from;
        do
        {
            from = first;
            await using var command = Command("""
                with mine as (select * from batches where hospital_id = @h),
                    paid as (
                        select b.first_day, b.day, c.statement_id, c.line_no, l.line_no is not null as is_there
                        from mine b join batch_credits c on c.hospital_id = @h and c.batch_no = b.batch_no
                        left join bank_lines l on l.statement_id = c.statement_id and l.line_no = c.line_no)
                select least(@f,
                    (select min(first_day) from mine where status <> 'Received' or day >= @f),
                    (select min(first_day) from paid where not is_there),
                    (select min(p.first_day) from paid p join paid late using (statement_id, line_no) where late.day >= @f),
                    (select min(b.first_day) from bank_lines l join mine b on b.batch_no = any(l.batch_nos)
                        where l.hospital_id = @h and not exists (
                            select from paid p where p.statement_id = l.statement_id and p.line_no = l.line_no)))
                """);
            command.Parameters.AddWithValue("f", from);
            first = (DateOnly)(await command.ExecuteScalarAsync(stop))!;
        }
        while (first < from);
        return first;
    }

    public async Task<List<MerchantDay>> Days(DateOnly from, CancellationToken stop)
    {
        await using var command = Command("""
            select channel, merchant_id, day, gross_fen, refunds_fen, fees_fen from merchant_days
            where hospital_id = @h and day >= @f
            """);
        command.Parameters.AddWithValue("f", from);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var days = new List<MerchantDay>();
        while (await reader.ReadAsync(stop))
            days.Add(new(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateOnly>(2), reader.GetInt64(3),
                reader.GetInt64(4), reader.GetInt64(5)));
        return days;
    }

    /// <summary>What channels booked, or may have booked, and paid no batch before that day.</summary>
    public async Task<List<BankCredit>> Credits(DateOnly from, CancellationToken stop)
    {
        await using var command = Command("""
            select statement_id, line_no, account_no, serial_no, booked_on, amount_fen, channel, batch_nos
            from bank_lines l
            where hospital_id = @h and (channel is not null or batch_nos <> '{}') and not exists (
                select from batch_credits c
                join batches b on b.hospital_id = @h and b.batch_no = c.batch_no and b.day < @f
                where c.hospital_id = @h and c.statement_id = l.statement_id and c.line_no = l.line_no)
            """);
        command.Parameters.AddWithValue("f", from);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var credits = new List<BankCredit>();
        while (await reader.ReadAsync(stop))
            credits.Add(new(reader.GetGuid(0), reader.GetInt32(1), reader.GetString(2), reader.GetString(3),
                reader.GetFieldValue<DateOnly>(4), reader.GetInt64(5), reader.IsDBNull(6) ? null : reader.GetString(6),
                reader.GetFieldValue<string[]>(7)));
        return credits;
    }

    /// <summary>Says anew which booking paid which of these batches.</summary>
    public Task Link(DateOnly from, IReadOnlyCollection<(string BatchNo, BankCredit Credit)> links, CancellationToken stop) =>
        Execute("""
            delete from batch_credits c where hospital_id = @h and not exists (
                select from batches b where b.hospital_id = @h and b.batch_no = c.batch_no and b.day < @f);
            insert into batch_credits (hospital_id, batch_no, statement_id, line_no)
            select @h, * from unnest(@b, @s, @l)
            """, stop,
            new("f", from), new("b", links.Select(l => l.BatchNo).ToArray()),
            new("s", links.Select(l => l.Credit.StatementId).ToArray()),
            new("l", links.Select(l => l.Credit.LineNo).ToArray()));

    private async Task Execute(string sql, CancellationToken stop, params NpgsqlParameter[] parameters)
    {
        await using var command = Command(sql);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(stop);
    }

    private NpgsqlCommand Command(string sql) => new(sql, connection)
    {
        CommandTimeout = (int)within.TotalSeconds,
        Parameters = { new("h", hospitalId) },
    };
}
