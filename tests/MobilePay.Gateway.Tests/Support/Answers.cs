using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MobilePay.Gateway.Tests.Support;

internal static class Answers
{
    /// <summary>What the service behind answered; anything else than a plain success fails the test.</summary>
    public static async Task<Echo> ShouldBeEcho(this HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<Echo>())!;
    }

    public static async Task ShouldBeProblem(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var text = await answer.Content.ReadAsStringAsync();
        JsonDocument.Parse(text).RootElement.GetProperty("code").GetString().ShouldBe(code);
        text.ShouldNotContain("Exception");
        text.ShouldNotContain("   at ");
    }
}
