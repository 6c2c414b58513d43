namespace MobilePay.FinanceWeb.Pages.Finance;

/// <summary>The words the books use on the wire, where a page offers them for choice.</summary>
public static class Codes
{
    public static readonly IReadOnlyList<string> Classes =
    [
        "amount-diff", "his-missing", "channel-only", "channel-missing", "platform-missing", "his-only", "platform-only",
        "duplicate", "status-diff", "fee-diff", "batch-diff", "foreign", "in-transit", "zero-pair",
    ];

    public static readonly IReadOnlyList<string> ListStatuses = ["open", "assigned", "proposed", "suspended", "closed", "all"];

    public static readonly IReadOnlyList<string> DifferenceStatuses =
        ["open", "assigned", "proposed", "approved", "executing", "suspended", "closed"];

    public static readonly IReadOnlyList<string> Actions =
    [
        "ask-channel", "resend-confirm", "refund", "reverse-his", "adjust", "suspend", "write-off", "manual-match", "carry",
        "offline-refund",
    ];

    public static readonly IReadOnlyList<string> Causes =
        ["network-fault", "refund-rule", "human-error", "system-error", "fraud-check", "timing", "unknown", "other"];

    public static readonly IReadOnlyList<string> Channels = ["wechat", "alipay", "bank", "account"];

    public static readonly IReadOnlyList<string> Accounts =
        ["CH_RECV", "BANK", "FEE", "CLEARING", "INCOME_BRIDGE", "OVER", "SHORT", "REFUND_PAYABLE", "LOSS"];

    public static readonly IReadOnlyList<string> Blocks =
    [
        "handover-missing", "handover-provisional", "statement-missing", "not-reconciled", "run-outdated", "differences-open",
        "proposals-waiting", "day-not-over", "earlier-day-open", "journal-unbalanced",
    ];

    public static readonly IReadOnlyList<string> Steps =
        ["matched", "carried", "in-transit", "zero-pair", "foreign", "difference"];

    public static readonly IReadOnlyList<string> ProposalStatuses =
        ["waiting", "approved", "rejected", "withdrawn", "stale", "executing", "done", "failed"];

    public static readonly IReadOnlyList<string> CloseStatuses = ["open", "proposed", "closed", "reopened"];

    public static readonly IReadOnlyList<string> SourceStatuses =
        ["current", "replaced", "refused", "arrived", "missing", "provisional"];

    public static readonly IReadOnlyList<string> FundStatuses = ["expected", "received", "late", "differs"];

    public static readonly IReadOnlyList<string> Reports =
        ["day-summary", "channel-share", "takings-by-hour", "suspense-ageing", "refunds", "income", "month"];
}
