using MobilePay.LocalHost;

namespace MobilePay.Charts.Tests.Topologies;

/// <summary>The platform as MobilePay.LocalHost starts it, sandbox and all.</summary>
internal static class FromTopology
{
    public static async Task<Platform> Read(Topology topology)
    {
        var trial = Directory.CreateTempSubdirectory("mobilepay-topology-").FullName;
        try
        {
            using var folder = await LocalFolder.Open(trial, Silence.Instance, CancellationToken.None);
            var values = new SettingValues(topology, 8080, folder);
            return new(IntendedDifferences.LocalHost,
                [.. topology.Services.Select(service => DeclaredService.Of(service.Name,
                    service.HasDatabase ? service.DatabaseName : null, EnvironmentOf(values, service)))]);
        }
        finally
        {
            Directory.Delete(trial, recursive: true);
        }
    }

    // Without the sandbox the values need no credentials; of the sandbox's own settings the names are enough.
    private static IEnumerable<string> EnvironmentOf(SettingValues values, Service service) =>
        values.EnvironmentOf(service, name => name, "amqp://broker", hasSandbox: false)
            .Where(variable => variable.Value is not null).Select(variable => variable.Key)
            .Concat(service.SandboxSettings.Keys);
}
