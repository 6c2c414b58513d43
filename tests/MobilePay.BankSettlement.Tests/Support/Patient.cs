using System.Net.Http.Json;
using System.Text.Json;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>A patient with her phone, which keeps the holder's secret and calls as her page does.</summary>
internal sealed class Patient(BankApp app, string holder = "holder-secret-0000000000001", string number = BankApp.Number)
{
    public const string CardNo = "6226090000000048";
    public const string Name = "测试甲";
    public const string IdNo = "110101199001011237";
    public const string Phone = "19900000001";
    public const string Cvn2 = "873";

    public static object Card(string expires = "3012") => new
    {
        cardNo = CardNo,
        name = Name,
        idNo = IdNo,
        phone = Phone,
        cvn2 = Cvn2,
        expires,
    };

    public async Task<JsonElement> Look() => await BankApp.Read(await Send(HttpMethod.Get, "", null));

    public async Task<string> Step() => (await Look()).Text("step");

    public Task<HttpResponseMessage> StartSignUp(object? card = null) => Send(HttpMethod.Post, "/sign-ups", card ?? Card());

    public Task<HttpResponseMessage> ConfirmSignUp(JsonElement started, string code = OutsideBank.GoodCode) =>
        Send(HttpMethod.Post, $"/sign-ups/{started.Text("signUpId")}/confirm", new { @sealed = started.Text("sealed"), code });

    public Task<HttpResponseMessage> AskCode(string cardId) => Send(HttpMethod.Post, "/code", new { cardId });

    public Task<HttpResponseMessage> Confirm(string code = OutsideBank.GoodCode) =>
        Send(HttpMethod.Post, "/confirm", new { code });

    public Task<HttpResponseMessage> Remove(string cardId) => Send(HttpMethod.Delete, $"/cards/{cardId}", null);

    /// <summary>Signs up the card, both halves.</summary>
    public async Task<string> HasCard() =>
        (await BankApp.Read(await ConfirmSignUp(await BankApp.Read(await StartSignUp())))).Text("cardId");

    /// <summary>Signs up the card and has the code that pays.</summary>
    public async Task<string> HasCode()
    {
        var card = await HasCard();
        (await AskCode(card)).EnsureSuccessStatusCode();
        return card;
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/quick-pays/{number}{path}");
        if (holder.Length > 0)
            request.Headers.Add("X-Card-Holder", holder);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return await app.Http.SendAsync(request);
    }
}

internal static class Refusals
{
    /// <summary>Status and code of an answer that must be problem details.</summary>
    public static async Task<(int Status, string Code)> Refusal(this Task<HttpResponseMessage> call)
    {
        var answer = await call;
        return ((int)answer.StatusCode, (await BankApp.Read(answer)).Text("code"));
    }

    public static async Task<string> Outcome(this Task<HttpResponseMessage> call) =>
        (await BankApp.Read(await call)).Text("outcome");
}
