using System.Globalization;
using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace MobilePay.Sandbox.Tests.Support;

/// <summary>An answer of the bank, cut into its fields, and whether the acquirer signed it.</summary>
internal sealed record BankReply(HttpStatusCode Status, string Raw, IReadOnlyDictionary<string, string> Fields, bool IsGenuine)
{
    public string? this[string name] => Fields.GetValueOrDefault(name);

    public string? Code => this["respCode"];

    /// <summary>A member of tokenPayData.</summary>
    public string Token(string name = "token") => BankMerchant.Members(this["tokenPayData"]!.Trim('{', '}'))[name];
}

/// <summary>The merchant's number for one transaction: the bank knows it by both.</summary>
internal sealed record BankNumber(string OrderId, string TxnTime);

/// <summary>A UnionPay merchant written from the fact sheet alone; every part of a message can be spoilt.</summary>
internal sealed class BankMerchant(JsonObject bank, HttpClient http, TimeProvider clock)
{
    public const string Phone = "13800000001";
    public const string TrId = "62000000001";
    private const string Back = "backTransReq.do";

    public Action<Dictionary<string, string>>? Change { get; set; }
    public Action<Dictionary<string, string>>? SpoilAfterSigning { get; set; }
    public TimeSpan ClockError { get; set; }
    public string BackUrl { get; set; } = "http://localhost:9/notify";

    public string MerId => (string)bank["merId"]!;
    public string EncryptCertId
    {
        get
        {
            using var certificate = X509Certificate2.CreateFromPem((string)bank["acquirerCertPem"]!);
            return BigInteger.Parse("0" + certificate.SerialNumber, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                .ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>A number of the series whose last digit is the one Luhn's sum wants.</summary>
    public static string Card(string series, int length = 19) => Enumerable.Range(0, 10)
        .Select(digit => series.PadRight(length - 1, '0') + digit).Single(IsLuhn);

    public BankNumber Number(string letter = "P") => new(
        letter + Guid.NewGuid().ToString("N")[..20],
        (clock.GetUtcNow() + ClockError).ToOffset(TimeSpan.FromHours(8))
            .ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture));

    public Dictionary<string, string> Message(string kind, BankNumber number, params (string Name, string Value)[] more)
    {
        var fields = new Dictionary<string, string>
        {
            ["version"] = "5.1.0",
            ["encoding"] = "UTF-8",
            ["certId"] = (string)bank["certId"]!,
            ["signMethod"] = "01",
            ["txnType"] = kind[..2],
            ["txnSubType"] = kind[3..],
            ["bizType"] = kind[..2] switch { "00" or "95" => "000000", "04" or "31" => "000301", _ => "000902" },
            ["channelType"] = "08",
            ["accessType"] = "0",
            ["merId"] = MerId,
            ["orderId"] = number.OrderId,
            ["txnTime"] = number.TxnTime,
        };
        foreach (var (name, value) in more)
            fields[name] = value;
        return fields;
    }

    public Task<BankReply> AskForOpeningCode(BankNumber number, string card = "", string phone = Phone) => Call("77/00", number,
        ("accNo", Encrypted(card.Length > 0 ? card : Card("621700"))), ("encryptCertId", EncryptCertId),
        ("customerInfo", Customer("", $"phoneNo={phone}")));

    public Task<BankReply> Open(BankNumber number, string code, string card = "", string encrypted = $"phoneNo={Phone}",
        string plain = "certifTp=01&certifId=110101199001010015&customerNm=测试持卡人", string trId = TrId) => Call("79/00", number,
        ("accNo", Encrypted(card.Length > 0 ? card : Card("621700"))), ("encryptCertId", EncryptCertId),
        ("customerInfo", Customer($"{plain}&smsCode={code}", encrypted)), ("tokenPayData", $"{{trId={trId}&tokenType=01}}"));

    /// <summary>A signed-up card, by the code that is always good.</summary>
    public async Task<string> SignUp(string card = "", string encrypted = $"phoneNo={Phone}", string trId = TrId)
    {
        var number = Number("S");
        await AskForOpeningCode(number, card);
        var opened = await Open(number, "111111", card, encrypted, trId: trId);
        opened.Code.ShouldBe("00", opened.Raw);
        return opened.Token();
    }

    public Task<BankReply> AskForCode(BankNumber number, string token, long fen = 5340, string trId = TrId) => Call(
        "77/02", number, ("txnAmt", Text(fen)), ("currencyCode", "156"), ("tokenPayData", $"{{trId={trId}&token={token}}}"));

    public Task<BankReply> Pay(BankNumber number, string token, string code = "111111", long fen = 5340, string trId = TrId) =>
        Call("01/01", number, PayFields(token, code, fen, trId));

    public (string, string)[] PayFields(string token, string code = "111111", long fen = 5340, string trId = TrId) =>
    [
        ("txnAmt", Text(fen)), ("currencyCode", "156"), ("tokenPayData", $"{{trId={trId}&token={token}}}"),
        ("customerInfo", Customer("smsCode=" + code)), ("backUrl", BackUrl),
    ];

    public Task<BankReply> Query(BankNumber number) => Call("00/00", number);

    public Task<BankReply> GiveBack(BankNumber number, string origQryId, long fen, string kind = "04/00") => Call(kind, number,
        ("txnAmt", Text(fen)), ("currencyCode", "156"), ("origQryId", origQryId), ("backUrl", BackUrl));

    public Task<BankReply> Call(string kind, BankNumber number, params (string Name, string Value)[] more) =>
        Send(Signed(Message(kind, number, more)), kind == "00/00" ? "queryTrans.do" : Back);

    public async Task<BankReply> Send(Dictionary<string, string> signed, string path = Back)
    {
        using var body = new FormUrlEncodedContent(signed);
        using var answer = await http.PostAsync($"{(string)bank["baseUrl"]!}/gateway/api/{path}", body);
        return Read(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Dictionary<string, string> Signed(Dictionary<string, string> fields)
    {
        Change?.Invoke(fields);
        using var key = RSA.Create();
        key.ImportFromPem((string)bank["merchantPrivateKeyPem"]!);
        fields["signature"] = Convert.ToBase64String(key.SignData(
            Hashed(fields), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        SpoilAfterSigning?.Invoke(fields);
        return fields;
    }

    /// <summary>True when the acquirer, whose certificate comes along, signed these fields.</summary>
    public bool IsGenuine(IReadOnlyDictionary<string, string> fields)
    {
        if (!fields.TryGetValue("signPubKeyCert", out var pem) || !fields.TryGetValue("signature", out var signature)
            || pem.ReplaceLineEndings("\n").Trim() != ((string)bank["acquirerCertPem"]!).Trim())
            return false;
        using var certificate = X509Certificate2.CreateFromPem(pem);
        using var key = certificate.GetRSAPublicKey()!;
        return key.VerifyData(
            Hashed(fields), Convert.FromBase64String(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public string Encrypted(string text)
    {
        using var certificate = X509Certificate2.CreateFromPem((string)bank["acquirerCertPem"]!);
        using var key = certificate.GetRSAPublicKey()!;
        return Convert.ToBase64String(key.Encrypt(Encoding.UTF8.GetBytes(text), RSAEncryptionPadding.Pkcs1));
    }

    public string Customer(string plain, string encrypted = "")
    {
        var group = encrypted.Length == 0 ? plain
            : $"{plain}{(plain.Length > 0 ? "&" : "")}encryptedInfo={Encrypted(encrypted)}";
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"{{{group}}}"));
    }

    /// <summary>Cut at "&amp;" outside brackets, each pair at its first "=".</summary>
    public static Dictionary<string, string> Members(string text)
    {
        var (parts, depth, from) = (new List<string>(), 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] is '{' or '[' ? 1 : text[i] is '}' or ']' ? -1 : 0;
            if (text[i] != '&' || depth != 0)
                continue;
            parts.Add(text[from..i]);
            from = i + 1;
        }

        return parts.Append(text[from..]).Select(part => part.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair.Length == 2 ? pair[1] : "");
    }

    public static Dictionary<string, string> Form(string body) => body.Split('&').Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => WebUtility.UrlDecode(pair[1]));

    private BankReply Read(HttpStatusCode status, string raw)
    {
        var fields = raw.StartsWith('<') ? [] : Members(raw);
        return new BankReply(status, raw, fields, IsGenuine(fields));
    }

    private static byte[] Hashed(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var joined = string.Join("&", new SortedDictionary<string, string>(
            fields.Where(f => f.Key != "signature").ToDictionary(f => f.Key, f => f.Value), StringComparer.Ordinal)
            .Select(f => f.Key + "=" + f.Value));
        return Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(joined))).ToLowerInvariant());
    }

    private static bool IsLuhn(string number) => number.Reverse().Select((c, i) => (i % 2 == 0 ? 1 : 2) * (c - '0'))
        .Sum(product => product / 10 + product % 10) % 10 == 0;

    private static string Text(long fen) => fen.ToString(CultureInfo.InvariantCulture);
}
