namespace MobilePay.LocalHost.Install;

/// <summary>The system's Chromium and a Chinese font, for tests that look at pages.</summary>
public static class BrowserInstall
{
    private static readonly string[] Packages = ["chromium", "fonts-noto-cjk"];

    /// <summary>The path of the browser; installs what is missing, or throws a sentence that says what to install.</summary>
    public static async Task<string> Ensure(
        ProgramSearch? programs = null, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        programs ??= new ProgramSearch();
        if (!IsPresent(programs))
        {
            var log = Path.Combine(Path.GetTempPath(), $"mobilepay-install-{Environment.UserName}.log");
            await DebianPackages.Install(
                Packages, programs.MayInstall, () => IsPresent(programs), log, progress ?? Silence.Instance, stop);
        }

        return programs.Chromium!;
    }

    // Without the font Chinese pages are rows of boxes, and a picture of them proves nothing.
    private static bool IsPresent(ProgramSearch programs) =>
        programs.Chromium is not null && Directory.Exists("/usr/share/fonts")
        && Directory.EnumerateFiles("/usr/share/fonts", "NotoSansCJK*", SearchOption.AllDirectories).Any();
}
