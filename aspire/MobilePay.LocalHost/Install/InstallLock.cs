namespace MobilePay.LocalHost.Install;

/// <summary>Held by the one process of this user that installs; others wait. It falls open when its holder dies.</summary>
internal static class InstallLock
{
    public static async Task<IDisposable> Take(IProgress<string> progress, CancellationToken stop)
    {
        var file = Path.Combine(Path.GetTempPath(), $"mobilepay-install-{Environment.UserName}.lock");
        var isFirstTry = true;
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                if (isFirstTry)
                    progress.Report("Waiting for another process that is installing programs.");
                isFirstTry = false;
                await Task.Delay(250, stop);
            }
        }
    }
}
