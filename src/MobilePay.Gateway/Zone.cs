using System.ComponentModel.DataAnnotations;
using System.Net;

namespace MobilePay.Gateway;

public enum ZoneName
{
    Public,
    Hospital,
    Finance,
}

/// <summary>
/// One of the three listeners. A request belongs to the zone of the port it came in by, whatever its Host header says.
/// </summary>
public sealed class Zone(ZoneName name, ZoneOptions options)
{
    private static readonly string[] Everywhere = ["0.0.0.0/0", "::/0"];
    private static readonly string[] Nearby =
        ["127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"];

    private readonly IPNetwork[] allowed = [.. NetworksOf(name, options).Select(IPNetwork.Parse)];

    public ZoneName Name => name;

    public ZoneOptions Options => options;

    public bool Admits(IPAddress? address)
    {
        if (address is null)
            return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allowed.Any(network => network.Contains(plain));
    }

    private static IReadOnlyList<string> NetworksOf(ZoneName name, ZoneOptions options) =>
        options.AllowedNetworks is not [] ? options.AllowedNetworks : name == ZoneName.Public ? Everywhere : Nearby;
}

/// <summary>The zones by their ports.</summary>
public sealed class Zones(ZonesOptions options)
{
    private readonly Dictionary<int, Zone> byPort = new()
    {
        // Added one by one, so that two zones on one port do not start: the last would silently open both.
        { options.Public.Port, new(ZoneName.Public, Valid(options.Public)) },
        { options.Hospital.Port, new(ZoneName.Hospital, Valid(options.Hospital)) },
        { options.Finance.Port, new(ZoneName.Finance, Valid(options.Finance)) },
    };

    /// <summary>Null on the gateway's own health port.</summary>
    public Zone? Of(HttpContext http) => byPort.GetValueOrDefault(http.Connection.LocalPort);

    public IEnumerable<int> Ports => byPort.Keys;

    // The framework's check of options does not look into options within options.
    private static ZoneOptions Valid(ZoneOptions options)
    {
        Validator.ValidateObject(options, new(options), validateAllProperties: true);
        return options;
    }
}
