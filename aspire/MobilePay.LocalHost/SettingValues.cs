using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MobilePay.LocalHost;

/// <summary>
/// Fills the places in the topology's settings: <c>{port:public}</c>, <c>{url:public}</c>, <c>{folder:keys}</c>,
/// <c>{secret:name}</c>, <c>{key:name}</c> and <c>{credential:wechat.mchId}</c> (out of the sandbox's credentials.json).
/// </summary>
internal sealed partial class SettingValues(Topology topology, int portBase, LocalFolder folder)
{
    // Ten programs that each believe to have the machine alone wake each other all the time; on two cores that costs a fifth.
    private static readonly string ProcessorsEach =
        Math.Max(1, Environment.ProcessorCount / 4).ToString(CultureInfo.InvariantCulture);

    private JsonElement? credentials;

    public string Credentials => Path.Combine(folder.In("sandbox"), "credentials.json");

    public int Port(Service service) => portBase + service.PortOffset;

    public string? Url(string listener) => Find(listener) is { } found ? Url(portBase + found.PortOffset) : null;

    /// <summary>Everything the service is told, by environment variables only.</summary>
    public Dictionary<string, string?> EnvironmentOf(
        Service service, Func<string, string> database, string broker, bool hasSandbox)
    {
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Production",
            ["DOTNET_PROCESSOR_COUNT"] = Environment.GetEnvironmentVariable("DOTNET_PROCESSOR_COUNT") ?? ProcessorsEach,
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Port(service)}",
            ["OTEL_SERVICE_NAME"] = service.Name,
            ["ConnectionStrings__postgres"] = null,
            ["ConnectionStrings__rabbitmq"] = null,
        };
        if (service.HasDatabase)
        {
            environment[service.ConnectionName] = database(service.DatabaseName);
            environment["Database__MigrateAtStart"] = "true";
        }

        if (service.IsTrusted)
        {
            environment["ConnectionStrings__rabbitmq"] = broker;
            environment["PersonalData__Key"] = folder.Secrets.Key("personal-data");
        }

        foreach (var called in service.Calls)
            environment[$"services__{called}__http__0"] = $"http://127.0.0.1:{Port(topology.Named(called))}";
        foreach (var (name, value) in hasSandbox ? service.Settings.Concat(service.SandboxSettings) : service.Settings)
            environment[name] = Fill(value);
        return environment;
    }

    private string Fill(string value) =>
        Place().Replace(value, place => Resolve(place.Groups["kind"].Value, place.Groups["name"].Value));

    private string Resolve(string kind, string name) => kind switch
    {
        "port" => (portBase + Require(name).PortOffset).ToString(CultureInfo.InvariantCulture),
        "url" => Url(portBase + Require(name).PortOffset),
        "folder" => PrivateFolder.Create(folder.In(name)),
        "secret" => folder.Secrets.Password(name),
        "key" => folder.Secrets.Key(name),
        "credential" => Credential(name),
        _ => throw new InvalidOperationException($"The topology asks for {{{kind}:{name}}}, which nobody knows."),
    };

    private string Credential(string path)
    {
        credentials ??= JsonDocument.Parse(File.ReadAllText(Credentials)).RootElement;
        var found = credentials.Value;
        foreach (var part in path.Split('.'))
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(part, out found))
                throw new CannotStartException($"The sandbox's {Credentials} has no {path}.");
        return found.GetString() ?? "";
    }

    private Listener Require(string name) =>
        Find(name) ?? throw new InvalidOperationException($"No service of the topology listens as {name}.");

    private Listener? Find(string name) =>
        topology.Services.SelectMany(service => service.Listeners).FirstOrDefault(listener => listener.Name == name);

    private static string Url(int port) => $"http://localhost:{port}";

    [GeneratedRegex(@"\{(?<kind>[a-z]+):(?<name>[\w.-]+)\}")]
    private static partial Regex Place();
}
