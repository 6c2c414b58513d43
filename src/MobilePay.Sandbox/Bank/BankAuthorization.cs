using System.Globalization;
using System.Text.RegularExpressions;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Bank;

/// <summary>The common fields of section 2 and the signature, checked before anything else is looked at.</summary>
internal sealed partial class BankAuthorization(OutsideWorldKeys keys)
{
    public const string TimeForm = "yyyyMMddHHmmss";
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private BankCredentials Account => keys.Published.Bank;

    /// <summary>Null when the message is the merchant's own.</summary>
    public WireAnswer? Refuse(BankCall call)
    {
        if (call.Flaw is { } flaw)
            return BankErrors.Of("10", flaw);
        if (BankForm.CommonFields.FirstOrDefault(
            name => call[name] is null && BankForm.IsWanted(call, name)) is { } missing)
            return BankErrors.Missing(missing);
        if (Odd(call) is { } odd)
            return BankErrors.Of("10", odd);
        if (call["merId"] != Account.MerId || call["certId"] != Account.CertId)
            return BankErrors.Of("11", "merId 与 certId 不是登记的");
        return BankSignature.Verifies(keys.BankMerchant, BankSignature.Built(call.Fields), call["signature"]!)
            ? null : BankErrors.Of("11");
    }

    /// <summary>Beijing time, whatever zone the caller's server is in.</summary>
    public static DateTimeOffset? ReadTime(string text) => DateTime.TryParseExact(
        text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? new DateTimeOffset(at, China) : null;

    /// <summary>The first common field of another form than the document's.</summary>
    private static string? Odd(BankCall call) =>
        call["version"] != "5.1.0" ? "version"
        : !string.Equals(call["encoding"], "UTF-8", StringComparison.OrdinalIgnoreCase) ? "encoding"
        : call["signMethod"] != "01" ? "signMethod"
        : call["accessType"] != "0" ? "accessType"
        : (call["channelType"] ?? "08") is not ("07" or "08") ? "channelType"
        : !MerIdForm.IsMatch(call["merId"]!) ? "merId"
        : call["orderId"] is { } orderId && !OrderIdForm.IsMatch(orderId) ? "orderId"
        : ReadTime(call.TxnTime) is null ? "txnTime" : null;

    [GeneratedRegex("^[0-9]{15}$")]
    private static partial Regex MerIdForm { get; }

    [GeneratedRegex("^[0-9A-Za-z]{8,40}$")]
    private static partial Regex OrderIdForm { get; }
}
