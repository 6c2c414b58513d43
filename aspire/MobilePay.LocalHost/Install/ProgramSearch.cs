namespace MobilePay.LocalHost.Install;

/// <summary>Where programs are looked for, and whether missing ones may be installed.</summary>
public sealed record ProgramSearch
{
    /// <summary>Folders to look in instead of the usual ones; null for the usual ones.</summary>
    public IReadOnlyList<string>? Folders { get; init; }

    public bool MayInstall { get; init; } = true;

    private static IEnumerable<string> Path => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');

    internal string? RabbitMqServer =>
        // Debian's /usr/sbin/rabbitmq-server changes the user and hides the real process; the script behind it does not.
        Find("rabbitmq-server", ["/usr/lib/rabbitmq/bin", "/opt/rabbitmq/sbin", .. Path, "/usr/sbin", "/usr/local/sbin"]);

    internal string? Chromium => Find("chromium", Path) ?? Find("chromium-browser", Path) ?? Find("google-chrome", Path);

    internal string? SshServer => Find("sshd", [.. Path, "/usr/sbin", "/usr/local/sbin"]);

    /// <summary>The folder of PostgreSQL's programs: the version asked for, else the highest from 14 on.</summary>
    internal string? Postgres(int? version)
    {
        if (Folders is not null || version is null)
            return FolderOfPostgres(PostgresFolders().OrderByDescending(MajorVersion).Concat(Path));
        return FolderOfPostgres(PostgresFolders().Where(folder => MajorVersion(folder) == version));
    }

    private static IEnumerable<string> PostgresFolders() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Where(folder => MajorVersion(folder) >= 14)
            : [];

    private static int MajorVersion(string folder) =>
        int.TryParse(System.IO.Path.GetFileName(folder), out var version) ? version : 0;

    private string? FolderOfPostgres(IEnumerable<string> usual) =>
        (Folders ?? usual)
            .SelectMany(folder => (string[])[System.IO.Path.Combine(folder, "bin"), folder])
            .FirstOrDefault(folder => IsThere(System.IO.Path.Combine(folder, "initdb")));

    private string? Find(string program, IEnumerable<string> usual) =>
        (Folders ?? usual).Select(folder => System.IO.Path.Combine(folder, program)).FirstOrDefault(IsThere);

    // A link that a removed package left behind leads nowhere, and yet File.Exists says yes.
    private static bool IsThere(string path) =>
        File.Exists(path) && (File.ResolveLinkTarget(path, returnFinalTarget: true) is not { } target || target.Exists);
}
