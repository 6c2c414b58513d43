using System.Text.RegularExpressions;

namespace MobilePay.Charts.Tests.Topologies;

/// <summary>What one way has and another has not on purpose. Only this place knows, and each has its reason.</summary>
internal static class IntendedDifferences
{
    public const string LocalHost = "Topology.cs";
    public const string AppHost = "apphost.cs";
    public const string Chart = "the chart";

    private static readonly IReadOnlyList<Difference> All =
    [
        new(LocalHost, AppHost, "^(ASPNETCORE_ENVIRONMENT|ASPNETCORE_URLS|OTEL_SERVICE_NAME)$",
            "Aspire sets them by itself."),
        new(Chart, AppHost, "^(ASPNETCORE_ENVIRONMENT|ASPNETCORE_URLS|OTEL_SERVICE_NAME)$",
            "Aspire sets them by itself."),
        new(LocalHost, AppHost, "^DOTNET_PROCESSOR_COUNT$", "Who runs Aspire develops, and wants to see the defaults."),
        new(LocalHost, Chart, "^DOTNET_PROCESSOR_COUNT$", "A pod's limit says it."),
        new(LocalHost, Chart, "^ASPNETCORE_(ENVIRONMENT|URLS)$",
            "The sandbox names its listeners itself and has no styles of other packages to find.") { Service = "sandbox" },

        new(Chart, LocalHost, @"^Gateway__Networks__\d$",
            "Between pods the gateway does not call from the loopback address that services believe by default."),
        new(Chart, AppHost, @"^Gateway__Networks__\d$", "A run is on one machine; what is published names one network."),
        new(AppHost, LocalHost, @"^Gateway__Networks__\d$", "Only what is published has it."),

        new(LocalHost, Chart, "^Gateway__Zones__(Public|Hospital)__(RequestsPerSecond|Burst)$",
            "On one machine everybody has one address, and its limits would be those of all."),
        new(AppHost, Chart, "^Gateway__Zones__(Public|Hospital)__(RequestsPerSecond|Burst)$",
            "On one machine everybody has one address, and its limits would be those of all."),

        new(LocalHost, AppHost, "^Console__LinkDirectory$", "The dashboard shows the log, where the link stands as well."),
        new(LocalHost, Chart, "^Console__LinkDirectory$",
            "The link stands in the log; a pod has no folder an operator looks into."),

        new(Chart, LocalHost, "^Sandbox__ListenBeyondThisMachine$", "Its callers are other pods."),
        new(Chart, AppHost, "^Sandbox__ListenBeyondThisMachine$", "Its callers are other pods."),
    ];

    public static bool Covers(string has, string lacks, string service, string name) =>
        All.Any(difference => difference.Has == has && difference.Lacks == lacks
            && (difference.Service is null || difference.Service == service) && Regex.IsMatch(name, difference.Names));

    /// <summary>Of those listed, the ones that do not occur any more.</summary>
    public static IEnumerable<string> NotFoundIn(IReadOnlyList<Platform> platforms) =>
        from difference in All
        let has = Settings(platforms.Single(platform => platform.Way == difference.Has), difference)
        let lacks = Settings(platforms.Single(platform => platform.Way == difference.Lacks), difference)
        where !has.Except(lacks).Any()
        select $"{difference.Has} has no {difference.Names} that {difference.Lacks} has not.";

    private static IEnumerable<string> Settings(Platform platform, Difference difference) =>
        from service in platform.Services
        where difference.Service is null || difference.Service == service.Name
        from setting in service.Settings
        where Regex.IsMatch(setting, difference.Names)
        select $"{service.Name} {setting}";

    private sealed record Difference(string Has, string Lacks, string Names, string Reason)
    {
        public string? Service { get; init; }
    }
}
