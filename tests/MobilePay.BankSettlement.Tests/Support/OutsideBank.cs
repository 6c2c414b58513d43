using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>What the bank is to do with the next call of a kind, instead of answering it rightly.</summary>
internal enum BankFault
{
    Cut,
    CutAfterWork,
    Hang,
    ServerErrorAfterWork,
    WrongSignature,
    Unsigned,
    StrangersCertificate,
    AboutAnother,
    Unreadable,
}

/// <summary>A small strict UnionPay on a port of its own, written from the fact sheet, that can be told to misbehave.</summary>
internal sealed class OutsideBank : IAsyncDisposable
{
    public const string GoodCode = "111111";
    private readonly WebApplication app;
    private int lastQueryId;

    private OutsideBank(WebApplication app) => this.app = app;

    public sealed record Booking(string Kind, long Fen, string QueryId, string? Original)
    {
        /// <summary>What a query says of it.</summary>
        public string Code { get; set; } = "00";
    }

    /// <summary>What is booked, by orderId and txnTime.</summary>
    public ConcurrentDictionary<string, Booking> Books { get; } = new();

    /// <summary>Each call that came in well signed: "01/01 MP…".</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The forms as they came, with what was encrypted opened under "opened".</summary>
    public ConcurrentQueue<Dictionary<string, string>> Forms { get; } = new();

    public ConcurrentQueue<(string Call, BankFault Fault)> Faults { get; } = new();

    /// <summary>Respcodes for the next calls of a kind, instead of working.</summary>
    public ConcurrentQueue<(string Call, string Code)> Refusals { get; } = new();

    /// <summary>The origRespCode of what is booked from now on.</summary>
    public string BookAs { get; set; } = "00";

    /// <summary>Tokens by the number of their opening.</summary>
    public ConcurrentDictionary<string, string> Tokens { get; } = new();

    /// <summary>For which token and amount a code was sent, by the payment's number.</summary>
    public ConcurrentDictionary<string, string> Codes { get; } = new();

    public string Url { get; private set; } = "";

    public int Charged => Books.Values.Count(b => b is { Kind: "01", Code: "00" or "A6" });

    public static async Task<OutsideBank> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var bank = new OutsideBank(app);
        app.Run(bank.Answer);
        await app.StartAsync();
        bank.Url = app.Urls.Single();
        return bank;
    }

    public int Count(string call) => Calls.Count(c => c.StartsWith(call, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var form = (await http.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
        var call = $"{form.GetValueOrDefault("txnType")}/{form.GetValueOrDefault("txnSubType")}";
        BankFault? fault = Faults.TryPeek(out var next) && next.Call == call && Faults.TryDequeue(out next) ? next.Fault : null;
        if (fault == BankFault.Hang)
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        if (fault is BankFault.Hang or BankFault.Cut)
        {
            http.Abort();
            return;
        }

        var answer = FaultOf(http.Request, form) is { } wrong
            ? new() { ["respCode"] = "11", ["respMsg"] = wrong }
            : Work(call, form);
        if (fault == BankFault.CutAfterWork)
            http.Abort();
        else
            await Write(http, form, answer, fault);
    }

    private static async Task Write(
        HttpContext http, Dictionary<string, string> form, Dictionary<string, string> answer, BankFault? fault)
    {
        string[] echoed = ["version", "encoding", "bizType", "txnType", "txnSubType", "accessType", "merId", "orderId", "txnTime",
            "currencyCode"];
        foreach (var name in echoed.Where(form.ContainsKey))
            answer.TryAdd(name, form[name]);
        if (fault == BankFault.AboutAnother)
            answer["orderId"] = "MP20251009999999";
        answer["signMethod"] = "01";
        var certificate = fault == BankFault.StrangersCertificate ? "strangerCertPem" : "signerCertPem";
        answer["signPubKeyCert"] = Vectors.UnionPay.Text(certificate)
            .Replace("\n", "\r\n", StringComparison.Ordinal);
        var signed = BankNotice.Sign(answer, fault == BankFault.WrongSignature ? "merchantKeyPem" : "signerKeyPem");
        if (fault == BankFault.Unsigned)
            signed.Remove("signature");

        http.Response.StatusCode = fault == BankFault.ServerErrorAfterWork ? 502 : 200;
        await http.Response.WriteAsync(fault == BankFault.Unreadable
            ? "<html>"
            : string.Join('&', signed.Select(f => f.Key + "=" + f.Value)));
    }

    private Dictionary<string, string> Work(string call, Dictionary<string, string> form)
    {
        Calls.Enqueue($"{call} {form["orderId"]}");
        Forms.Enqueue(form);
        if (Refusals.TryPeek(out var next) && next.Call == call && Refusals.TryDequeue(out next))
            return Code(next.Code);

        return call switch
        {
            "77/00" => Code(form["opened"].Contains("phoneNo=1", StringComparison.Ordinal) ? "00" : "66"),
            "79/00" => Open(form),
            "78/02" => Tokens.TryGetValue(form["orderId"], out var token) ? Opened(token) : Code("34"),
            "74/01" => Code("00"),
            "77/02" => SendCode(form),
            "01/01" => Pay(form),
            "04/00" => Refund(form),
            "00/00" => Query(form),
            _ => Code("13"),
        };
    }

    private Dictionary<string, string> Open(Dictionary<string, string> form)
    {
        if (Tokens.ContainsKey(form["orderId"]))
            return Code("12");
        if (!form["opened"].Contains($"smsCode={GoodCode}", StringComparison.Ordinal))
            return Code("71");
        if (form["opened"].Contains("expired=0001", StringComparison.Ordinal))
            return Code("66");
        return Opened(Tokens.GetOrAdd(form["orderId"], _ => $"6235240000{Random.Shared.Next(100000000, 999999999)}"));
    }

    private static Dictionary<string, string> Opened(string token) => Code("00",
        ("tokenPayData", $"{{token={token}&trId={TestBank.TrId}&tokenLevel=90&tokenEnd=20301009165320&tokenType=01}}"),
        ("payCardType", "01"), ("accNo", "6226********0048"));

    private Dictionary<string, string> SendCode(Dictionary<string, string> form)
    {
        Codes[form["orderId"]] = form["tokenPayData"] + form["txnAmt"] + form["txnTime"];
        return Code("00", ("customerInfo", Convert.ToBase64String("{phoneNo=199****0001}"u8)));
    }

    private Dictionary<string, string> Pay(Dictionary<string, string> form)
    {
        if (Books.ContainsKey(form["orderId"] + form["txnTime"]))
            return Code("12");
        if (Codes.GetValueOrDefault(form["orderId"]) != form["tokenPayData"] + form["txnAmt"] + form["txnTime"])
            return Code("36");
        return form["opened"].Contains($"smsCode={GoodCode}", StringComparison.Ordinal)
            ? Book(form, "01", null)
            : Code("71");
    }

    private Dictionary<string, string> Refund(Dictionary<string, string> form)
    {
        if (Books.ContainsKey(form["orderId"] + form["txnTime"]))
            return Code("12");
        return Books.Values.Any(b => b.QueryId == form["origQryId"]) ? Book(form, "04", form["origQryId"]) : Code("35");
    }

    private Dictionary<string, string> Book(Dictionary<string, string> form, string kind, string? original)
    {
        var queryId = $"78251009165320{Interlocked.Increment(ref lastQueryId):D7}";
        Books[form["orderId"] + form["txnTime"]] =
            new(kind, long.Parse(form["txnAmt"], CultureInfo.InvariantCulture), queryId, original) { Code = BookAs };
        return Code("00", ("queryId", queryId));
    }

    private Dictionary<string, string> Query(Dictionary<string, string> form) =>
        Books.TryGetValue(form["orderId"] + form["txnTime"], out var booked)
            ? Code("00", ("origRespCode", booked.Code), ("queryId", booked.QueryId), ("traceTime", "1009165510"),
                ("txnAmt", booked.Fen.ToString(CultureInfo.InvariantCulture)))
            : Code("34");

    private static Dictionary<string, string> Code(string code, params (string Name, string Value)[] more)
    {
        var answer = more.ToDictionary(m => m.Name, m => m.Value);
        (answer["respCode"], answer["respMsg"]) = (code, $"回答[{code}&x=y]");
        return answer;
    }

    // Answers what is wrong with our signature or form, and opens what was encrypted for the bank.
    private static string? FaultOf(HttpRequest request, Dictionary<string, string> form)
    {
        var isQuery = request.Path == "/gateway/api/queryTrans.do";
        if ((!isQuery && request.Path != "/gateway/api/backTransReq.do") || isQuery != (form["txnType"] == "00")
            || request.ContentType != "application/x-www-form-urlencoded; charset=UTF-8" || form.Values.Any(v => v.Length == 0))
            return "address or form";
        if (form["merId"] != TestBank.MerId || form["certId"] != Vectors.UnionPay.Text("certId") || form["orderId"].Length > 40
            || !form["orderId"].All(char.IsAsciiLetterOrDigit))
            return "merchant or number";

        var text = string.Join('&', form.Where(f => f.Key != "signature").OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => f.Key + "=" + f.Value));
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
        using var key = RSA.Create();
        key.ImportFromPem(Vectors.UnionPay.Text("merchantKeyPem"));
        if (!key.VerifyData(Encoding.UTF8.GetBytes(digest), Convert.FromBase64String(form["signature"]),
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            return "signature";

        form["opened"] = Opened(form);
        return null;
    }

    private static string Opened(Dictionary<string, string> form)
    {
        var opened = form.TryGetValue("customerInfo", out var customer)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(customer)).Trim('{', '}')
            : "";
        if (opened.Split("encryptedInfo=") is [var plain, var sealedPart])
            opened = plain + Decrypt(sealedPart);
        return form.TryGetValue("accNo", out var number) ? $"{opened}&accNo={Decrypt(number)}" : opened;
    }

    private static string Decrypt(string text)
    {
        using var key = RSA.Create();
        key.ImportFromPem(Vectors.UnionPay.Text("encryptKeyPem"));
        return Encoding.UTF8.GetString(key.Decrypt(Convert.FromBase64String(text), RSAEncryptionPadding.Pkcs1));
    }
}
