using System.Net;
using MobilePay.Gateway.Tests.Support;
using static MobilePay.Gateway.ZoneName;

namespace MobilePay.Gateway.Tests.Features;

public sealed class AddressTests
{
    [Fact]
    public async Task An_address_outside_the_allowed_networks_may_not_come_in()
    {
        await using var backend = await EchoBackend.Start();
        await using var gateway = GatewayApp.Start(backend.Address, ("Gateway:Zones:Finance:AllowedNetworks:0", "10.1.0.0/16"));

        using var refused = await gateway.Get(Finance, "/");
        using var elsewhere = await gateway.Get(Hospital, "/his/v1/prescriptions");

        await refused.ShouldBeProblem(HttpStatusCode.Forbidden, "gateway.address");
        (await elsewhere.ShouldBeEcho()).Service.ShouldBe("hissync");
    }

    [Fact]
    public async Task The_public_zone_can_be_narrowed_too()
    {
        await using var backend = await EchoBackend.Start();
        await using var gateway = GatewayApp.Start(backend.Address, ("Gateway:Zones:Public:AllowedNetworks:0", "10.1.0.0/16"));

        using var refused = await gateway.Get(Public, "/");

        await refused.ShouldBeProblem(HttpStatusCode.Forbidden, "gateway.address");
    }

    [Fact]
    public async Task An_unknown_peer_is_not_believed_about_the_address()
    {
        await using var backend = await EchoBackend.Start();
        await using var gateway = GatewayApp.Start(backend.Address);

        using var answer = await GetAs(gateway, Public, "203.0.113.7");

        var seen = (await answer.ShouldBeEcho()).ForwardedFor;
        IPAddress.Parse(seen!).MapToIPv4().ShouldBe(IPAddress.Loopback);
    }

    [Fact]
    public async Task Among_configured_proxies_an_unknown_peer_is_not_believed_either()
    {
        await using var backend = await EchoBackend.Start();
        await using var gateway = GatewayApp.Start(backend.Address, ("Gateway:KnownProxies:0", "10.9.9.9"));

        using var answer = await GetAs(gateway, Public, "203.0.113.7");

        var seen = (await answer.ShouldBeEcho()).ForwardedFor;
        IPAddress.Parse(seen!).MapToIPv4().ShouldBe(IPAddress.Loopback);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    public async Task A_configured_proxy_is_believed(string proxy)
    {
        await using var backend = await EchoBackend.Start();
        await using var gateway = GatewayApp.Start(backend.Address, ("Gateway:KnownProxies:0", proxy));

        using var answer = await GetAs(gateway, Public, "203.0.113.7");
        using var refused = await GetAs(gateway, Finance, "203.0.113.7");

        (await answer.ShouldBeEcho()).ForwardedFor.ShouldBe("203.0.113.7");
        await refused.ShouldBeProblem(HttpStatusCode.Forbidden, "gateway.address");
    }

    private static async Task<HttpResponseMessage> GetAs(GatewayApp gateway, ZoneName zone, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Address(zone));
        request.Headers.Add("X-Forwarded-For", address);
        return await gateway.Send(request);
    }
}
