using MobilePay.Reconciliation.Domain;
using Npgsql;
using NpgsqlTypes;

namespace MobilePay.Reconciliation.Persistence;

/// <summary>Writes the bookings of an account by COPY, as <see cref="StatementCopy"/> does a channel's lines.</summary>
internal sealed class BankLineCopy(NpgsqlBinaryImporter copy, Statement statement, FundsOptions funds, bool hasPayers)
    : IAsyncDisposable
{
    private static readonly char[] BetweenNumbers = [';', ',', ' '];

    /// <param name="hasPayers">The bank names who paid; where it does not, a credit may be any channel's.</param>
    public static async Task<BankLineCopy> Begin(
        NpgsqlConnection connection, Statement statement, FundsOptions funds, bool hasPayers, CancellationToken stop) =>
        new(await connection.BeginBinaryImportAsync("""
            copy bank_lines (statement_id, line_no, hospital_id, account_no, booked_on, serial_no, amount_fen, balance_fen,
                channel, batch_nos, remark) from stdin (format binary)
            """, stop), statement, funds, hasPayers);

    public void Write(in BankLine line)
    {
        var channel = hasPayers ? funds.ChannelOf(line.Counterparty) : BankCredit.AnyChannel;
        var batches = line.BatchNo?.Split(BetweenNumbers, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        copy.StartRow();
        copy.Write(statement.Id, NpgsqlDbType.Uuid);
        copy.Write(line.LineNo, NpgsqlDbType.Integer);
        copy.Write(statement.HospitalId, NpgsqlDbType.Text);
        copy.Write(statement.MerchantId, NpgsqlDbType.Text);
        copy.Write(line.BookedOn, NpgsqlDbType.Date);
        copy.Write(line.SerialNo, NpgsqlDbType.Text);
        copy.Write(line.AmountFen, NpgsqlDbType.Bigint);
        if (line.BalanceFen is { } balance)
            copy.Write(balance, NpgsqlDbType.Bigint);
        else
            copy.WriteNull();
        if (channel is null)
            copy.WriteNull();
        else
            copy.Write(channel, NpgsqlDbType.Text);
        copy.Write(batches ?? [], NpgsqlDbType.Array | NpgsqlDbType.Text);

        // The account has other business too, and its remarks can name people.
        copy.Write(batches is null && !(hasPayers && channel is not null) ? "" : line.Remark, NpgsqlDbType.Text);
    }

    public async Task Complete(CancellationToken stop) => await copy.CompleteAsync(stop);

    public ValueTask DisposeAsync() => copy.DisposeAsync();
}
