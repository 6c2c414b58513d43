using System.Net;
using MobilePay.Gateway.Tests.Support;

namespace MobilePay.Gateway.Tests.Features;

public sealed class ServiceDownTests
{
    [Theory]
    [InlineData(ZoneName.Public, "/api/v1/payments/1")]
    [InlineData(ZoneName.Hospital, "/his/v1/prescriptions")]
    [InlineData(ZoneName.Finance, "/api/v1/handovers")]
    public async Task A_service_that_is_down_is_told_with_a_time_to_ask_again(ZoneName zone, string path)
    {
        var backend = await EchoBackend.Start();
        var address = backend.Address;
        await backend.DisposeAsync();
        await using var gateway = GatewayApp.Start(address);

        using var answer = await gateway.Get(zone, path);

        await answer.ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "service.unavailable");
        answer.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(2));
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }
}
