namespace MobilePay.LocalHost.Tests.Support;

internal sealed class TrialFolder : IDisposable
{
    public TrialFolder()
    {
        Path = Directory.CreateTempSubdirectory("mobilepay-trial-").FullName;

        // The servers run as users of their own and must be able to get in.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, File.GetUnixFileMode(Path)
                | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public string Path { get; }

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
