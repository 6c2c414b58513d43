using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MobilePay.Sandbox.Tests.Support;

/// <summary>An answer of gateway.do: the node, and whether its raw text is signed by Alipay.</summary>
internal sealed record AlipayReply(HttpStatusCode Status, string Raw, string NodeName, JsonObject Node, bool IsGenuine)
{
    public string? SubCode => (string?)Node["sub_code"];

    public string? Code => (string?)Node["code"];

    public string? Text(string name) => (string?)Node[name];
}

/// <summary>An Alipay merchant written from the fact sheet alone; every part of a call can be spoilt.</summary>
internal sealed class AlipayMerchant(JsonObject alipay, HttpClient http, TimeProvider clock)
{
    private static readonly System.Text.Json.JsonSerializerOptions ChineseAsItIs =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string AppId => (string)alipay["appId"]!;
    public string SellerId => (string)alipay["sellerId"]!;
    public string Gateway => (string)alipay["gatewayUrl"]!;

    public Action<Dictionary<string, string>>? Change { get; set; }
    public Action<Dictionary<string, string>>? SpoilAfterSigning { get; set; }
    public TimeSpan ClockError { get; set; }
    public Encoding Charset { get; set; } = new UTF8Encoding(false);

    public static JsonObject Order(string number, string product, string total = "53.40", string subject = "处方缴费") => new()
    {
        ["out_trade_no"] = number,
        ["total_amount"] = total,
        ["subject"] = subject,
        ["product_code"] = product,
    };

    public static JsonObject Wap(string number, string total = "53.40") => Order(number, "QUICK_WAP_WAY", total);

    public static JsonObject Jsapi(string number, string total = "53.40", string buyer = "0openid") =>
        With(Order(number, "JSAPI_PAY", total), ("buyer_open_id", buyer));

    public static JsonObject With(JsonObject content, params (string Name, JsonNode Value)[] more)
    {
        foreach (var (name, value) in more)
            content[name] = value;
        return content;
    }

    public static JsonObject Number(string number) => new() { ["out_trade_no"] = number };

    public static JsonObject Refund(string number, string amount, string? request) => request is null
        ? With(Number(number), ("refund_amount", amount))
        : With(Number(number), ("refund_amount", amount), ("out_request_no", request));

    public Task<AlipayReply> Query(string number) => Call("alipay.trade.query", Number(number));

    public Task<AlipayReply> GiveBack(string number, string amount, string? request) =>
        Call("alipay.trade.refund", Refund(number, amount, request));

    public Task<AlipayReply> QueryRefund(string number, string request) =>
        Call("alipay.trade.fastpay.refund.query", With(Number(number), ("out_request_no", request)));

    /// <summary>Common parameters in the query, biz_content in the body, as the official clients send them.</summary>
    public async Task<AlipayReply> Call(string method, JsonObject? content = null, params (string Name, string Value)[] common)
    {
        var signed = Signed(method, content, common);
        var query = Encoded(signed.Where(pair => pair.Key != "biz_content"));
        using var body = new ByteArrayContent(Encoding.ASCII.GetBytes(Encoded(signed.Where(pair => pair.Key == "biz_content"))));
        body.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded;charset=utf-8");
        using var answer = await http.PostAsync(Gateway + "?" + query, body);
        return Read(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The address a browser is sent to; also, without the gateway, the app's order string.</summary>
    public string Address(string method, JsonObject content, params (string Name, string Value)[] common) =>
        Gateway + "?" + Encoded(Signed(method, content, common));

    public string OrderString(JsonObject content, params (string Name, string Value)[] common) =>
        Encoded(Signed("alipay.trade.app.pay", content, common));

    public Dictionary<string, string> Signed(string method, JsonObject? content, params (string Name, string Value)[] common)
    {
        var parameters = new Dictionary<string, string>
        {
            ["app_id"] = AppId,
            ["method"] = method,
            ["format"] = "JSON",
            ["charset"] = Charset.WebName,
            ["sign_type"] = "RSA2",
            ["timestamp"] = (clock.GetUtcNow() + ClockError).ToOffset(TimeSpan.FromHours(8))
                .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            ["version"] = "1.0",
        };
        if (content is not null)
            parameters["biz_content"] = content.ToJsonString(ChineseAsItIs);
        foreach (var (name, value) in common)
            parameters[name] = value;
        Change?.Invoke(parameters);
        using var key = RSA.Create();
        key.ImportFromPem((string)alipay["appPrivateKeyPem"]!);
        parameters["sign"] = Convert.ToBase64String(key.SignData(
            Charset.GetBytes(Joined(parameters)), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        SpoilAfterSigning?.Invoke(parameters);
        return parameters;
    }

    /// <summary>True when Alipay's key made the signature of this notice or return address.</summary>
    public bool IsGenuine(IReadOnlyDictionary<string, string> form) => form.ContainsKey("sign") && Verifies(
        Joined(form.Where(pair => pair.Key is not ("sign" or "sign_type"))), form["sign"], Encoding.UTF8);

    public static Dictionary<string, string> Form(string body) => body.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]));

    public static string Joined(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join('&', parameters
        .Where(pair => pair.Value.Length > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}={pair.Value}"));

    private string Encoded(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join('&', parameters.Select(pair =>
        pair.Key + "=" + string.Concat(Charset.GetBytes(pair.Value).Select(b => char.IsAsciiLetterOrDigit((char)b)
            ? ((char)b).ToString() : "%" + b.ToString("X2", CultureInfo.InvariantCulture)))));

    private AlipayReply Read(HttpStatusCode status, byte[] bytes)
    {
        var raw = Charset.GetString(bytes);
        var whole = System.Text.Json.JsonDocument.Parse(raw).RootElement;
        var node = whole.EnumerateObject().First();
        var sign = whole.TryGetProperty("sign", out var given) ? given.GetString() : null;
        return new AlipayReply(status, raw, node.Name, JsonNode.Parse(node.Value.GetRawText())!.AsObject(),
            sign is not null && Verifies(node.Value.GetRawText(), sign, Charset));
    }

    private bool Verifies(string content, string signature, Encoding charset)
    {
        using var key = RSA.Create();
        key.ImportFromPem((string)alipay["alipayPublicKeyPem"]!);
        return key.VerifyData(charset.GetBytes(content), Convert.FromBase64String(signature),
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
