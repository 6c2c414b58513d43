namespace MobilePay.Sandbox.Faults;

internal enum FaultMode
{
    Drop,
    Delay,
    Duplicate,
    TimeoutBefore,
    TimeoutAfterCommit,
    Error,
    Garbage,
    WrongSignature,
    Refuse,
    PaidBeforeAnswer,
    Reorder,
    UserPaying,
    Outcome,
    RefuseAfterCommit,
}

/// <summary>One thing that goes wrong on one operation, until it is taken away or <paramref name="Times"/> is used up.</summary>
internal sealed record Fault(string Mode, int? Times = null, int? DelayMs = null, int? Copies = null, string? Code = null);

/// <summary>Which operations can fail, and in which ways.</summary>
internal static class FaultCatalogue
{
    public static readonly IReadOnlyDictionary<string, FaultMode> Modes = new Dictionary<string, FaultMode>
    {
        ["drop"] = FaultMode.Drop,
        ["delay"] = FaultMode.Delay,
        ["duplicate"] = FaultMode.Duplicate,
        ["timeout-before"] = FaultMode.TimeoutBefore,
        ["timeout-after-commit"] = FaultMode.TimeoutAfterCommit,
        ["error"] = FaultMode.Error,
        ["garbage"] = FaultMode.Garbage,
        ["wrong-signature"] = FaultMode.WrongSignature,
        ["refuse"] = FaultMode.Refuse,
        ["paid-before-answer"] = FaultMode.PaidBeforeAnswer,
        ["reorder"] = FaultMode.Reorder,
        ["user-paying"] = FaultMode.UserPaying,
        ["outcome"] = FaultMode.Outcome,
        ["refuse-after-commit"] = FaultMode.RefuseAfterCommit,
    };

    private static readonly string[] Calls =
        ["drop", "delay", "duplicate", "timeout-before", "timeout-after-commit", "error", "garbage", "refuse"];

    private static readonly string[] SignedCalls = [.. Calls, "wrong-signature"];

    private static readonly string[] Notices = ["drop", "delay", "duplicate", "garbage", "wrong-signature", "reorder"];

    public static readonly IReadOnlyDictionary<string, string[]> Operations = new Dictionary<string, string[]>
    {
        ["wechat.place"] = [.. SignedCalls, "paid-before-answer"],
        ["wechat.query"] = [.. SignedCalls, "user-paying"],
        ["wechat.close"] = SignedCalls,
        ["wechat.notify"] = Notices,
        ["wechat.refund"] = [.. SignedCalls, "outcome"],
        ["wechat.refund-query"] = SignedCalls,
        ["wechat.refund-notify"] = Notices,
        ["wechat.bill"] = SignedCalls,
        ["wechat.bill-download"] = Calls,
        ["alipay.create"] = [.. SignedCalls, "paid-before-answer"],
        ["alipay.precreate"] = [.. SignedCalls, "paid-before-answer"],
        ["alipay.cashier"] = ["drop", "delay", "timeout-before", "timeout-after-commit", "error", "refuse", "paid-before-answer"],
        ["alipay.query"] = [.. SignedCalls, "user-paying"],
        ["alipay.close"] = SignedCalls,
        ["alipay.cancel"] = SignedCalls,
        ["alipay.refund"] = [.. SignedCalls, "outcome"],
        ["alipay.refund-query"] = SignedCalls,
        ["alipay.oauth"] = SignedCalls,
        ["alipay.notify"] = Notices,
        ["alipay.bill"] = SignedCalls,
        ["bank.open"] = SignedCalls,
        ["bank.open-page"] = ["drop", "delay", "timeout-before", "timeout-after-commit", "error", "refuse"],
        ["bank.open-query"] = SignedCalls,
        ["bank.delete"] = SignedCalls,
        ["bank.certificate"] = SignedCalls,
        ["bank.sms"] = SignedCalls,
        ["bank.pay"] = [.. SignedCalls, "paid-before-answer", "refuse-after-commit"],
        ["bank.query"] = [.. SignedCalls, "user-paying"],
        ["bank.notify"] = Notices,
        ["bank.refund"] = [.. SignedCalls, "outcome"],
        ["bank.refund-query"] = [.. SignedCalls, "user-paying"],
        ["bank.refund-notify"] = Notices,
        ["bank.settlement-file"] = SignedCalls,
        ["his.bills"] = Calls,
        ["his.presettlements"] = Calls,
        ["his.settlements"] = Calls,
        ["his.lookup"] = Calls,
        ["his.release"] = Calls,
        ["his.reversal"] = Calls,
        ["his.handovers"] = Calls,
    };

    /// <summary>A sentence when the fault cannot be set, null when it can.</summary>
    public static string? Objection(string operation, Fault fault)
    {
        if (!Operations.TryGetValue(operation, out var modes))
            return $"Unknown operation '{operation}'. Known: {string.Join(' ', Operations.Keys)}.";
        if (!modes.Contains(fault.Mode))
            return $"'{operation}' has no mode '{fault.Mode}'. Known: {string.Join(' ', modes)}.";
        if (fault.Times is <= 0 || fault.DelayMs is < 0 || fault.Copies is < 1 or > 100)
            return $"'{operation}': times is above 0, delayMs not negative, copies 1 to 100.";
        if (fault.Mode == "delay" && fault.DelayMs is null)
            return $"'{operation}': delay needs delayMs.";
        if (fault.Mode is not ("refuse" or "outcome" or "refuse-after-commit"))
            return null;

        var codes = CodesOf(operation, fault.Mode);
        return fault.Code is not null && codes.Contains(fault.Code) ? null
            : $"'{operation}': {fault.Mode} needs a documented code: {string.Join(' ', codes)}.";
    }

    private static IEnumerable<string> CodesOf(string operation, string mode) => (operation, mode) switch
    {
        ("wechat.refund", "outcome") => WeChat.WeChatRefundEnd.Codes,
        ("alipay.refund", "outcome") => Alipay.AlipayRefundEnd.Codes,
        _ when operation.StartsWith("his.", StringComparison.Ordinal) => His.HisResult.Refusals,
        _ when operation.StartsWith("alipay.", StringComparison.Ordinal) => Alipay.AlipayErrors.SubCodes.Keys,
        _ when operation.StartsWith("bank.", StringComparison.Ordinal) => Bank.BankErrors.Refusals.Keys,
        _ => WeChat.WeChatErrors.Codes.Keys,
    };
}
