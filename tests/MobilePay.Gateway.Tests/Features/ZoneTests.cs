using System.ComponentModel.DataAnnotations;
using System.Net;
using MobilePay.Gateway.Tests.Support;
using static MobilePay.Gateway.ZoneName;

namespace MobilePay.Gateway.Tests.Features;

public sealed class ZoneTests(Behind behind) : IClassFixture<Behind>
{
    [Theory]
    [InlineData(Public, "/", "patientweb")]
    [InlineData(Public, "/s/token", "patientweb")]
    [InlineData(Public, "/p/1", "patientweb")]
    [InlineData(Public, "/pay/1", "patientweb")]
    [InlineData(Public, "/wechat/return", "patientweb")]
    [InlineData(Public, "/api/v1/quick-pays/P1", "banksettlement")]
    [InlineData(Public, "/assets/page.css", "patientweb")]
    [InlineData(Public, "/api/v1/prescriptions/token", "prescriptions")]
    [InlineData(Public, "/api/v1/payments", "payments")]
    [InlineData(Public, "/api/v1/payments/1/close", "payments")]
    [InlineData(Public, "/notify/wechat/1", "banksettlement")]
    [InlineData(Hospital, "/his/v1/prescriptions", "hissync")]
    [InlineData(Hospital, "/his/v1/prescriptions/1/qr.svg", "hissync")]
    [InlineData(Finance, "/", "financeweb")]
    [InlineData(Finance, "/finance.css", "financeweb")]
    [InlineData(Finance, "/differences/1", "financeweb")]
    [InlineData(Finance, "/api/v1/staff-events", "financeweb")]
    [InlineData(Finance, "/api/v1/handovers", "financeweb")]
    [InlineData(Finance, "/api/v1/reports/day", "financeweb")]
    public async Task Each_path_reaches_its_service_from_its_own_zone(ZoneName zone, string path, string service)
    {
        using var answer = await behind.Gateway.Get(zone, path);

        var echo = await answer.ShouldBeEcho();
        echo.Service.ShouldBe(service);
        echo.Path.ShouldBe(path);
    }

    [Theory]
    [InlineData(Public, "/his/v1/prescriptions")]
    [InlineData(Public, "/api/v1/handovers")]
    [InlineData(Public, "/finance.css")]
    [InlineData(Public, "/health")]
    [InlineData(Public, "/health/live")]
    [InlineData(Public, "/HEALTH/ready")]
    [InlineData(Public, "/nothing/here")]
    [InlineData(Hospital, "/")]
    [InlineData(Hospital, "/s/token")]
    [InlineData(Hospital, "/assets/page.css")]
    [InlineData(Hospital, "/api/v1/payments")]
    [InlineData(Hospital, "/api/v1/handovers")]
    [InlineData(Hospital, "/notify/wechat/1")]
    [InlineData(Hospital, "/api/v1/quick-pays/P1")]
    [InlineData(Public, "/refunds/failed")]
    [InlineData(Public, "/his/v1/refund-requests")]
    [InlineData(Hospital, "/health/live")]
    [InlineData(Hospital, "/health/ready")]
    [InlineData(Hospital, "/nothing")]
    [InlineData(Finance, "/s/token")]
    [InlineData(Finance, "/pay/1")]
    [InlineData(Finance, "/api/v1/payments")]
    [InlineData(Finance, "/api/v1/prescriptions/token")]
    [InlineData(Finance, "/notify/wechat/1")]
    [InlineData(Finance, "/his/v1/prescriptions")]
    [InlineData(Finance, "/health/live")]
    [InlineData(Finance, "/health/ready")]
    public async Task A_path_of_another_zone_or_of_none_is_not_there(ZoneName zone, string path)
    {
        using var answer = await behind.Gateway.Get(zone, path);

        await answer.ShouldBeProblem(HttpStatusCode.NotFound, "route.not-found");
    }

    [Fact]
    public async Task The_host_header_does_not_choose_the_zone()
    {
        var finance = behind.Gateway.Address(Finance).Authority;

        using var inside = new HttpRequestMessage(HttpMethod.Get, behind.Gateway.Address(Public, "/api/v1/handovers"));
        inside.Headers.Host = finance;
        using var refused = await behind.Gateway.Send(inside);
        using var outside = new HttpRequestMessage(HttpMethod.Get, behind.Gateway.Address(Public, "/"));
        outside.Headers.Host = finance;
        using var served = await behind.Gateway.Send(outside);

        await refused.ShouldBeProblem(HttpStatusCode.NotFound, "route.not-found");
        (await served.ShouldBeEcho()).Service.ShouldBe("patientweb");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task The_gateways_own_port_tells_its_health(string path)
    {
        using var answer = await behind.Gateway.Get(null, path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("Healthy");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/s/token")]
    [InlineData("/his/v1/prescriptions")]
    [InlineData("/api/v1/handovers")]
    public async Task The_gateways_own_port_leads_to_no_service(string path)
    {
        using var answer = await behind.Gateway.Get(null, path);

        await answer.ShouldBeProblem(HttpStatusCode.NotFound, "route.not-found");
    }

    [Fact]
    public void A_limit_out_of_range_does_not_start()
    {
        var options = new ZonesOptions { Finance = new() { Port = 8082, BodyBytesMax = 0 } };

        Should.Throw<ValidationException>(() => new Zones(options));
    }

    [Fact]
    public void Two_zones_on_one_port_do_not_start()
    {
        var options = new ZonesOptions { Hospital = new() { Port = 8080 } };

        Should.Throw<ArgumentException>(() => new Zones(options));
    }
}
