using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>What WeChat is to do with the next call of a kind, instead of answering it rightly.</summary>
internal enum Fault
{
    Cut,
    CutAfterWork,
    Hang,
    ServerError,
    ServerErrorAfterWork,
    WrongSignature,
    StaleSignature,
    Unreadable,
    RefuseBusy,
    RefuseByProxy,
}

/// <summary>A small strict WeChat Pay on a port of its own, written from the fact sheet, that can be told to misbehave.</summary>
internal sealed partial class OutsideWeChat : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TimeProvider clock;
    private readonly RSA merchantKey = RSA.Create();

    private OutsideWeChat(WebApplication app, TimeProvider clock)
    {
        (this.app, this.clock) = (app, clock);
        merchantKey.ImportFromPem(Vectors.Own.Text("merchantPublicKeyPem"));
    }

    public sealed record Order(string Body, string Product)
    {
        public string State { get; set; } = "NOTPAY";
        public string? TradeNo { get; set; }
    }

    public ConcurrentDictionary<string, Order> Orders { get; } = new();

    /// <summary>Each call that came in well signed, as "place MP…".</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentQueue<(string Call, Fault Fault)> Faults { get; } = new();

    /// <summary>Runs inside a call, before it is answered.</summary>
    public Func<string, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    public string Url { get; private set; } = "";

    public static async Task<OutsideWeChat> Start(TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var wechat = new OutsideWeChat(app, clock);
        app.Run(wechat.Answer);
        await app.StartAsync();
        wechat.Url = app.Urls.Single();
        return wechat;
    }

    /// <summary>The patient pays.</summary>
    public void Pay(string outTradeNo, string tradeNo = "4200000000202510090000000001") =>
        (Orders[outTradeNo].State, Orders[outTradeNo].TradeNo) = ("SUCCESS", tradeNo);

    public int Count(string call) => Calls.Count(c => c.StartsWith(call, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        merchantKey.Dispose();
    }

    private async Task Answer(HttpContext http)
    {
        if (http.Request.Path == "/sns/oauth2/access_token")
        {
            var isGood = http.Request.Query["code"] == "good" && http.Request.Query["secret"] == TestMerchant.AppSecret;
            await http.Response.WriteAsync(isGood
                ? """{"access_token":"t","openid":"oTestOpenid00000000000000001"}"""
                : """{"errcode":40029,"errmsg":"invalid code"}""");
            return;
        }

        using var copy = new MemoryStream();
        await http.Request.Body.CopyToAsync(copy);
        var body = copy.ToArray();
        if (FaultOf(http.Request, body) is { } unsigned)
        {
            await Write(http, 401, $$"""{"code":"SIGN_ERROR","message":"{{unsigned}}"}""");
            return;
        }

        var (call, number) = CallOf(http.Request, body);
        Calls.Enqueue($"{call} {number}");
        var fault = Faults.TryPeek(out var next) && next.Call == call && Faults.TryDequeue(out next) ? next.Fault : (Fault?)null;
        await Respond(http, call, number, Encoding.UTF8.GetString(body), fault);
    }

    private async Task Respond(HttpContext http, string call, string number, string body, Fault? fault)
    {
        if (fault is Fault.Cut or Fault.Hang or Fault.ServerError or Fault.RefuseBusy or Fault.RefuseByProxy)
        {
            if (fault == Fault.Hang)
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            if (fault is Fault.Cut or Fault.Hang)
                http.Abort();
            else if (fault == Fault.ServerError)
                await Write(http, 500, """{"code":"SYSTEM_ERROR"}""");
            else if (fault == Fault.RefuseBusy)
                await Write(http, 429, """{"code":"FREQUENCY_LIMITED"}""");
            else
                await Write(http, 403, "<html>");
            return;
        }

        var (status, answer) = Work(http.Request, call, number, body);
        await Meanwhile(call);
        if (fault == Fault.CutAfterWork)
            http.Abort();
        else
            await Write(http, fault == Fault.ServerErrorAfterWork ? 500 : status,
                fault == Fault.Unreadable ? "<html>" : answer, fault);
    }

    private (int Status, string Body) Work(HttpRequest request, string call, string number, string body)
    {
        if (call.StartsWith("refund", StringComparison.Ordinal))
            return RefundWork(call, number, body);

        var known = Orders.GetValueOrDefault(number);
        return (call, known?.State) switch
        {
            ("place", null) => Placed(request, number, body),
            ("place", "NOTPAY") when known!.Body == body => Placed(request, number, body),
            ("place", "NOTPAY") => (400, """{"code":"INVALID_REQUEST"}"""),
            ("place", "SUCCESS") => (403, """{"code":"OUT_TRADE_NO_USED"}"""),
            ("place", _) => (400, """{"code":"ORDER_CLOSED"}"""),
            (_, null) => (404, """{"code":"ORDER_NOT_EXIST"}"""),
            ("query", _) => (200, Describe(number, known!).ToJsonString()),
            ("close", "SUCCESS") => (400, """{"code":"ORDERPAID"}"""),
            ("close", _) => Closed(known!),
            _ => (404, """{"code":"RESOURCE_NOT_EXISTS"}"""),
        };
    }

    private (int Status, string Body) Placed(HttpRequest request, string number, string body)
    {
        var product = request.Path.Value!.Split('/')[^1];
        Orders.TryAdd(number, new(body, product));
        return (200, product switch
        {
            "native" => """{"code_url":"weixin://wxpay/bizpayurl?pr=test"}""",
            "h5" => """{"h5_url":"https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1&package=2"}""",
            _ => """{"prepay_id":"wx201410272009395522657a690389285100"}""",
        });
    }

    private static (int Status, string Body) Closed(Order order)
    {
        order.State = "CLOSED";
        return (204, "");
    }

    private static JsonObject Describe(string number, Order order)
    {
        var total = (long)JsonNode.Parse(order.Body)!["amount"]!["total"]!;
        var transaction = new JsonObject
        {
            ["appid"] = TestMerchant.AppId,
            ["mchid"] = TestMerchant.MchId,
            ["out_trade_no"] = number,
            ["trade_state"] = order.State,
            ["amount"] = new JsonObject { ["total"] = total, ["currency"] = "CNY" },
        };
        if (order.TradeNo is null)
            return transaction;

        transaction["transaction_id"] = order.TradeNo;
        transaction["success_time"] = "2025-10-09T16:53:10+08:00";
        return transaction;
    }

    private async Task Write(HttpContext http, int status, string body, Fault? fault = null)
    {
        var signedAt = clock.GetUtcNow() - (fault == Fault.StaleSignature ? TimeSpan.FromSeconds(301) : TimeSpan.Zero);
        var timestamp = signedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        http.Response.StatusCode = status;
        http.Response.Headers["Wechatpay-Timestamp"] = timestamp;
        http.Response.Headers["Wechatpay-Nonce"] = "answer";
        http.Response.Headers["Wechatpay-Serial"] = TestMerchant.KeyId;
        http.Response.Headers["Wechatpay-Signature"] = SignedNotice.Sign(
            fault == Fault.WrongSignature ? "merchantPrivateKeyPem" : "platformPrivateKeyPem",
            $"{timestamp}\nanswer\n", Encoding.UTF8.GetBytes(body));
        if (body.Length > 0)
            await http.Response.WriteAsync(body);
    }

    // Answers what is wrong with our signature or headers; the raw target is what was signed.
    private string? FaultOf(HttpRequest request, byte[] body)
    {
        var authorization = request.Headers.Authorization.ToString();
        var parts = Items().Matches(authorization).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        if (!authorization.StartsWith("WECHATPAY2-SHA256-RSA2048 ", StringComparison.Ordinal) || parts.Count != 5)
            return "authorization";
        if (parts["mchid"] != TestMerchant.MchId || parts["serial_no"] != TestMerchant.Serial)
            return "mchid or serial";
        if (request.Headers["Wechatpay-Serial"] != TestMerchant.KeyId || request.Headers.Accept != "application/json"
            || request.Headers.UserAgent.Count == 0 || (body.Length > 0 && request.ContentType != "application/json"))
            return "headers";

        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var text = Encoding.UTF8.GetString(body);
        var message = $"{request.Method}\n{target}\n{parts["timestamp"]}\n{parts["nonce_str"]}\n{text}\n";
        return merchantKey.VerifyData(Encoding.UTF8.GetBytes(message), Convert.FromBase64String(parts["signature"]),
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ? null : "signature";
    }

    private static (string Call, string Number) CallOf(HttpRequest request, byte[] body)
    {
        var segments = request.Path.Value!.Split('/');
        if (segments[^1] == "close")
            return ("close", segments[^2]);
        if (segments.Contains("refund"))
            return request.Method == "GET"
                ? ("refund-query", segments[^1]) : ("refund", (string)JsonNode.Parse(body)!["out_refund_no"]!);
        return request.Method == "GET" ? ("query", segments[^1]) : ("place", (string)JsonNode.Parse(body)!["out_trade_no"]!);
    }

    [GeneratedRegex("([a-z_]+)=\"([^\"]*)\"")]
    private static partial Regex Items();
}
