using System.Text.Json.Nodes;
using MobilePay.Sandbox.Faults;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.WeChat;

/// <summary>Error answers with the codes, statuses and error numbers of the merchant documents.</summary>
internal static class WeChatErrors
{
    /// <summary>Documented codes and the HTTP status each comes with.</summary>
    public static readonly IReadOnlyDictionary<string, int> Codes = new Dictionary<string, int>
    {
        ["PARAM_ERROR"] = 400,
        ["INVALID_REQUEST"] = 400,
        ["APPID_MCHID_NOT_MATCH"] = 400,
        ["MCH_NOT_EXISTS"] = 400,
        ["NO_STATEMENT_EXIST"] = 400,
        ["STATEMENT_CREATING"] = 400,
        ["ORDER_CLOSED"] = 400,
        ["ORDERPAID"] = 400,
        ["SIGN_ERROR"] = 401,
        ["NO_AUTH"] = 403,
        ["RULE_LIMIT"] = 403,
        ["OUT_TRADE_NO_USED"] = 403,
        ["ACCOUNT_ERROR"] = 403,
        ["NOT_ENOUGH"] = 403,
        ["TRADE_ERROR"] = 403,
        ["USER_ACCOUNT_ABNORMAL"] = 403,
        ["REQUEST_BLOCKED"] = 403,
        ["ORDER_NOT_EXIST"] = 404,
        ["RESOURCE_NOT_EXISTS"] = 404,
        ["FREQUENCY_LIMITED"] = 429,
        ["RATELIMIT_EXCEEDED"] = 429,
        ["SYSTEM_ERROR"] = 500,
        ["BANK_ERROR"] = 500,
        ["OPENID_MISMATCH"] = 500,
        ["INVALID_TRANSACTIONID"] = 500,
    };

    public static WireAnswer Param(string field, string? value, string issue) =>
        Answer("PARAM_ERROR", "参数错误", "268435461", Detail(field, value, issue, "body"));

    public static WireAnswer UnknownField(string field) =>
        Answer("PARAM_ERROR", "非法的额外参数", "270924358", Detail(field, null, "unknown field", "body"));

    public static WireAnswer Header(string name, string issue) =>
        Answer("PARAM_ERROR", $"Http头{name}{issue}", "268435461", Detail(name, null, issue, "header"));

    public static WireAnswer Sign(string why, string? method = null, int signedLength = 0)
    {
        var detail = new JsonObject { ["field"] = "signature", ["issue"] = why, ["location"] = "authorization" };
        if (method is not null)
            detail["sign_information"] = new JsonObject { ["method"] = method, ["sign_message_length"] = signedLength };
        return Answer("SIGN_ERROR", "签名错误，请检查后再试", "268443699", detail);
    }

    public static WireAnswer OpenidMissing() =>
        Answer("PARAM_ERROR", "JSAPI支付必须传openid", "268501013", Detail("/payer/openid", null, "openid is required", "body"));

    public static WireAnswer MchidDiffers() => Answer("INVALID_REQUEST", "请求中的商户号与签名商户号不一致", "268435461");

    public static WireAnswer AppidNotBound() => Answer("APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配", "268445527");

    public static WireAnswer Reentry() => Answer("INVALID_REQUEST", "请求重入时，参数与首次请求时不一致", "268498688");

    public static WireAnswer AlreadyPaid() => Answer("ORDERPAID", "该订单已支付", "268449538");

    public static WireAnswer OrderClosed() => Answer("ORDER_CLOSED", "订单已关闭", "268447914");

    public static WireAnswer OrderOverdue() => Answer("INVALID_REQUEST", "订单已失效，请更换商户订单号", "268447914");

    public static WireAnswer NoOrder() => Answer("ORDER_NOT_EXIST", "订单不存在", "268512771");

    public static WireAnswer NoRefund() => Answer("RESOURCE_NOT_EXISTS", "退款单不存在", "268435461");

    public static WireAnswer NoSuchOrderToRefund() => Answer("RESOURCE_NOT_EXISTS", "订单不存在", "268512771");

    public static WireAnswer NotPaid() => Answer("TRADE_ERROR", "订单未支付，不能退款", "268435461");

    public static WireAnswer TotalDiffers() => Answer("INVALID_REQUEST", "订单金额与微信支付的订单不一致", "268435461");

    public static WireAnswer RefundTooLate() => Answer("INVALID_REQUEST", "订单已超过可退款的期限", "268435461");

    public static WireAnswer OverTheRest() => Answer("INVALID_REQUEST", "退款金额大于订单的可退金额", "268435461");

    public static WireAnswer TooManyRefunds() => Answer("RULE_LIMIT", "订单已达到退款次数的上限", "268435461");

    public static WireAnswer RefundTooSoon() => Answer("FREQUENCY_LIMITED", "同一订单的退款间隔太短", "268447840");

    public static WireAnswer Query(string field, string? value, string issue) =>
        Answer("PARAM_ERROR", "参数错误", "268435461", Detail(field, value, issue, "query"));

    public static WireAnswer BillDate(string why) => Answer("INVALID_REQUEST", why, "268435461");

    public static WireAnswer NoStatement() => Answer("NO_STATEMENT_EXIST", "账单文件不存在", "268435461");

    public static WireAnswer StatementCreating() => Answer("STATEMENT_CREATING", "账单生成中，请稍后再试", "268435461");

    public static WireAnswer AddressStale() => Answer("INVALID_REQUEST", "下载地址无效或已过期，请重新申请账单", "268435461");

    public static WireAnswer NoSuchPath() => Answer("RESOURCE_NOT_EXISTS", "无可用的接口", "268435461");

    public static WireAnswer Answer(string code, string message, string number, JsonObject? detail = null)
    {
        var body = new JsonObject { ["code"] = code, ["message"] = message };
        if (detail is not null)
            body["detail"] = detail;
        return new WireAnswer(Codes[code], body.ToJsonString(WireJson.Strict), number);
    }

    private static JsonObject Detail(string field, string? value, string issue, string location)
    {
        var detail = new JsonObject { ["field"] = field };
        if (value is not null)
            detail["value"] = value;
        detail["issue"] = issue;
        detail["location"] = location;
        return detail;
    }
}

internal sealed class WeChatFaultVoice : IFaultVoice
{
    public WireAnswer Broken() => WeChatErrors.Answer("SYSTEM_ERROR", "系统异常，请稍后重试", "268435456");

    public WireAnswer Refused(string code) => WeChatErrors.Answer(code, "模拟的拒绝", "268435461");
}
