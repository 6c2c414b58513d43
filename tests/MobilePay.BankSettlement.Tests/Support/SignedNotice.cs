using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>A notice as WeChat would send it, in which each thing can be made wrong before it is sealed or signed.</summary>
internal sealed class SignedNotice(DateTimeOffset now)
{
    public string Id { get; set; } = Guid.NewGuid().ToString();
    public string EventType { get; set; } = "TRANSACTION.SUCCESS";
    public string Algorithm { get; set; } = "AEAD_AES_256_GCM";
    public string SealKey { get; set; } = TestMerchant.ApiV3Key;
    public string SealNonce { get; set; } = "0123456789ab";
    public DateTimeOffset SignedAt { get; set; } = now;
    public string SigningKey { get; set; } = "platformPrivateKeyPem";

    /// <summary>What stands instead of the whole body.</summary>
    public string? Body { get; set; }

    public JsonObject Transaction { get; } = new()
    {
        ["appid"] = TestMerchant.AppId,
        ["mchid"] = TestMerchant.MchId,
        ["out_trade_no"] = "MP20251009000001",
        ["transaction_id"] = "4200000000202510090000000001",
        ["trade_type"] = "JSAPI",
        ["trade_state"] = "SUCCESS",
        ["success_time"] = "2025-10-09T16:53:10+08:00",
        ["payer"] = new JsonObject { ["openid"] = "oTestOpenid00000000000000001" },
        ["amount"] = new JsonObject { ["total"] = 5340, ["payer_total"] = 5340, ["currency"] = "CNY" },
    };

    /// <summary>A refund's notice; the members that differ from a payment's.</summary>
    public static SignedNotice OfRefund(DateTimeOffset now, string refundNo, string status = "SUCCESS", long fen = 1260)
    {
        var notice = new SignedNotice(now) { EventType = "REFUND." + status };
        foreach (var member in new[] { "appid", "trade_type", "trade_state", "payer" })
            notice.Transaction.Remove(member);
        notice.Transaction["refund_id"] = "50300000000000000000000000001";
        notice.Transaction["out_refund_no"] = refundNo;
        notice.Transaction["refund_status"] = status;
        notice.Transaction["amount"] = new JsonObject { ["total"] = 5340, ["refund"] = fen, ["payer_total"] = 5340 };
        return notice;
    }

    public (byte[] Body, Dictionary<string, string> Headers) Make()
    {
        var body = Encoding.UTF8.GetBytes(Body ?? Envelope().ToJsonString());
        var timestamp = SignedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return (body, new()
        {
            ["Wechatpay-Timestamp"] = timestamp,
            ["Wechatpay-Nonce"] = "EcZ9Cmy4Xyx1i6RlJQzLcCyEqDa26NBz",
            ["Wechatpay-Serial"] = TestMerchant.KeyId,
            ["Wechatpay-Signature"] = Sign(SigningKey, $"{timestamp}\nEcZ9Cmy4Xyx1i6RlJQzLcCyEqDa26NBz\n", body),
        });
    }

    public static string Sign(string key, string head, byte[] body)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(Vectors.Own.Text(key));
        return Convert.ToBase64String(rsa.SignData([.. Encoding.UTF8.GetBytes(head), .. body, (byte)'\n'],
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private JsonObject Envelope() => new()
    {
        ["id"] = Id,
        ["create_time"] = "2025-10-09T16:53:11+08:00",
        ["resource_type"] = "encrypt-resource",
        ["event_type"] = EventType,
        ["summary"] = "支付成功",
        ["resource"] = new JsonObject
        {
            ["original_type"] = "transaction",
            ["algorithm"] = Algorithm,
            ["ciphertext"] = Seal(Encoding.UTF8.GetBytes(Transaction.ToJsonString())),
            ["associated_data"] = "transaction",
            ["nonce"] = SealNonce,
        },
    };

    private string Seal(byte[] plain)
    {
        var (cipher, tag) = (new byte[plain.Length], new byte[16]);
        using var aes = new AesGcm(Encoding.ASCII.GetBytes(SealKey), 16);
        aes.Encrypt(Encoding.ASCII.GetBytes(SealNonce[..12]), plain, cipher, tag, "transaction"u8);
        return Convert.ToBase64String([.. cipher, .. tag]);
    }
}
