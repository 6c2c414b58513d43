using System.Text.RegularExpressions;
using MobilePay.LocalHost.Tests.Support;

namespace MobilePay.LocalHost.Tests;

public sealed class TopologyTests
{
    [Fact]
    public void No_two_listen_on_one_port_and_all_ports_lie_in_the_span()
    {
        int[] offsets = [.. Topology.Whole.Services.SelectMany(service =>
                service.Listeners.Select(listener => listener.PortOffset).Append(service.PortOffset).Distinct()),
            Topology.PostgresPortOffset, Topology.RabbitMqPortOffset, Topology.RabbitMqDistributionPortOffset];

        offsets.ShouldBeUnique();
        offsets.ShouldAllBe(offset => offset >= 0 && offset < Ports.Span);
    }

    [Fact]
    public void Services_call_only_services_there_are_and_never_the_sandbox()
    {
        var known = Topology.Whole.Services.Where(service => !service.IsSandbox).Select(service => service.Name).ToList();

        Topology.Whole.Services.SelectMany(service => service.Calls).ShouldAllBe(called => known.Contains(called));
    }

    [Fact]
    public async Task Every_place_in_the_settings_can_be_filled()
    {
        using var folder = new TrialFolder();
        using var local = await LocalFolder.Open(folder.Path, new Heard(), default);
        var values = new SettingValues(Topology.Whole, 8080, local);
        Directory.CreateDirectory(folder.In("sandbox"));
        File.WriteAllText(values.Credentials, Credentials);

        foreach (var service in Topology.Whole.Services)
        {
            var environment = values.EnvironmentOf(service, name => $"Database={name}", "amqp://broker", hasSandbox: true);
            environment.Values.ShouldAllBe(value => value == null || !Regex.IsMatch(value, @"\{\w+:"));
        }

        var prescriptions = values.EnvironmentOf(
            Topology.Whole.Named("prescriptions"), name => name, "amqp://broker", hasSandbox: true);
        prescriptions["Pointer__PublicUrl"].ShouldBe("http://localhost:8080");
        prescriptions["ConnectionStrings__prescriptionsdb"].ShouldBe("mobilepay_prescriptions");
    }

    [Fact]
    public void The_build_filter_holds_every_service()
    {
        var filter = File.ReadAllText(Repository.ServicesFilter);

        Topology.Whole.Services.ShouldAllBe(service => filter.Contains(service.Project + ".csproj"));
    }

    private const string Credentials = """
        {"wechat":{"baseUrl":"u","appId":"a","mchId":"m","merchantSerial":"s","merchantPrivateKeyPem":"p",
         "platformPublicKeyId":"i","platformPublicKeyPem":"k","apiV3Key":"v"},
         "alipay":{"gatewayUrl":"u","appId":"a","sellerId":"s","appPrivateKeyPem":"p","alipayPublicKeyPem":"k"},
         "bank":{"baseUrl":"u","merId":"m","certId":"c","merchantPrivateKeyPem":"p","acquirerCertPem":"k"},
         "his":{"baseUrl":"u","institution":"SYN000000","keyId":"k","secret":"s"}}
        """;
}
