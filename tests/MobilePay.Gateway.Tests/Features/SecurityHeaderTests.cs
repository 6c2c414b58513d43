using System.Net;
using MobilePay.Gateway.Tests.Support;
using static MobilePay.Gateway.ZoneName;

namespace MobilePay.Gateway.Tests.Features;

public sealed class SecurityHeaderTests(Behind behind) : IClassFixture<Behind>
{
    [Theory]
    [InlineData(Public, "/", HttpStatusCode.OK)]
    [InlineData(Hospital, "/his/v1/prescriptions", HttpStatusCode.OK)]
    [InlineData(Finance, "/differences", HttpStatusCode.OK)]
    [InlineData(Public, "/nothing", HttpStatusCode.NotFound)]
    [InlineData(Hospital, "/health/live", HttpStatusCode.NotFound)]
    [InlineData(null, "/health/live", HttpStatusCode.OK)]
    public async Task Every_answer_carries_them(ZoneName? zone, string path, HttpStatusCode status)
    {
        using var answer = await behind.Gateway.Get(zone, path);

        answer.StatusCode.ShouldBe(status);
        ShouldBeGuarded(answer);
    }

    [Fact]
    public async Task A_refused_body_a_refused_address_and_a_full_bucket_carry_them()
    {
        await using var gateway = GatewayApp.Start(
            behind.Backend.Address,
            ("Gateway:Zones:Hospital:AllowedNetworks:0", "10.1.0.0/16"),
            ("Gateway:Zones:Finance:Burst", "1"),
            ("Gateway:Zones:Finance:RequestsPerSecond", "1"));
        using var large = new HttpRequestMessage(HttpMethod.Post, gateway.Address(Public, "/api/v1/payments"));
        large.Content = new ByteArrayContent(new byte[64 * 1024 + 1]);
        large.Headers.ExpectContinue = true;

        using var tooLarge = await gateway.Send(large);
        using var notAdmitted = await gateway.Get(Hospital, "/his/v1/prescriptions");
        var many = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => gateway.Get(Finance, "/differences")));

        HttpResponseMessage[] refused =
            [tooLarge, notAdmitted, many.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests)];
        refused.ShouldAllBe(answer => !answer.IsSuccessStatusCode);
        Array.ForEach(refused, ShouldBeGuarded);
        Array.ForEach(many, answer => answer.Dispose());
    }

    [Fact]
    public async Task Only_configured_pages_may_show_ours_in_a_frame()
    {
        await using var gateway = GatewayApp.Start(
            behind.Backend.Address,
            ("Gateway:FrameAncestors:0", "http://phone.test"),
            ("Gateway:FrameAncestors:1", "http://desk.test"));

        using var answer = await gateway.Get(Public, "/");

        Header(answer, "Content-Security-Policy").ShouldBe("frame-ancestors http://phone.test http://desk.test");
    }

    private static void ShouldBeGuarded(HttpResponseMessage answer)
    {
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "Referrer-Policy").ShouldBe("strict-origin-when-cross-origin");
        Header(answer, "Permissions-Policy").ShouldBe("camera=(), microphone=(), geolocation=()");
        Header(answer, "Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        Header(answer, "Content-Security-Policy").ShouldBe("frame-ancestors 'none'");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}
