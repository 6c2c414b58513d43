using System.Net;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Faults;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Alipay;

/// <summary>Refusals with the codes of sections 3 and 9. They come as HTTP 200, as everything from this gateway.</summary>
internal static class AlipayErrors
{
    public const string Node = "error_response";

    /// <summary>Documented sub codes and the code each comes with.</summary>
    public static readonly IReadOnlyDictionary<string, string> SubCodes = new Dictionary<string, string>
    {
        ["isp.unknow-error"] = "20000",
        ["aop.unknow-error"] = "20000",
        ["aop.invalid-auth-token"] = "20001",
        ["aop.auth-token-time-out"] = "20001",
        ["aop.invalid-app-auth-token"] = "20001",
        ["isv.missing-method"] = "40001",
        ["isv.missing-signature"] = "40001",
        ["isv.missing-signature-type"] = "40001",
        ["isv.missing-signature-key"] = "40001",
        ["isv.missing-app-id"] = "40001",
        ["isv.missing-timestamp"] = "40001",
        ["isv.missing-version"] = "40001",
        ["isv.invalid-parameter"] = "40002",
        ["isv.invalid-method"] = "40002",
        ["isv.invalid-format"] = "40002",
        ["isv.invalid-signature-type"] = "40002",
        ["isv.invalid-signature"] = "40002",
        ["isv.invalid-app-id"] = "40002",
        ["isv.invalid-timestamp"] = "40002",
        ["isv.invalid-charset"] = "40002",
        ["isv.missing-signature-config"] = "40002",
        ["isv.code-invalid"] = "40002",
        ["ACQ.SYSTEM_ERROR"] = "40004",
        ["AQC.SYSTEM_ERROR"] = "40004",
        ["ACQ.INVALID_PARAMETER"] = "40004",
        ["ACQ.TRADE_NOT_EXIST"] = "40004",
        ["ACQ.TRADE_HAS_SUCCESS"] = "40004",
        ["ACQ.TRADE_HAS_CLOSE"] = "40004",
        ["ACQ.CONTEXT_INCONSISTENT"] = "40004",
        ["ACQ.BUYER_SELLER_EQUAL"] = "40004",
        ["ACQ.TOTAL_FEE_EXCEED"] = "40004",
        ["ACQ.ACCESS_FORBIDDEN"] = "40004",
        ["ACQ.EXIST_FORBIDDEN_WORD"] = "40004",
        ["ACQ.PARTNER_ERROR"] = "40004",
        ["ACQ.TRADE_BUYER_NOT_MATCH"] = "40004",
        ["ACQ.REASON_TRADE_STATUS_INVALID"] = "40004",
        ["ACQ.REASON_ILLEGAL_STATUS"] = "40004",
        ["ACQ.SELLER_BALANCE_NOT_ENOUGH"] = "40004",
        ["ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"] = "40004",
        ["ACQ.REASON_TRADE_REFUND_FEE_ERR"] = "40004",
        ["ACQ.REASON_TRADE_BEEN_FREEZEN"] = "40004",
        ["ACQ.TRADE_HAS_FINISHED"] = "40004",
        ["ACQ.TRADE_STATUS_ERROR"] = "40004",
        ["ACQ.DISCORDANT_REPEAT_REQUEST"] = "40004",
        ["ACQ.TRADE_NOT_ALLOW_REFUND"] = "40004",
        ["ACQ.REFUND_FEE_ERROR"] = "40004",
        ["ACQ.CANCEL_NOT_ALLOWED"] = "40004",
        ["ACQ.TRADE_CANCEL_TIME_OUT"] = "40004",
        ["isp.bill_not_exist"] = "40004",
        ["isv.call-limited"] = "40005",
        ["isv.insufficient-isv-permissions"] = "40006",
        ["isv.insufficient-user-permissions"] = "40006",
    };

    private static readonly Dictionary<string, string> Messages = new()
    {
        ["20000"] = "Service Currently Unavailable",
        ["20001"] = "Insufficient Token Permissions",
        ["40001"] = "Missing Required Arguments",
        ["40002"] = "Invalid Arguments",
        ["40004"] = "Business Failed",
        ["40005"] = "Call Limited",
        ["40006"] = "Insufficient Permissions",
    };

    public static WireAnswer Of(string subCode, string subMsg) => new(200, new JsonObject
    {
        ["code"] = SubCodes[subCode],
        ["msg"] = Messages[SubCodes[subCode]],
        ["sub_code"] = subCode,
        ["sub_msg"] = subMsg,
    }.ToJsonString(WireJson.Strict));

    /// <summary>The string the gateway built, so that the caller can lay their own beside it.</summary>
    public static WireAnswer Signature(string built) => Of("isv.invalid-signature",
        "验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：" + WebUtility.HtmlEncode(built));

    public static WireAnswer Parameter(string at, string issue) => Of("ACQ.INVALID_PARAMETER", $"参数无效：{at} {issue}");

    /// <summary>The spelling is not documented beyond doubt; no client may do more than try again.</summary>
    public static WireAnswer NoBill() => Of("isp.bill_not_exist", "账单不存在");

    public static WireAnswer NoTrade() => Of("ACQ.TRADE_NOT_EXIST", "交易不存在");
}

internal sealed class AlipayFaultVoice : IFaultVoice
{
    public WireAnswer Broken() => AlipayErrors.Of("isp.unknow-error", "系统繁忙");

    public WireAnswer Refused(string code) => AlipayErrors.Of(code, "模拟的拒绝");
}
