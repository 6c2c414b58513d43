using MobilePay.Sandbox.Faults;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Bank;

/// <summary>The respCodes of section 5. They come as HTTP 200, signed as any answer.</summary>
internal static class BankErrors
{
    public const string Done = "00";
    public const string UnderWay = "05";
    public const string WrongCode = "71";

    /// <summary>Definite refusals; a caller may believe that nothing was done.</summary>
    public static readonly IReadOnlyDictionary<string, string> Refusals = new Dictionary<string, string>
    {
        ["01"] = "交易失败",
        ["02"] = "系统未开放或暂时关闭，请稍后再试",
        ["06"] = "系统繁忙，请稍后再试",
        ["10"] = "报文格式错误",
        ["11"] = "验证签名失败",
        ["12"] = "重复交易",
        ["13"] = "报文交易要素缺失",
        ["31"] = "订单状态不正确",
        ["32"] = "无此交易权限",
        ["33"] = "交易金额超限",
        ["34"] = "查无此交易",
        ["35"] = "原交易不存在或状态不正确",
        ["36"] = "与原交易信息不符",
        ["37"] = "操作过于频繁",
        ["38"] = "风险受限",
        ["39"] = "交易不在受理时间范围内",
        ["60"] = "交易失败，详情请咨询您的发卡行",
        ["61"] = "输入的卡号无效，请确认后输入",
        ["62"] = "发卡银行不支持该商户",
        ["63"] = "卡状态不正确",
        ["64"] = "卡上的余额不足",
        // One text for name, identity card and phone: it must not tell which of them was wrong.
        ["65"] = "身份信息或手机号验证失败",
        ["66"] = "有效期或 CVN2 有误",
        ["67"] = "输入次数超限",
        ["68"] = "您的银行卡暂不支持该业务",
        ["69"] = "您的输入超时，交易失败",
        [WrongCode] = "短信验证码校验失败",
        ["73"] = "支付卡已超过有效期",
        ["77"] = "银行卡未开通无跳转支付，或 token 无效",
        ["98"] = "文件不存在",
    };

    public static WireAnswer Of(string code, string? detail = null) => new(200)
    {
        Fields = new Dictionary<string, string>
        {
            ["respCode"] = code,
            ["respMsg"] = Refusals[code] + (detail is null ? "" : $"[{detail.Replace('&', ' ')}]"),
        },
    };

    public static bool IsDone(WireAnswer answer) => answer.Fields is { } fields && fields["respCode"] == Done;

    public static WireAnswer Missing(string name) => Of("13", name);
}

internal sealed class BankFaultVoice : IFaultVoice
{
    public WireAnswer Broken() => new(StatusCodes.Status502BadGateway, "<html><body>502 Bad Gateway</body></html>");

    public WireAnswer Refused(string code) => BankErrors.Of(code, "模拟的拒绝");
}
