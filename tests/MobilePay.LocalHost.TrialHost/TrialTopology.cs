namespace MobilePay.LocalHost.TrialHost;

/// <summary>A sandbox, a service with a database, and one in front of it: the shape of the platform in small.</summary>
public static class TrialTopology
{
    public static Topology Small { get; } = new([
        Trial("sandbox", 10) with
        {
            IsSandbox = true,
            IsTrusted = false,
            Listeners = [new("sandbox", 10), new("his", 10)],
            Settings = new Dictionary<string, string>
            {
                ["Trial__Role"] = "sandbox",
                ["Sandbox__Directory"] = "{folder:sandbox}",
                ["Sandbox__Secret"] = "{secret:wechat-app}",
            },
        },
        Trial("payments", 21) with
        {
            HasDatabase = true,
            Settings = new Dictionary<string, string> { ["Trial__Role"] = "service" },
            SandboxSettings = new Dictionary<string, string> { ["His__Secret"] = "{credential:his.secret}" },
        },
        Trial("gateway", 19) with
        {
            IsTrusted = false,
            Calls = ["payments"],
            Listeners = [new("public", 19)],
            Settings = new Dictionary<string, string> { ["Trial__Role"] = "service" },
        }]);

    private static Service Trial(string name, int portOffset) =>
        new(name, "MobilePay.LocalHost.TrialHost", portOffset) { Assembly = typeof(TrialTopology).Assembly.Location };
}
