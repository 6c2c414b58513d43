using Yarp.ReverseProxy.Configuration;

namespace MobilePay.Gateway;

/// <summary>Which path of which zone leads to which service: the whole map, and no business rule.</summary>
public static class Routes
{
    /// <summary>Metadata of a route: the zone it may be reached from.</summary>
    public const string ZoneKey = "zone";

    /// <summary>A hospital's whole day in one call, hundreds of thousands of lines; no other path takes such a body.</summary>
    public const long HandoverBytesMax = 64 << 20;

    /// <summary>A channel's or bank's file that finance hands in; what a statement can be, the books themselves know.</summary>
    public const long StatementBytesMax = 256 << 20;

    private const string Handovers = "/his/v1/handovers";
    private const string Statements = "/api/v1/statements/{**rest}";
    private const string Differences = "/api/v1/differences/{**rest}";

    // Of the differences only evidence is large, and at most 10 MB.
    private static readonly Dictionary<string, long> BytesMax = new()
    {
        [Handovers] = HandoverBytesMax,
        [Statements] = StatementBytesMax,
        [Differences] = 11 << 20,
    };

    private static readonly (ZoneName Zone, string Service, string Path)[] Map =
    [
        (ZoneName.Public, "patientweb", "/"),
        (ZoneName.Public, "patientweb", "/s/{**rest}"),
        (ZoneName.Public, "patientweb", "/p/{**rest}"),
        (ZoneName.Public, "patientweb", "/pay/{**rest}"),
        (ZoneName.Public, "patientweb", "/wechat/{**rest}"),
        (ZoneName.Public, "patientweb", "/assets/{**rest}"),
        (ZoneName.Public, "prescriptions", "/api/v1/prescriptions/{**rest}"),
        (ZoneName.Public, "payments", "/api/v1/payments/{**rest}"),
        (ZoneName.Public, "banksettlement", "/api/v1/quick-pays/{**rest}"),
        (ZoneName.Public, "banksettlement", "/notify/{**rest}"),
        (ZoneName.Hospital, "hissync", Handovers),
        (ZoneName.Hospital, "hissync", "/his/v1/{**rest}"),

        // All of it: who signs in and may do what is the console's to know, and nothing reaches the books past it.
        (ZoneName.Finance, "financeweb", Statements),
        (ZoneName.Finance, "financeweb", Differences),
        (ZoneName.Finance, "financeweb", "/"),
        (ZoneName.Finance, "financeweb", "/{**rest}"),
    ];

    public static IReadOnlyList<string> Services { get; } = [.. Map.Select(m => m.Service).Distinct()];

    public static IReadOnlyList<RouteConfig> All { get; } =
    [
        .. Map.Select((entry, i) => new RouteConfig
        {
            RouteId = $"{i:00} {entry.Zone} {entry.Path}",
            ClusterId = entry.Service,
            Match = new() { Path = entry.Path },
            MaxRequestBodySize = BytesMax.TryGetValue(entry.Path, out var bytes) ? bytes : null,
            Metadata = new Dictionary<string, string> { [ZoneKey] = entry.Zone.ToString() },
        }),
    ];

    /// <summary>One cluster a service, at the address the standard variable <c>services__name__http__0</c> gives.</summary>
    public static IReadOnlyList<ClusterConfig> ClustersFrom(IConfiguration configuration) =>
    [
        .. Services.Select(service => new ClusterConfig
        {
            ClusterId = service,
            Destinations = new Dictionary<string, DestinationConfig>
            {
                [service] = new()
                {
                    Address = configuration[$"services:{service}:http:0"]
                        ?? throw new InvalidOperationException($"Set services__{service}__http__0 to the address of {service}."),
                },
            },
            // The outermost of the nested limits (rule T1); a long-poll of 30 s passes, for it is answered in time.
            HttpRequest = new() { ActivityTimeout = TimeSpan.FromSeconds(40) },
        }),
    ];
}
