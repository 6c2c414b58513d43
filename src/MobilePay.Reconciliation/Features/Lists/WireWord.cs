using System.Collections.Frozen;
using System.Text.Json;

namespace MobilePay.Reconciliation.Features.Lists;

/// <summary>Our words as they are on the wire, and what finance calls them.</summary>
internal static class WireWord
{
    private static readonly FrozenDictionary<string, string> Chinese = new Dictionary<string, string>
    {
        ["wechat"] = "微信",
        ["alipay"] = "支付宝",
        ["bank"] = "银行快捷",
        ["account"] = "银行账户",
        ["payment"] = "收款",
        ["refund"] = "退款",
        ["amount-diff"] = "金额不符",
        ["his-missing"] = "医院缺",
        ["channel-only"] = "仅渠道有",
        ["channel-missing"] = "渠道缺",
        ["platform-missing"] = "平台缺",
        ["his-only"] = "仅医院有",
        ["platform-only"] = "仅平台有",
        ["duplicate"] = "重复",
        ["status-diff"] = "状态不符",
        ["fee-diff"] = "手续费不符",
        ["batch"] = "结算批次",
        ["hospital"] = "医院",
        ["platform"] = "平台",
        ["total"] = "合计",
        ["over-30"] = "30 以上",
        ["batch-diff"] = "结算批次不符",
        ["foreign"] = "外来业务",
        ["in-transit"] = "在途",
        ["zero-pair"] = "自相抵消",
        ["matched"] = "相符",
        ["carried"] = "跨日相符",
        ["difference"] = "差异",
        ["open"] = "未处理",
        ["assigned"] = "已认领",
        ["proposed"] = "待审批",
        ["approved"] = "已批准",
        ["executing"] = "执行中",
        ["suspended"] = "挂账",
        ["closed"] = "已结案",
        ["current"] = "有效",
        ["replaced"] = "已被替换",
        ["refused"] = "已拒收",
        ["expected"] = "待到账",
        ["received"] = "已到账",
        ["late"] = "逾期未到",
        ["differs"] = "金额不符",
        ["done"] = "成功",
        ["under-way"] = "处理中",
        ["failed"] = "失败",
        ["yes"] = "是",
        ["no"] = "否",
    }.ToFrozenDictionary();

    /// <summary><c>HisMissing</c> is <c>his-missing</c> on the wire.</summary>
    public static string Of<TEnum>(TEnum name)
        where TEnum : struct, Enum => Of(name.ToString());

    public static string Of(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    /// <summary>Null for a word that names nothing.</summary>
    public static TEnum? Read<TEnum>(string? word)
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Where(v => Of(v) == word).Cast<TEnum?>().FirstOrDefault();

    /// <summary>The word itself where finance has none for it.</summary>
    public static string InChinese(string word) => Chinese.GetValueOrDefault(word, word);
}
