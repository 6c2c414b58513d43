using System.Net;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class WeChatLoginTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    [Fact]
    public async Task A_visitor_comes_back_with_a_code_that_names_them_once()
    {
        var (back, cookie) = await Authorize();
        var query = System.Web.HttpUtility.ParseQueryString(new Uri(back).Query);

        query["state"].ShouldBe("s 1");
        var login = await Token(query["code"]!);
        ((string)login["openid"]!).Length.ShouldBe(28);
        ((string?)login["scope"]).ShouldBe("snsapi_base");
        ((string?)login["access_token"]).ShouldNotBeNull();
        (await Token(query["code"]!))["errcode"]!.GetValue<int>().ShouldBe(40163);

        var (again, _) = await Authorize(cookie: cookie);
        var second = System.Web.HttpUtility.ParseQueryString(new Uri(again).Query)["code"]!;
        ((string?)(await Token(second))["openid"]).ShouldBe((string?)login["openid"]);
    }

    [Fact]
    public async Task A_code_lives_five_minutes()
    {
        var (back, _) = await Authorize();
        var code = System.Web.HttpUtility.ParseQueryString(new Uri(back).Query)["code"]!;

        world.Clock.Move(TimeSpan.FromSeconds(301));

        (await Token(code))["errcode"]!.GetValue<int>().ShouldBe(40029);
    }

    [Theory]
    [InlineData("appid", 40013)]
    [InlineData("secret", 40125)]
    [InlineData("grant_type", 40002)]
    [InlineData("code", 40029)]
    public async Task A_wrong_exchange_is_answered_with_its_number(string wrong, int errcode) =>
        (await Token("0", wrong))["errcode"]!.GetValue<int>().ShouldBe(errcode);

    [Theory]
    [InlineData("appid", "wx0000000000000000")]
    [InlineData("redirect_uri", "https://elsewhere.example/")]
    [InlineData("redirect_uri", "javascript:alert(1)")]
    [InlineData("scope", "snsapi_login")]
    [InlineData("response_type", "token")]
    public async Task A_wrong_authorization_goes_nowhere(string field, string value)
    {
        using var answer = await world.Http.GetAsync(AuthorizeUrl((field, value)));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Location.ShouldBeNull();
    }

    private string AuthorizeUrl(params (string Field, string Value)[] changes)
    {
        var query = new Dictionary<string, string>
        {
            ["appid"] = world.Merchant.AppId,
            ["redirect_uri"] = world.PlatformUrl + "/pay/wechat?hospital=SYN000000",
            ["response_type"] = "code",
            ["scope"] = "snsapi_base",
            ["state"] = "s 1",
        };
        foreach (var (field, value) in changes)
            query[field] = value;
        return world.WeChat + "/connect/oauth2/authorize?"
            + string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
    }

    private async Task<(string Back, string? Cookie)> Authorize(string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AuthorizeUrl());
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        using var answer = await world.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldStartWith(world.PlatformUrl + "/pay/wechat?hospital=SYN000000&code=");
        var given = answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Single().Split(';')[0] : null;
        return (answer.Headers.Location.OriginalString, given);
    }

    private async Task<JsonObject> Token(string code, string? wrong = null)
    {
        var query = new Dictionary<string, string>
        {
            ["appid"] = world.Merchant.AppId,
            ["secret"] = "app-secret-of-tests",
            ["code"] = code,
            ["grant_type"] = "authorization_code",
        };
        if (wrong is not null)
            query[wrong] += "x";
        // Errors come as HTTP 200 here; GetStringAsync would throw on anything else.
        return JsonNode.Parse(await world.Http.GetStringAsync(world.WeChat + "/sns/oauth2/access_token?"
            + string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"))))!.AsObject();
    }
}
