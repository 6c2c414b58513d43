using System.Data;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using Npgsql;
using NpgsqlTypes;

namespace MobilePay.Reconciliation.Persistence;

/// <summary>What one pass over a hospital's day came to.</summary>
/// <param name="Alike">Sums of what all sides have alike, by channel, kind, and whether one side has it on another day.</param>
/// <param name="Unlike">The numbers that need a closer look.</param>
internal sealed record DayPass(IReadOnlyList<BridgePart> Alike, IReadOnlySet<(LineKind Kind, string Key)> Unlike);

/// <summary>What one number puts into the day's totals: 0 on a side whose line is another day's.</summary>
internal readonly record struct DayFen(long Hospital, long Platform, long Channel);

/// <summary>Runs the joins of <see cref="MatchSql"/> on an open connection and reads what they answer.</summary>
internal sealed class Matching(NpgsqlConnection connection, string hospitalId, ReconciliationOptions options)
{
    // A number met on another day is the same number: payments within a day, refunds within three.
    private const int DaysAround = Sources.RefundDays;
    private const int KeysAtOnce = 5_000;

    public async Task<DayPass> PassOver(DateOnly day, CancellationToken stop)
    {
        var settings = $"set local work_mem = '{options.JoinMegabytes}MB'; set local jit = off";
        await using (var memory = new NpgsqlCommand(settings, connection))
            await memory.ExecuteNonQueryAsync(stop);

        await using var command = Command(MatchSql.Day);
        var (from, to) = (day.AddDays(-DaysAround), day.AddDays(DaysAround));
        command.Parameters.AddWithValue("d", day);
        command.Parameters.AddWithValue("f", from);
        command.Parameters.AddWithValue("t", to);
        command.Parameters.AddWithValue("fi", MidnightOf(from));
        command.Parameters.AddWithValue("ti", MidnightOf(to.AddDays(1)));

        var alike = new List<BridgePart>();
        var unlike = new HashSet<(LineKind, string)>();
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, stop);
        while (await reader.ReadAsync(stop))
        {
            var isAlike = reader.GetBoolean(0);
            var key = isAlike ? null : reader.GetString(1);
            var kind = (LineKind)reader.GetInt32(2);
            if (key is not null)
            {
                unlike.Add((kind, key));
                continue;
            }

            var channel = reader.GetString(3);
            var step = reader.GetBoolean(4) ? BridgeStep.Matched : BridgeStep.Carried;
            alike.Add(new()
            {
                Channel = channel,
                Kind = kind,
                Step = step,
                Class = step.ToString(),
                Count = reader.GetInt32(5),
                HospitalFen = reader.GetInt64(6),
                PlatformFen = reader.GetInt64(7),
                ChannelFen = reader.GetInt64(8),
            });
        }

        return new(alike, unlike);
    }

    /// <summary>What each side has under these numbers, whatever its day, and what of it is of this one.</summary>
    public async IAsyncEnumerable<(ThreeSides Sides, DayFen OfDay)> LookUp(
        IEnumerable<string> keys, DateOnly day, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var some in keys.Distinct().Chunk(KeysAtOnce))
        {
            await using var command = Command(MatchSql.ByKey);
            command.Parameters.AddWithValue("k", some);
            command.Parameters.AddWithValue("d", day);
            await using var reader = await command.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop))
                yield return (ReadSides(reader), new(reader.GetInt64(20), reader.GetInt64(21), reader.GetInt64(22)));
        }
    }

    /// <summary>What these orders come to on each side.</summary>
    public async Task<IReadOnlyDictionary<string, OrderNets>> NetsOf(IEnumerable<string> orders, CancellationToken stop)
    {
        var nets = new Dictionary<string, OrderNets>();
        foreach (var some in orders.Distinct().Chunk(KeysAtOnce))
        {
            await using var command = Command(MatchSql.Nets);
            command.Parameters.AddWithValue("k", some);
            await using var reader = await command.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop))
                nets[reader.GetString(0)] = new(reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
        }

        return nets;
    }

    private ThreeSides ReadSides(NpgsqlDataReader reader)
    {
        var order = reader.GetString(2);
        return new((LineKind)reader.GetInt32(0), reader.GetString(1), order, reader.GetString(3), reader.GetString(4),
            options.OrderNumber.IsMatch(order),
            reader.IsDBNull(6) ? null : new(reader.GetInt32(6), reader.GetInt32(7), reader.GetInt64(8),
                reader.GetFieldValue<DateOnly>(9), reader.GetFieldValue<DateTimeOffset>(10), LineStatus.Done),
            reader.IsDBNull(11) ? null : new(1, 1, reader.GetInt64(11), reader.GetFieldValue<DateOnly>(12),
                reader.GetFieldValue<DateTimeOffset>(13), (LineStatus)reader.GetInt32(14)),
            reader.IsDBNull(15) ? null : new(reader.GetInt32(15), 1, reader.GetInt64(16), reader.GetFieldValue<DateOnly>(17),
                reader.GetFieldValue<DateTimeOffset>(18), (LineStatus)reader.GetInt16(19)),
            reader.GetBoolean(5));
    }

    private NpgsqlCommand Command(string sql) => new(sql, connection)
    {
        CommandTimeout = (int)options.MatchWithin.TotalSeconds,
        Parameters =
        {
            new("h", hospitalId),
            new("ch", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = options.FeeRates.Select(r => r.Channel).ToArray() },
            new("me", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = options.FeeRates.Select(r => r.MerchantId).ToArray() },
            new("rt", NpgsqlDbType.Array | NpgsqlDbType.Bigint)
            {
                Value = options.FeeRates.Select(r => r.Millionths).ToArray(),
            },
        },
    };

    private static DateTimeOffset MidnightOf(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), BusinessDay.ChinaOffset).ToUniversalTime();
}
