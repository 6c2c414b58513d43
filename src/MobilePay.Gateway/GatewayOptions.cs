using System.ComponentModel.DataAnnotations;

namespace MobilePay.Gateway;

/// <summary>What the edge lets in: three zones on three listeners, each with its own addresses and limits.</summary>
public sealed class GatewayOptions
{
    [Required]
    public ZonesOptions Zones { get; init; } = new();

    /// <summary>Proxies in front of us whose X-Forwarded-For is believed (addresses or CIDR); nobody's by default.</summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    /// <summary>Pages that may show ours in a frame; none by default. The sandbox's phone is one.</summary>
    public IReadOnlyList<string> FrameAncestors { get; init; } = [];
}

public sealed class ZonesOptions
{
    /// <summary>Patients and the channels' notices.</summary>
    public ZoneOptions Public { get; init; } = new() { Port = 8080 };

    /// <summary>The hospital's information system.</summary>
    public ZoneOptions Hospital { get; init; } = new() { Port = 8081 };

    /// <summary>The finance staff's console.</summary>
    public ZoneOptions Finance { get; init; } = new() { Port = 8082 };
}

public sealed class ZoneOptions
{
    [Range(1, 65535)]
    public int Port { get; init; }

    /// <summary>
    /// Who may come in (CIDR). Empty: everybody to the public zone, the machine itself and private networks to the others.
    /// The defaults do not stand here, for configuration adds to a list and would never narrow it.
    /// </summary>
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <summary>Requests one address may make a second, on average.</summary>
    [Range(1, 100_000)]
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>Requests one address may make at once, above the average.</summary>
    [Range(1, 100_000)]
    public int Burst { get; init; } = 200;

    /// <summary>The largest body let in, in bytes; of a chunked one the framing counts too, as it does in the services.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int BodyBytesMax { get; init; } = 64 * 1024;
}
