using System.Net;
using System.Net.Http.Headers;
using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

/// <summary>Signs as docs/his-interface.md says, and then wrongly in each way a caller can be wrong.</summary>
[Collection(OnePlatform.Name)]
public sealed class Only_the_hospital_speaks_in_its_zone(Platform platform)
{
    private const string Path = "/his/v1/prescription-events";
    private static readonly byte[] Body = """{"event":"changed","billNo":"B-NOBODY"}"""u8.ToArray();

    [Fact]
    public async Task A_well_signed_call_is_heard() => (await Send(_ => { })).Status.ShouldBe(HttpStatusCode.NoContent);

    [Theory]
    [InlineData("X-Institution")]
    [InlineData("X-Key-Id")]
    [InlineData("X-Timestamp")]
    [InlineData("X-Nonce")]
    [InlineData("X-Signature")]
    public async Task A_missing_header(string name) => Refused(await Send(headers => headers.Remove(name)), "his.signature");

    [Fact]
    public async Task Another_institutions_name() => Refused(await Send(Set("X-Institution", "SYN999999")), "his.signature");

    [Fact]
    public async Task A_signature_over_something_else() =>
        Refused(await Send(Set("X-Signature", Convert.ToBase64String(new byte[32]))), "his.signature");

    [Theory]
    [InlineData(-301)]
    [InlineData(330)]
    public async Task A_clock_more_than_five_minutes_off(int seconds) => Refused(await Send(_ => { }, seconds), "his.signature");

    [Fact]
    public async Task The_same_call_again()
    {
        var nonce = Guid.NewGuid().ToString("N");

        (await Send(_ => { }, nonce: nonce)).Status.ShouldBe(HttpStatusCode.NoContent);
        Refused(await Send(_ => { }, nonce: nonce), "his.nonce-used");
    }

    [Fact]
    public async Task A_body_changed_on_the_way() => Refused(
        await Send(_ => { }, sent: """{"event":"voided","billNo":"B-SOMEBODY"}"""u8.ToArray()), "his.signature");

    private static Action<HttpRequestHeaders> Set(string name, string value) => headers =>
    {
        headers.Remove(name);
        headers.Add(name, value);
    };

    private static void Refused(Answer answer, string code)
    {
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized, answer.Text);
        answer.Code.ShouldBe(code);
    }

    private Task<Answer> Send(
        Action<HttpRequestHeaders> spoil, int clockOff = 0, string? nonce = null, byte[]? sent = null) =>
        platform.Call(HttpMethod.Post, Path, Body, spoil, clockOff, nonce, sent);
}
