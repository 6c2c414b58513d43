using MobilePay.Reconciliation.Domain;
using Npgsql;
using NpgsqlTypes;

namespace MobilePay.Reconciliation.Persistence;

/// <summary>
/// Writes a statement's lines by COPY: nothing of them stands until <see cref="Complete"/> and the commit after it.
/// </summary>
internal sealed class StatementCopy(NpgsqlBinaryImporter copy, Statement statement) : IAsyncDisposable
{
    public static async Task<StatementCopy> Begin(NpgsqlConnection connection, Statement statement, CancellationToken stop) =>
        new(await connection.BeginBinaryImportAsync("""
            copy channel_lines (statement_id, line_no, kind, status, hospital_id, channel, merchant_id, day, key, order_no,
                channel_trade_no, channel_refund_no, amount_fen, fee_fen, at) from stdin (format binary)
            """, stop), statement);

    public void Write(in StatementLine line)
    {
        copy.StartRow();
        copy.Write(statement.Id, NpgsqlDbType.Uuid);
        copy.Write(line.LineNo, NpgsqlDbType.Integer);
        copy.Write((short)line.Kind, NpgsqlDbType.Smallint);
        copy.Write((short)line.Status, NpgsqlDbType.Smallint);
        copy.Write(statement.HospitalId, NpgsqlDbType.Text);
        copy.Write(statement.Channel, NpgsqlDbType.Text);
        copy.Write(line.MerchantId, NpgsqlDbType.Text);
        copy.Write(statement.Day, NpgsqlDbType.Date);
        copy.Write(line.RefundNo ?? line.OrderNo, NpgsqlDbType.Text);
        copy.Write(line.OrderNo, NpgsqlDbType.Text);
        copy.Write(line.ChannelTradeNo, NpgsqlDbType.Text);
        if (line.ChannelRefundNo is { } refundNo)
            copy.Write(refundNo, NpgsqlDbType.Text);
        else
            copy.WriteNull();
        copy.Write(line.AmountFen, NpgsqlDbType.Bigint);
        copy.Write(line.FeeFen, NpgsqlDbType.Bigint);
        copy.Write(line.At.UtcDateTime, NpgsqlDbType.TimestampTz);
    }

    public async Task Complete(CancellationToken stop) => await copy.CompleteAsync(stop);

    public ValueTask DisposeAsync() => copy.DisposeAsync();
}

/// <summary>Writes a hand-over's lines by COPY, as <see cref="StatementCopy"/> does a statement's.</summary>
internal sealed class HandoverCopy(NpgsqlBinaryImporter copy, Handover handover) : IAsyncDisposable
{
    public static async Task<HandoverCopy> Begin(NpgsqlConnection connection, Handover handover, CancellationToken stop) =>
        new(await connection.BeginBinaryImportAsync("""
            copy handover_lines (handover_id, line_no, kind, hospital_id, day, key, number, part, order_no, channel, his_doc_no,
                channel_trade_no, amount_fen, at, department, doctor) from stdin (format binary)
            """, stop), handover);

    public void Write(in HandoverLine line)
    {
        copy.StartRow();
        copy.Write(handover.Id, NpgsqlDbType.Uuid);
        copy.Write(line.LineNo, NpgsqlDbType.Integer);
        copy.Write((short)line.Kind, NpgsqlDbType.Smallint);
        copy.Write(handover.HospitalId, NpgsqlDbType.Text);
        copy.Write(handover.Day, NpgsqlDbType.Date);
        copy.Write(line.Kind == LineKind.Payment ? line.OrderNo : line.Number, NpgsqlDbType.Text);
        copy.Write(line.Number, NpgsqlDbType.Text);
        copy.Write(line.Part, NpgsqlDbType.Smallint);
        copy.Write(line.OrderNo, NpgsqlDbType.Text);
        copy.Write(line.Channel, NpgsqlDbType.Text);
        copy.Write(line.HisDocNo, NpgsqlDbType.Text);
        WriteText(line.ChannelTradeNo);
        copy.Write(line.AmountFen, NpgsqlDbType.Bigint);
        copy.Write(line.At.UtcDateTime, NpgsqlDbType.TimestampTz);
        WriteText(line.Department);
        WriteText(line.Doctor);
    }

    public async Task Complete(CancellationToken stop) => await copy.CompleteAsync(stop);

    public ValueTask DisposeAsync() => copy.DisposeAsync();

    private void WriteText(string? text)
    {
        if (text is null)
            copy.WriteNull();
        else
            copy.Write(text, NpgsqlDbType.Text);
    }
}
