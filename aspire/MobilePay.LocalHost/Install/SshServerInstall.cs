namespace MobilePay.LocalHost.Install;

/// <summary>The system's SSH server, for tests that fetch files as banks hand them out.</summary>
public static class SshServerInstall
{
    /// <summary>The path of sshd; installs it where it is missing, or throws a sentence that says what to install.</summary>
    public static async Task<string> Ensure(
        ProgramSearch? programs = null, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        programs ??= new ProgramSearch();
        if (programs.SshServer is null)
        {
            var log = Path.Combine(Path.GetTempPath(), $"mobilepay-install-{Environment.UserName}.log");
            await DebianPackages.Install(["openssh-server"], programs.MayInstall, () => programs.SshServer is not null, log,
                progress ?? Silence.Instance, stop);
        }

        return programs.SshServer!;
    }
}
