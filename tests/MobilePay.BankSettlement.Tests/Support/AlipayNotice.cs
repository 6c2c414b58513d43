using System.Security.Cryptography;
using System.Text;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>A notice as Alipay would send it, in which each thing can be made wrong before it is signed.</summary>
internal sealed class AlipayNotice
{
    public const string TradeNo = "2025100922001400000000000001";

    public Dictionary<string, string> Fields { get; } = new()
    {
        ["notify_time"] = "2025-10-09 16:53:21",
        ["notify_type"] = "trade_status_sync",
        ["notify_id"] = "2025100900222165310000000001",
        ["charset"] = "utf-8",
        ["version"] = "1.0",
        ["sign_type"] = "RSA2",
        ["app_id"] = TestAlipay.AppId,
        ["auth_app_id"] = TestAlipay.AppId,
        ["trade_no"] = TradeNo,
        ["out_trade_no"] = BankApp.Number,
        ["seller_id"] = TestAlipay.SellerId,
        ["buyer_open_id"] = "074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5",
        ["trade_status"] = "TRADE_SUCCESS",
        ["total_amount"] = "53.40",
        ["receipt_amount"] = "50.00",
        ["subject"] = "示例人民医院 处方药费 1+1=2",
        ["body"] = "",
        ["gmt_create"] = "2025-10-09 16:53:01",
        ["gmt_payment"] = "2025-10-09 16:53:10",
        ["fund_bill_list"] = """[{"amount":"53.40","fundChannel":"ALIPAYACCOUNT"}]""",
    };

    public string SigningKey { get; set; } = "alipayPrivateKeyPem";

    public static AlipayNotice With(params (string Field, string? Value)[] changes)
    {
        var notice = new AlipayNotice();
        foreach (var (field, value) in changes)
        {
            notice.Fields.Remove(field);
            if (value is not null)
                notice.Fields[field] = value;
        }

        return notice;
    }

    public string Make()
    {
        var content = string.Join('&', Fields.Where(f => f.Key != "sign_type" && f.Value.Length > 0)
            .OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + "=" + f.Value));
        return Encode(Fields.Append(new("sign", Sign(SigningKey, Encoding.UTF8.GetBytes(content)))));
    }

    public static string Encode(IEnumerable<KeyValuePair<string, string>> fields) => string.Join('&',
        fields.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value).Replace("%20", "+", StringComparison.Ordinal)}"));

    public static string Sign(string key, byte[] content)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(Vectors.Alipay.Text(key));
        return Convert.ToBase64String(rsa.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
