using System.IO.Compression;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients;

/// <summary>A zip from outside, looked over before anything in it is unpacked; nothing of it is ever written to a disk.</summary>
internal sealed class BillArchive : IDisposable
{
    private static readonly string[] Packed = [".zip", ".gz", ".tgz", ".tar", ".7z", ".rar", ".bz2", ".xz", ".zst", ".jar"];

    private readonly ZipArchive zip;
    private readonly long archiveBytes;
    private readonly ArchiveLimits limits;

    private BillArchive(ZipArchive zip, long archiveBytes, ArchiveLimits limits) =>
        (this.zip, this.archiveBytes, this.limits) = (zip, archiveBytes, limits);

    public IEnumerable<string> Names => zip.Entries.Select(entry => entry.FullName);

    /// <summary>Channels write the names in GBK and do not say so in the archive.</summary>
    public static Result<BillArchive> Open(Stream file, ArchiveLimits limits)
    {
        ZipArchive zip;
        try
        {
            zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: Gbk.Encoding);
            if (Fault(zip, limits) is { } found)
            {
                zip.Dispose();
                return StatementErrors.Archive(found.Fault, found.Entry);
            }
        }
        catch (Exception e) when (IsDamage(e))
        {
            return StatementErrors.Archive(ArchiveFault.Damaged);
        }

        return new BillArchive(zip, file.Length, limits);
    }

    /// <summary>The one entry whose name fits.</summary>
    public Result<ByteSource> Entry(Func<string, bool> isWanted)
    {
        var entries = zip.Entries.Where(entry => isWanted(entry.FullName)).Take(2).ToList();
        if (entries.Count == 0)
            return StatementErrors.Archive(ArchiveFault.NotThere);
        if (entries.Count > 1)
            return StatementErrors.Archive(ArchiveFault.Several, entries[1].FullName);

        try
        {
            return ByteSource.OfEntry(entries[0], archiveBytes, limits);
        }
        catch (Exception e) when (IsDamage(e))
        {
            return StatementErrors.Archive(ArchiveFault.Damaged, entries[0].FullName);
        }
    }

    public void Dispose() => zip.Dispose();

    private static (ArchiveFault Fault, string? Entry)? Fault(ZipArchive zip, ArchiveLimits limits)
    {
        if (zip.Entries.Count > limits.EntriesMax)
            return (ArchiveFault.TooManyEntries, null);

        foreach (var entry in zip.Entries)
        {
            var name = entry.FullName;
            if (name.AsSpan().IndexOfAny("/\\:") >= 0 || name.Contains("..", StringComparison.Ordinal))
                return (ArchiveFault.HasFolders, name);
            if (entry.IsEncrypted)
                return (ArchiveFault.Encrypted, name);
            if (Packed.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
                return (ArchiveFault.Nested, name);
        }

        return null;
    }

    // What the framework throws on archives whose tables were damaged; everything else is our own fault and must be seen.
    private static bool IsDamage(Exception e) =>
        e is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentOutOfRangeException;
}
