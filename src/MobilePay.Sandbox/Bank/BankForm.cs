using System.Text.RegularExpressions;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Bank;

/// <summary>What one transaction of section 4 is made of, beside the common fields.</summary>
/// <param name="IsNew">False where orderId and txnTime are those of an earlier transaction.</param>
internal sealed record BankKind(
    string Operation, string[] BizTypes, string[] Wanted, string[] Allowed, bool IsNew = true, string Path = BankForm.Back);

/// <summary>The documented fields of each transaction and their form, and nothing else.</summary>
internal static partial class BankForm
{
    public const string Back = "/gateway/api/backTransReq.do";
    public const string Front = "/gateway/api/frontTransReq.do";
    public const string Query = "/gateway/api/queryTrans.do";

    /// <summary>The real one has a host of its own and nothing behind it.</summary>
    public const string SettlementFile = "/";

    private static readonly string[] Token = ["000902"];
    private static readonly string[] Refund = ["000301", "000902"];
    private static readonly string[] None = ["000000"];

    public static readonly string[] CommonFields =
    [
        "version", "encoding", "certId", "signMethod", "signature", "txnType", "txnSubType", "bizType", "channelType",
        "accessType", "merId", "orderId", "txnTime",
    ];

    private static readonly Dictionary<string, BankKind> Kinds = new()
    {
        ["77/00"] = new("bank.sms", Token, ["accNo", "customerInfo"], ["accType", "encryptCertId"]),
        ["77/02"] = new("bank.sms", Token, ["txnAmt", "currencyCode", "tokenPayData"], ["customerInfo", "encryptCertId"]),
        ["79/00"] = new("bank.open", Token, ["accNo", "customerInfo", "tokenPayData"],
            ["accType", "encryptCertId", "backUrl", "frontUrl", "payTimeout"]),
        ["79/03"] = new("bank.open", Token, ["tokenPayData"], []),
        ["79/05"] = new("bank.open", Token, ["tokenPayData"], [], IsNew: false),
        ["78/02"] = new("bank.open-query", Token, [], [], IsNew: false),
        ["74/01"] = new("bank.delete", Token, ["tokenPayData"], []),
        ["01/01"] = new("bank.pay", Token, ["txnAmt", "currencyCode", "tokenPayData", "customerInfo", "backUrl"],
            ["frontUrl", "payTimeout", "encryptCertId", "orderDesc", "riskRateInfo", "termId"]),
        ["04/00"] = new("bank.refund", Refund, ["txnAmt", "currencyCode", "origQryId", "backUrl"], ["termId"]),
        ["31/00"] = new("bank.refund", Refund, ["txnAmt", "currencyCode", "origQryId", "backUrl"], ["termId"]),
        ["00/00"] = new("bank.query", None, [], [], IsNew: false, Path: Query),
        ["76/01"] = new("bank.settlement-file", None, ["settleDate", "fileType"], [], IsNew: false, Path: SettlementFile),
        ["95/00"] = new("bank.certificate", None, ["certType"], []),
    };

    /// <summary>The same transaction by a browser: who holds the card types in what the merchant leaves out.</summary>
    private static readonly BankKind OpeningPage = new("bank.open-page", Token, ["tokenPayData", "frontUrl", "backUrl"],
        ["accNo", "accType", "customerInfo", "encryptCertId", "payTimeout"], Path: Front);

    private static readonly Dictionary<string, Func<string, bool>> Shapes = new()
    {
        ["txnAmt"] = AmountForm.IsMatch,
        ["currencyCode"] = value => value == "156",
        ["origQryId"] = QueryIdForm.IsMatch,
        ["backUrl"] = IsAddress,
        ["frontUrl"] = IsAddress,
        ["payTimeout"] = value => BankAuthorization.ReadTime(value) is not null,
        ["accType"] = value => value is "01" or "02",
        ["settleDate"] = value => value.Length == 4 && value.All(char.IsAsciiDigit),
        ["fileType"] = value => value == "00",
        ["certType"] = value => value == "01",
        ["reqReserved"] = value => value.Length <= 1024 && IsWhole(value),
        ["orderDesc"] = value => value.Length <= 32 && IsWhole(value),
        ["riskRateInfo"] = IsWhole,
        ["termId"] = value => value.Length == 8,
    };

    /// <summary>A file belongs to no order and came over no channel: who sends the two all the same is not refused.</summary>
    public static bool IsWanted(BankCall call, string field) =>
        call.Kind != "76/01" || field is not ("orderId" or "channelType");

    public static string OperationOf(BankCall call) => Kinds[call.Kind].Operation;

    public static bool IsNew(BankCall call) => Kinds[call.Kind].IsNew;

    /// <summary>Null when the message is one of the table's and whole.</summary>
    public static WireAnswer? Refuse(BankCall call, string path, DateTimeOffset now)
    {
        var kind = path == Front && call.Kind == "79/00" ? OpeningPage : Kinds.GetValueOrDefault(call.Kind);
        if (kind is null)
            return BankErrors.Of("10", $"txnType/txnSubType {call.Kind} 不支持");
        if (kind.Path != path)
            return BankErrors.Of("10", $"{call.Kind} 的地址是 {kind.Path}");
        if (!kind.BizTypes.Contains(call["bizType"]))
            return BankErrors.Of("10", "bizType");
        if (kind.Wanted.FirstOrDefault(name => call[name] is null) is { } missing)
            return BankErrors.Missing(missing);
        foreach (var (name, value) in call.Fields)
        {
            if (!(CommonFields.Contains(name) || kind.Wanted.Contains(name) || kind.Allowed.Contains(name)
                || name == "reqReserved"))
                return BankErrors.Of("10", $"{name} 不是 {call.Kind} 的域");
            if (Shapes.TryGetValue(name, out var shape) && !shape(value))
                return BankErrors.Of("10", name);
        }

        return kind.IsNew && (now - BankAuthorization.ReadTime(call.TxnTime)!.Value).Duration() > TimeSpan.FromDays(1)
            ? BankErrors.Of("10", "txnTime 与当前时间相差超过一天") : null;
    }

    /// <summary>An answer is cut at every '&amp;' outside brackets, so a value that is echoed may hold none.</summary>
    public static bool IsWhole(string value)
    {
        var depth = 0;
        foreach (var c in value)
        {
            depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
            if (depth < 0 || (c == '&' && depth == 0))
                return false;
        }

        return depth == 0;
    }

    private static bool IsAddress(string value) => value.Length <= 256
        && Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    [GeneratedRegex("^[1-9][0-9]{0,11}$")]
    private static partial Regex AmountForm { get; }

    [GeneratedRegex("^[0-9]{21}$")]
    private static partial Regex QueryIdForm { get; }
}
