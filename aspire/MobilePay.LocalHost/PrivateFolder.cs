namespace MobilePay.LocalHost;

internal static class PrivateFolder
{
    /// <summary>Makes the folder if needed, and closes it to everybody but its owner.</summary>
    public static string Create(string path)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
