using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace MobilePay.EndToEnd.Tests.Support;

/// <summary>One patient's phone with a bank card in it, which pays as her page does, call by call.</summary>
internal sealed class Card(Platform platform, Opened opened)
{
    public const string GoodCode = "111111";
    public const string WrongCode = "123456";
    private readonly string holder = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>Signs the card up, both halves.</summary>
    public async Task<Guid> SignUp()
    {
        var started = await Call(HttpMethod.Post, "/sign-ups", new
        {
            cardNo = "6217000000000000004",
            name = "测试甲",
            idNo = "110101199001011237",
            phone = "19900000001",
        });
        started.Status.ShouldBe(HttpStatusCode.Created, started.Text);
        var confirmed = await Call(HttpMethod.Post, $"/sign-ups/{started.Json["signUpId"]}/confirm",
            new { @sealed = (string)started.Json["sealed"]!, code = GoodCode });
        confirmed.Status.ShouldBe(HttpStatusCode.OK, confirmed.Text);
        return (Guid)confirmed.Json["cardId"]!;
    }

    /// <summary>Signs the card up and has the code that pays.</summary>
    public async Task<Guid> HasCode()
    {
        var card = await SignUp();
        (await AskCode(card)).Status.ShouldBe(HttpStatusCode.OK);
        return card;
    }

    public Task<Answer> AskCode(Guid cardId) => Call(HttpMethod.Post, "/code", new { cardId });

    public Task<Answer> Confirm(string code) => Call(HttpMethod.Post, "/confirm", new { code });

    public async Task<JsonNode> Look() => (await Call(HttpMethod.Get, "", null)).Json;

    private Task<Answer> Call(HttpMethod method, string path, object? body)
    {
        var request = new HttpRequestMessage(method, $"{platform.At.Public}/api/v1/quick-pays/{opened.OutTradeNo}{path}")
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        request.Headers.Add("X-Card-Holder", holder);
        return platform.Send(request);
    }
}
