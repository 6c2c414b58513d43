namespace MobilePay.LocalHost;

internal static class AtomicFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A reader sees the old content or the new one, never a part; only the owner may read it.</summary>
    public static void Write(string file, string content)
    {
        var fresh = file + ".new";
        File.Delete(fresh);
        using (var stream = new FileStream(fresh, Private(FileMode.CreateNew)))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(content));
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, file, overwrite: true);
    }

    private static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }
}
