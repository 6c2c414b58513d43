namespace MobilePay.LocalHost.Install;

/// <summary>Programs of Debian's that tests hold our files against, such as hledger.</summary>
public static class ToolInstall
{
    /// <summary>The path of the program; installs what is missing, or throws a sentence that says what to install.</summary>
    public static async Task<string> Ensure(string program, string package, CancellationToken stop = default)
    {
        if (Find(program) is null)
        {
            var log = Path.Combine(Path.GetTempPath(), $"mobilepay-install-{Environment.UserName}.log");
            await DebianPackages.Install(
                [package], mayInstall: true, () => Find(program) is not null, log, Silence.Instance, stop);
        }

        return Find(program)!;
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
