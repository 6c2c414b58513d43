using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace MobilePay.Sandbox.Statements;

/// <summary>The forms statements are packed in, good ones and bad ones.</summary>
internal static class Files
{
    /// <summary>More than any statement of a day, and still quickly made.</summary>
    private const int BombMegabytes = 400;

    public static readonly Encoding Utf8 = new UTF8Encoding(false);
    public static readonly Encoding Gbk = Chinese();

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(content);
        return packed.ToArray();
    }

    public static byte[] GzipBomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            WriteBomb(gzip);
        return packed.ToArray();
    }

    public static byte[] Zlib(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
            zlib.Write(content);
        return packed.ToArray();
    }

    /// <summary>Names are written in GBK and without the flag for UTF-8, as both senders of zips here do.</summary>
    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> entries, IReadOnlySet<string> flaws, DateTimeOffset at)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true, Gbk))
        {
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(flaws.Contains(PlantedKinds.PathInZip) ? "../../" + name : name);
                entry.LastWriteTime = at;
                using var stream = entry.Open();
                if (flaws.Contains(PlantedKinds.ZipBomb))
                    WriteBomb(stream);
                else
                    stream.Write(content);
            }
        }

        return Cut(packed.ToArray(), flaws);
    }

    /// <summary>A transfer that broke off.</summary>
    public static byte[] Cut(byte[] content, IReadOnlySet<string> flaws) =>
        flaws.Contains(PlantedKinds.Truncated) ? content[..(content.Length * 2 / 3)] : content;

    public static string Day(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static void WriteBomb(Stream into)
    {
        var megabyte = new byte[1 << 20];
        Array.Fill(megabyte, (byte)' ');
        for (var written = 0; written < BombMegabytes; written++)
            into.Write(megabyte);
    }

    private static Encoding Chinese()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(936);
    }
}
