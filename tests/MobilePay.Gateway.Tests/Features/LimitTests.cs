using System.Net;
using MobilePay.Gateway.Tests.Support;
using static MobilePay.Gateway.ZoneName;

namespace MobilePay.Gateway.Tests.Features;

public sealed class LimitTests(Behind behind) : IClassFixture<Behind>
{
    private const int BodyMax = 64 * 1024;

    // Kestrel counts the framing of a chunked body as part of it, here and in the services behind.
    [Theory]
    [InlineData(BodyMax, false)]
    [InlineData(BodyMax - 1024, true)]
    public async Task A_body_of_the_largest_size_passes(int length, bool isChunked)
    {
        using var answer = await Post(length, isChunked);

        (await answer.ShouldBeEcho()).BodyLength.ShouldBe(length);
    }

    [Theory]
    [InlineData(BodyMax + 1, false)]
    [InlineData(BodyMax + 1, true)]
    [InlineData(4 * BodyMax, false)]
    [InlineData(4 * BodyMax, true)]
    public async Task A_larger_body_is_refused_and_does_not_reach_the_service(int length, bool isChunked)
    {
        using var answer = await Post(length, isChunked);

        await answer.ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "request.too-large");
        (behind.Backend.BytesMost is var most && (most <= BodyMax || most == 8 * BodyMax)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(Hospital, "/his/v1/handovers", true)]
    [InlineData(Hospital, "/his/v1/prescriptions", false)]
    [InlineData(Hospital, "/his/v1/handovers/2026-11-23", false)]
    [InlineData(Public, "/his/v1/handovers", false)]
    [InlineData(Finance, "/his/v1/handovers", false)]
    [InlineData(Finance, "/api/v1/statements/H1/wechat/1900000001/2026-11-23", true)]
    [InlineData(Finance, "/api/v1/differences/1/evidence", true)]
    [InlineData(Finance, "/api/v1/closes/H1/2026-11-23/propose", false)]
    [InlineData(Public, "/api/v1/statements/H1/wechat/1900000001/2026-11-23", false)]
    public async Task Only_files_may_be_larger_and_only_where_they_belong(ZoneName zone, string path, bool passes)
    {
        using var answer = await Post(8 * BodyMax, isChunked: false, zone, path);

        if (passes)
            (await answer.ShouldBeEcho()).BodyLength.ShouldBe(8 * BodyMax);
        else
            await answer.ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "request.too-large");
    }

    [Fact]
    public async Task Too_many_requests_of_one_address_are_refused_and_other_zones_go_on()
    {
        await using var gateway = GatewayApp.Start(
            behind.Backend.Address,
            ("Gateway:Zones:Public:Burst", "3"),
            ("Gateway:Zones:Public:RequestsPerSecond", "1"));

        // Far more at once than a bucket of three refills on the slowest machine.
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => gateway.Get(Public, "/")));
        using var elsewhere = await gateway.Get(Finance, "/differences");

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBeGreaterThanOrEqualTo(3);
        var refused = answers.Where(answer => answer.StatusCode != HttpStatusCode.OK).ToList();
        refused.ShouldNotBeEmpty();
        foreach (var answer in refused)
        {
            await answer.ShouldBeProblem(HttpStatusCode.TooManyRequests, "request.too-many");
            answer.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        }

        (await elsewhere.ShouldBeEcho()).Service.ShouldBe("financeweb");
        Array.ForEach(answers, answer => answer.Dispose());
    }

    private async Task<HttpResponseMessage> Post(
        int length, bool isChunked, ZoneName zone = Public, string path = "/api/v1/payments")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, behind.Gateway.Address(zone, path));
        request.Content = new ByteArrayContent(new byte[length]);
        request.Headers.TransferEncodingChunked = isChunked;

        // The client waits for leave to send, so that a refusal by the length alone is not lost in a reset connection.
        request.Headers.ExpectContinue = !isChunked;
        return await behind.Gateway.Send(request);
    }
}
