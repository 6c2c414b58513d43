using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MobilePay.Sandbox.Tests.Support;

internal sealed record Reply(HttpStatusCode Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string? Code => (string?)Json["code"];

    public string? Result => (string?)Json["result"];
}

/// <summary>A merchant written from the channel's document alone; every part of a request can be spoilt.</summary>
internal sealed class Merchant(JsonObject wechat, HttpClient http, TimeProvider clock)
{
    public string MchId => (string)wechat["mchId"]!;
    public string AppId => (string)wechat["appId"]!;
    public string ApiV3Key => (string)wechat["apiV3Key"]!;

    public Action<HttpRequestMessage>? Spoil { get; set; }
    public TimeSpan ClockError { get; set; }
    public string? Serial { get; set; }
    public string? SignAs { get; set; }

    public JsonObject Order(string number, long totalFen = 5340, string notify = "http://localhost:9/notify") => new()
    {
        ["appid"] = AppId,
        ["mchid"] = MchId,
        ["description"] = "处方缴费",
        ["out_trade_no"] = number,
        ["notify_url"] = notify,
        ["amount"] = new JsonObject { ["total"] = totalFen, ["currency"] = "CNY" },
    };

    public Task<Reply> Place(string product, JsonObject order) => Send(HttpMethod.Post, "/v3/pay/transactions/" + product, order);

    public Task<Reply> Query(string number) => Send(HttpMethod.Get, $"/v3/pay/transactions/out-trade-no/{number}?mchid={MchId}");

    public Task<Reply> Close(string number) => Send(
        HttpMethod.Post, $"/v3/pay/transactions/out-trade-no/{number}/close", new JsonObject { ["mchid"] = MchId });

    /// <summary>The six strings a page hands to WeixinJSBridge.</summary>
    public Dictionary<string, string> Bridge(string prepayId)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var (nonce, package) = (Guid.NewGuid().ToString("N"), "prepay_id=" + prepayId);
        return new()
        {
            ["appId"] = AppId,
            ["timeStamp"] = timestamp,
            ["nonceStr"] = nonce,
            ["package"] = package,
            ["signType"] = "RSA",
            ["paySign"] = Sign($"{AppId}\n{timestamp}\n{nonce}\n{package}\n"),
        };
    }

    public async Task<Reply> Send(HttpMethod method, string target, JsonObject? json = null)
    {
        using var answer = await Exchange(method, target, json);
        return new Reply(answer.StatusCode, await answer.Content.ReadAsStringAsync(),
            answer.Headers.ToDictionary(header => header.Key, header => header.Value.First()));
    }

    /// <summary>A bill's file, byte for byte, by the address that was given for it.</summary>
    public async Task<(HttpStatusCode Status, byte[] Bytes, bool IsSigned)> Download(string url)
    {
        using var answer = await Exchange(HttpMethod.Get, new Uri(url).PathAndQuery, null);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(), answer.Headers.Contains("Wechatpay-Signature"));
    }

    private async Task<HttpResponseMessage> Exchange(HttpMethod method, string target, JsonObject? json)
    {
        var body = json is null ? [] : Encoding.UTF8.GetBytes(json.ToJsonString());
        var timestamp = (clock.GetUtcNow() + ClockError).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = Guid.NewGuid().ToString("N");
        var signature = Sign($"{method.Method}\n{target}\n{timestamp}\n{nonce}\n{SignAs ?? Encoding.UTF8.GetString(body)}\n");
        using var request = new HttpRequestMessage(method, (string)wechat["baseUrl"]! + target);
        if (json is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.ParseAdd("tests/1.0");
        request.Headers.TryAddWithoutValidation("Authorization",
            $"WECHATPAY2-SHA256-RSA2048 mchid=\"{MchId}\",nonce_str=\"{nonce}\","
            + $"signature=\"{signature}\",timestamp=\"{timestamp}\",serial_no=\"{Serial ?? wechat["merchantSerial"]}\"");
        Spoil?.Invoke(request);
        return await http.SendAsync(request);
    }

    public string Sign(string text)
    {
        using var key = RSA.Create();
        key.ImportFromPem((string)wechat["merchantPrivateKeyPem"]!);
        var text8 = Encoding.UTF8.GetBytes(text);
        return Convert.ToBase64String(key.SignData(text8, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>True when WeChat Pay's public key made this signature over these bytes.</summary>
    public bool IsGenuine(IReadOnlyDictionary<string, string> headers, string body)
    {
        using var key = RSA.Create();
        key.ImportFromPem((string)wechat["platformPublicKeyPem"]!);
        var signed = $"{headers["Wechatpay-Timestamp"]}\n{headers["Wechatpay-Nonce"]}\n{body}\n";
        return headers["Wechatpay-Serial"] == (string)wechat["platformPublicKeyId"]!
            && key.VerifyData(Encoding.UTF8.GetBytes(signed),
            Convert.FromBase64String(headers["Wechatpay-Signature"]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public JsonObject Open(JsonNode resource)
    {
        var sealedBytes = Convert.FromBase64String((string)resource["ciphertext"]!);
        var plain = new byte[sealedBytes.Length - 16];
        using var gcm = new AesGcm(Encoding.ASCII.GetBytes(ApiV3Key), 16);
        gcm.Decrypt(Encoding.ASCII.GetBytes((string)resource["nonce"]!), sealedBytes.AsSpan(0, plain.Length),
            sealedBytes.AsSpan(plain.Length), plain, Encoding.UTF8.GetBytes((string)resource["associated_data"]!));
        return JsonNode.Parse(plain)!.AsObject();
    }
}
