using System.IO.Compression;
using System.IO.Hashing;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients;

/// <summary>The bytes of one statement, unpacked while they are read and counted against the limits.</summary>
internal sealed class ByteSource : IDisposable
{
    private static readonly byte[] GzipMagic = [0x1F, 0x8B];
    private static readonly byte[] ZipMagic = "PK\u0003\u0004"u8.ToArray();

    private readonly Stream unpacked;
    private readonly Func<long>? packedBytes;
    private readonly ArchiveLimits limits;
    private readonly (uint Crc, long Length)? promised;
    private readonly Crc32 crc = new();
    private long bytes;

    private ByteSource(
        Stream unpacked, Func<long>? packedBytes, ArchiveLimits limits, (uint Crc, long Length)? promised = null) =>
        (this.unpacked, this.packedBytes, this.limits, this.promised) = (unpacked, packedBytes, limits, promised);

    public Error? Refused { get; private set; }

    /// <summary>A plain or a gzip file. The file must be seekable: it is looked at before it is read.</summary>
    public static ByteSource OfFile(Stream file, ArchiveLimits limits) =>
        StartsWith(file, GzipMagic)
            ? new(new GZipStream(file, CompressionMode.Decompress, leaveOpen: true), () => file.Position, limits)
            : new(file, null, limits);

    /// <summary>An entry of a zip; its checksum is ours to check, the framework does not.</summary>
    public static ByteSource OfEntry(ZipArchiveEntry entry, long archiveBytes, ArchiveLimits limits)
    {
        var packed = Math.Min(entry.CompressedLength, archiveBytes);
        return new(entry.Open(), () => packed, limits, (entry.Crc32, entry.Length));
    }

    public static bool IsZip(Stream file) => StartsWith(file, ZipMagic) || StartsWith(file, "PK\u0005\u0006"u8);

    /// <summary>Fills what it can. Zero at the end, and where the file is refused.</summary>
    public int Read(Span<byte> into)
    {
        if (Refused is not null)
            return 0;

        int read;
        try
        {
            read = unpacked.Read(into);
        }
        catch (InvalidDataException)
        {
            return Refuse(StatementErrors.Archive(ArchiveFault.Damaged));
        }

        // A packed file inside a packed file, or a zip where text was expected, is never a statement.
        if (bytes == 0 && (into[..read].StartsWith(GzipMagic) || into[..read].StartsWith(ZipMagic)))
            return Refuse(StatementErrors.Archive(ArchiveFault.Nested));

        bytes += read;
        if (bytes > limits.UnpackedBytesMax)
            return Refuse(StatementErrors.TooLarge(limits.UnpackedBytesMax));
        if (packedBytes is not null && bytes > limits.RatioCountsFromBytes && bytes / limits.RatioMax > packedBytes())
            return Refuse(StatementErrors.Archive(ArchiveFault.Inflates));

        return promised is null ? read : Checked(into[..read], promised.Value);
    }

    public void Dispose()
    {
        if (packedBytes is not null)
            unpacked.Dispose();
    }

    private int Checked(ReadOnlySpan<byte> part, (uint Crc, long Length) stated)
    {
        crc.Append(part);
        if (part.Length == 0 && (bytes != stated.Length || crc.GetCurrentHashAsUInt32() != stated.Crc))
            return Refuse(StatementErrors.Archive(ArchiveFault.Damaged));
        return part.Length;
    }

    private int Refuse(Error why)
    {
        Refused = why;
        return 0;
    }

    private static bool StartsWith(Stream file, ReadOnlySpan<byte> magic)
    {
        Span<byte> head = stackalloc byte[magic.Length];
        var from = file.Position;
        var read = file.ReadAtLeast(head, magic.Length, throwOnEndOfStream: false);
        file.Position = from;
        return read == magic.Length && head.SequenceEqual(magic);
    }
}
