namespace MobilePay.LocalHost;

/// <summary>An address that people or other people's programs use, apart from a service's own.</summary>
/// <param name="Name">As in endpoints.json.</param>
/// <param name="PortOffset">Above the port base.</param>
public sealed record Listener(string Name, int PortOffset);

/// <summary>
/// One service of the platform. Setting values may hold <c>{kind:name}</c> places, which <see cref="SettingValues"/> fills.
/// </summary>
/// <param name="Name">As other services and the telemetry know it.</param>
/// <param name="Project">The project's folder under src, and the name of its program.</param>
/// <param name="PortOffset">Above the port base; health and internal calls answer there.</param>
public sealed record Service(string Name, string Project, int PortOffset)
{
    public bool HasDatabase { get; init; }

    /// <summary>Gets the broker's address and the key of the columns with personal text.</summary>
    public bool IsTrusted { get; init; } = true;

    /// <summary>Stands for the world outside: started before the others, stopped after them, left out by --no-sandbox.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>The services it calls, and therefore gets the addresses of.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    public IReadOnlyList<Listener> Listeners { get; init; } = [];

    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Only with the sandbox; without it these come from the environment LocalHost was started in.</summary>
    public IReadOnlyDictionary<string, string> SandboxSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>The program to run when it is not that of a project under src.</summary>
    public string? Assembly { get; init; }

    public string DatabaseName => "mobilepay_" + Name;

    public string ConnectionName => $"ConnectionStrings__{Name}db";
}
