using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Clients.Statements;

/// <summary>Whose statement of which day is wanted.</summary>
/// <param name="Kind">trade or funds.</param>
public sealed record StatementAsked(string HospitalId, string MerchantId, DateOnly Day, string Kind)
{
    public const string Trade = "trade";
    public const string Funds = "funds";

    public string Digits => Day.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    public string Dashed => Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>
/// A file that is whole, and checked where its channel tells a digest. It lies on the disk and goes with this object.
/// </summary>
public sealed record StatementFile(FileStream Content, string Name) : IDisposable
{
    private const int BufferBytes = 1 << 16;

    public static FileStream NewSpool() => new(Path.GetTempFileName(), FileMode.Truncate, FileAccess.ReadWrite, FileShare.None,
        BufferBytes, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    /// <summary>Copies until the end, or until it is longer than any statement. The copy is then at its beginning.</summary>
    /// <param name="seen">Is shown every byte, in order.</param>
    /// <returns>False where it is too long.</returns>
    public static async Task<bool> Copy(
        Stream from, Stream to, long bytesMax, Action<ReadOnlyMemory<byte>>? seen, CancellationToken stop)
    {
        var buffer = new byte[BufferBytes];
        var bytes = 0L;
        while (await from.ReadAsync(buffer, stop) is > 0 and var read)
        {
            if ((bytes += read) > bytesMax)
                return false;
            seen?.Invoke(buffer.AsMemory(0, read));
            await to.WriteAsync(buffer.AsMemory(0, read), stop);
        }

        await to.FlushAsync(stop);
        to.Position = 0;
        return true;
    }

    /// <summary>Takes the whole of a stream; a name from outside keeps only its last part.</summary>
    public static async Task<Result<StatementFile>> Take(
        Stream from, string channel, string name, long bytesMax, CancellationToken stop)
    {
        var spool = NewSpool();
        var isTaken = false;
        try
        {
            isTaken = await Copy(from, spool, bytesMax, seen: null, stop);
            return isTaken ? new StatementFile(spool, NameOf(name)) : StatementErrors.TooLong(channel, bytesMax);
        }
        finally
        {
            if (!isTaken)
                await spool.DisposeAsync();
        }
    }

    public void Dispose() => Content.Dispose();

    private static string NameOf(string name) => name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
}
