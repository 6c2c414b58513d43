using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>
/// A small strict Alipay on a port of its own, written from the fact sheet. A fault is a word (cut, cut-after-work, hang, 500,
/// unsigned, wrong-signature, other-node, escaped), a code (20000, 40002, unsigned 40002) or a sub code (ACQ.SYSTEM_ERROR).
/// </summary>
internal sealed partial class OutsideAlipay : IAsyncDisposable
{
    private static readonly string[] Common =
        ["app_id", "method", "format", "charset", "sign_type", "sign", "timestamp", "version"];

    private readonly WebApplication app;
    private readonly TimeProvider clock;

    private OutsideAlipay(WebApplication app, TimeProvider clock) => (this.app, this.clock) = (app, clock);

    public sealed class Trade(JsonObject wanted)
    {
        public JsonObject Wanted => wanted;
        public string Status { get; set; } = "WAIT_BUYER_PAY";
        public string? PaidAt { get; set; }
        public ConcurrentDictionary<string, string> Refunds { get; } = new();
        public string this[string member] => (string)wanted[member]!;
    }

    public ConcurrentDictionary<string, Trade> Trades { get; } = new();

    /// <summary>Codes shown to nobody yet; scanning makes the trade.</summary>
    public ConcurrentDictionary<string, JsonObject> Codes { get; } = new();

    /// <summary>Each call that came in well signed, as "query MP…".</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The parameters of the last call.</summary>
    public Dictionary<string, string> Last { get; private set; } = [];

    public ConcurrentQueue<(string Call, string Fault)> Faults { get; } = new();

    /// <summary>Runs inside a call, before it is answered.</summary>
    public Func<string, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    /// <summary>In certificate mode: whose key signs answers, under which number, and what may be downloaded.</summary>
    public RSA? Signer { get; set; }
    public RSA? AppKey { get; set; }
    public string? CertificateNumber { get; set; }
    public Dictionary<string, string> Certificates { get; } = [];

    public string Url { get; private set; } = "";

    public static async Task<OutsideAlipay> Start(TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var alipay = new OutsideAlipay(app, clock);
        app.Run(alipay.Answer);
        await app.StartAsync();
        alipay.Url = app.Urls.Single();
        return alipay;
    }

    /// <summary>The payer opens the cashier, by a page's address or an app's order string, and signs in.</summary>
    public string? Open(string orderString)
    {
        var form = QueryHelpers.ParseQuery(orderString).ToDictionary(p => p.Key, p => p.Value.Single()!);
        if (FaultOf(form) is { } fault)
            return fault;

        Last = form;
        var wanted = JsonNode.Parse(form["biz_content"])!.AsObject();
        Trades.TryAdd((string)wanted["out_trade_no"]!, new(wanted));
        return null;
    }

    public void Scan(string number) => Trades.TryAdd(number, new(Codes[number]));

    public void Pay(string number) => (Trades[number].Status, Trades[number].PaidAt) = ("TRADE_SUCCESS", "2025-10-09 16:53:10");

    public int Count(string call) => Calls.Count(c => c.StartsWith(call + " ", StringComparison.Ordinal));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var body = await new StreamReader(http.Request.Body, Encoding.UTF8).ReadToEndAsync();
        var parameters = QueryHelpers.ParseQuery(http.Request.QueryString.Value).Concat(QueryHelpers.ParseQuery(body))
            .ToDictionary(p => p.Key, p => p.Value.Single()!);
        if (http.Request.Path != "/gateway.do" || http.Request.ContentType != "application/x-www-form-urlencoded; charset=utf-8"
            || http.Request.QueryString.Value!.Contains("biz_content", StringComparison.Ordinal)
            || FaultOf(parameters) is not null)
        {
            await http.Response.WriteAsync(
                """{"error_response":{"code":"40002","msg":"Invalid Arguments","sub_code":"isv.invalid-signature"}}""");
            return;
        }

        Last = parameters;
        var (call, node) = (CallOf(parameters["method"]), parameters["method"].Replace('.', '_') + "_response");
        var wanted = parameters.TryGetValue("biz_content", out var json) ? JsonNode.Parse(json)!.AsObject() : [];
        Calls.Enqueue($"{call} {(string?)wanted["out_trade_no"]}");
        var fault = Faults.TryPeek(out var next) && next.Call == call && Faults.TryDequeue(out next) ? next.Fault : "";
        await Respond(http, call, node, wanted, fault);
    }

    private async Task Respond(HttpContext http, string call, string node, JsonObject wanted, string fault)
    {
        if (fault == "hang")
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        if (fault is "cut" or "hang")
        {
            http.Abort();
            return;
        }

        var isRefusal = fault.StartsWith("ACQ.", StringComparison.Ordinal) || fault.StartsWith("AQC.", StringComparison.Ordinal)
            || fault.StartsWith("isv.", StringComparison.Ordinal);
        var isCode = CodeForm().IsMatch(fault);

        // 20000 is told after the work was done: the nastiest of its forms.
        var answer = isRefusal ? Refuse(fault) : isCode && fault != "20000" ? Coded(fault[^5..]) : Work(call, wanted);
        if (fault == "20000")
            answer = Coded(fault);
        await Meanwhile(call);
        if (fault == "cut-after-work")
            http.Abort();
        else
            await Write(http, fault == "other-node" ? "alipay_trade_other_response" : node, answer, fault);
    }

    private JsonObject Work(string call, JsonObject wanted)
    {
        if (call == "certificate")
            return Said(("alipay_cert_content", Certificates.GetValueOrDefault((string)wanted["alipay_cert_sn"]!)));
        if (call == "token")
            return Last["code"] == "good" ? new() { ["open_id"] = "open-id-1" } : Refuse("isv.code-invalid");

        var number = (string)wanted["out_trade_no"]!;
        var known = Trades.GetValueOrDefault(number);
        return (call, known?.Status) switch
        {
            ("precreate", null) when Codes.TryAdd(number, wanted) || true => Code(number),
            ("create", null) => Created(number, wanted),
            ("precreate" or "create", "WAIT_BUYER_PAY") when known!.Wanted.ToJsonString() != wanted.ToJsonString() =>
                Refuse("ACQ.CONTEXT_INCONSISTENT"),
            ("precreate", "WAIT_BUYER_PAY") => Code(number),
            ("create", "WAIT_BUYER_PAY") => Created(number, wanted),
            ("precreate" or "create", "TRADE_SUCCESS") => Refuse("ACQ.TRADE_HAS_SUCCESS"),
            ("precreate" or "create", _) => Refuse("ACQ.TRADE_HAS_CLOSE"),
            (_, null) => Refuse("ACQ.TRADE_NOT_EXIST"),
            ("query", _) => Describe(number, known!),
            ("close", "WAIT_BUYER_PAY") => Closed(number, known!),
            ("close", _) => Refuse("ACQ.REASON_TRADE_STATUS_INVALID"),
            ("refund", "TRADE_SUCCESS" or "TRADE_CLOSED") => Refunded(number, known!, wanted),
            ("refund", _) => Refuse("ACQ.TRADE_STATUS_ERROR"),
            _ => FoundRefund(number, known!, (string)wanted["out_request_no"]!),
        };
    }

    private static JsonObject Code(string number) => Said(("out_trade_no", number), ("qr_code", "https://qr.alipay.com/bax0"));

    private JsonObject Created(string number, JsonObject wanted)
    {
        Trades.TryAdd(number, new(wanted));
        return Said(("out_trade_no", number), ("trade_no", AlipayNotice.TradeNo));
    }

    private static JsonObject Describe(string number, Trade trade) => Said(("out_trade_no", number),
        ("trade_no", AlipayNotice.TradeNo), ("trade_status", trade.Status), ("total_amount", trade["total_amount"]),
        ("send_pay_date", trade.PaidAt), ("buyer_logon_id", "159****5620"));

    private static JsonObject Closed(string number, Trade trade)
    {
        trade.Status = "TRADE_CLOSED";
        return Said(("out_trade_no", number), ("trade_no", AlipayNotice.TradeNo));
    }

    private static JsonObject Refunded(string number, Trade trade, JsonObject wanted)
    {
        var (refundNo, amount) = ((string)wanted["out_request_no"]!, (string)wanted["refund_amount"]!);
        var isNew = trade.Refunds.TryAdd(refundNo, amount);
        if (trade.Refunds[refundNo] != amount)
            return Refuse("ACQ.DISCORDANT_REPEAT_REQUEST");

        return Said(("out_trade_no", number), ("trade_no", AlipayNotice.TradeNo), ("fund_change", isNew ? "Y" : "N"),
            ("refund_fee", "99.99"), ("gmt_refund_pay", "2025-10-10 09:00:00"));
    }

    private static JsonObject FoundRefund(string number, Trade trade, string refundNo) =>
        trade.Refunds.TryGetValue(refundNo, out var amount)
            ? Said(("out_trade_no", number), ("out_request_no", refundNo), ("refund_status", "REFUND_SUCCESS"),
                ("refund_amount", amount), ("total_amount", trade["total_amount"]), ("gmt_refund_pay", "2025-10-10 09:00:00"))
            : Said();

    private static JsonObject Said(params (string Member, string? Value)[] members)
    {
        var said = new JsonObject { ["code"] = "10000", ["msg"] = "Success" };
        foreach (var (member, value) in members.Where(m => m.Value is not null))
            said[member] = value;
        return said;
    }

    private static JsonObject Coded(string code) => new() { ["code"] = code, ["msg"] = "No", ["sub_code"] = "isv.some-reason" };

    private static JsonObject Refuse(string subCode) =>
        new() { ["code"] = subCode == "isv.code-invalid" ? "40002" : "40004", ["msg"] = "Failed", ["sub_code"] = subCode };

    // Blanks inside the node are signed, those around it are not.
    private async Task Write(HttpContext http, string node, JsonObject answer, string fault)
    {
        var text = answer.ToJsonString().Replace("\":", "\" : ", StringComparison.Ordinal);
        var signed = fault == "wrong-signature" ? text + " " : text;
        if (fault == "escaped")
            text = text.Replace("/", "\\/", StringComparison.Ordinal);
        var sign = Signer is null
            ? AlipayNotice.Sign("alipayPrivateKeyPem", Encoding.UTF8.GetBytes(signed))
            : Convert.ToBase64String(Signer.SignData(
                Encoding.UTF8.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var isUnsigned = fault.StartsWith("unsigned", StringComparison.Ordinal);
        http.Response.StatusCode = fault == "500" ? 500 : 200;
        http.Response.ContentType = "text/html;charset=utf-8";
        await http.Response.WriteAsync($$"""{ "{{node}}" : {{text}} """
            + (CertificateNumber is null ? "" : $$""", "alipay_cert_sn":"{{CertificateNumber}}" """)
            + (isUnsigned ? "}" : $$""", "sign" : "{{sign}}" }"""));
    }

    // Answers what is wrong with our signature or the parameters beside it.
    private string? FaultOf(Dictionary<string, string> form)
    {
        if (Common.FirstOrDefault(name => !form.ContainsKey(name)) is { } missing)
            return missing;
        if ((form["app_id"], form["format"], form["charset"], form["sign_type"], form["version"])
            != (TestAlipay.AppId, "JSON", "utf-8", "RSA2", "1.0"))
            return "common parameters";
        if (form["timestamp"] != clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8))
            .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))
            return "timestamp";

        var content = string.Join('&', form.Where(p => p.Key != "sign").OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => p.Value.Length == 0 ? throw new InvalidOperationException(p.Key) : p.Key + "=" + p.Value));
        using var rsa = RSA.Create();
        rsa.ImportFromPem(AppKey?.ExportSubjectPublicKeyInfoPem() ?? Vectors.Alipay.Text("appPublicKeyPem"));
        return rsa.VerifyData(Encoding.UTF8.GetBytes(content), Convert.FromBase64String(form["sign"]),
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ? null : "signature";
    }

    private static string CallOf(string method) => method switch
    {
        "alipay.trade.fastpay.refund.query" => "refund-query",
        "alipay.open.app.alipaycert.download" => "certificate",
        _ => method.Split('.')[^1],
    };

    [GeneratedRegex("^(unsigned )?[0-9]{5}$")]
    private static partial Regex CodeForm();
}
