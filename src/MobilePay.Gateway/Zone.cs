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
    private readonly IPNetwork[] allowed = [.. options.AllowedNetworks.Select(IPNetwork.Parse)];

    public ZoneName Name => name;

    public ZoneOptions Options => options;

    public bool Admits(IPAddress? address)
    {
        if (address is null)
            return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allowed.Any(network => network.Contains(plain));
    }
}

/// <summary>The zones by their ports.</summary>
public sealed class Zones(ZonesOptions options)
{
    private readonly Dictionary<int, Zone> byPort = new()
    {
        [options.Public.Port] = new(ZoneName.Public, options.Public),
        [options.Hospital.Port] = new(ZoneName.Hospital, options.Hospital),
        [options.Finance.Port] = new(ZoneName.Finance, options.Finance),
    };

    /// <summary>Null on the gateway's own health port.</summary>
    public Zone? Of(HttpContext http) => byPort.GetValueOrDefault(http.Connection.LocalPort);

    public IEnumerable<int> Ports => byPort.Keys;
}
