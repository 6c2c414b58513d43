using System.Reflection;

namespace MobilePay.LocalHost;

/// <summary>Where the sources and the built programs are.</summary>
internal static class Repository
{
    private const string Framework = "net10.0";

    /// <summary>Debug or Release: the services run as LocalHost itself was built.</summary>
    public static string Configuration { get; } =
        typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    public static string Root { get; } = Find(AppContext.BaseDirectory) ?? Find(Environment.CurrentDirectory)
        ?? throw new CannotStartException("MobilePay.sln was not found here or above; run this from the repository.");

    public static string DefaultFolder => Path.Combine(Root, ".local");

    public static string ServicesFilter => Path.Combine(Root, "aspire", "MobilePay.LocalHost", "services.slnf");

    public static string ProgramOf(Service service) => service.Assembly
        ?? Path.Combine(FolderOf(service), "bin", Configuration, Framework, service.Project + ".dll");

    /// <summary>Where settings files and static files of the service are found.</summary>
    public static string FolderOf(Service service) => service.Assembly is { } assembly
        ? Path.GetDirectoryName(assembly)!
        : Path.Combine(Root, "src", service.Project);

    private static string? Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "MobilePay.sln")))
                return folder.FullName;
        return null;
    }
}
