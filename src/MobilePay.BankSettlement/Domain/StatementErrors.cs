using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Domain;

/// <summary>Why a statement can't be given; the codes are public and stable. All but the first are asked again.</summary>
public static class StatementErrors
{
    /// <summary>For certain nothing moved that day: asking again brings nothing.</summary>
    public static Error NoTrade(string channel, DateOnly day) => new(ErrorKind.NotFound, "statement.no-trade",
        $"The channel {channel} says that no money moved on {day:yyyy-MM-dd}, so there is no file.");

    public static Error NotThere(string channel, DateOnly day, string why) => new(ErrorKind.NotFound, "statement.not-there",
        $"The statement of {channel} for {day:yyyy-MM-dd} is not there yet: {why}");

    public static Error MerchantUnknown(string channel, string merchantId) => new(ErrorKind.NotFound,
        "statement.merchant-unknown", $"This hospital has no merchant {merchantId} at {channel} whose statements are fetched.");

    public static Error KindUnknown(string channel, string kind) => new(ErrorKind.Invalid, "statement.kind-unknown",
        $"The channel {channel} has no statement of the kind {kind}.");

    public static Error Unanswered(string channel) => new(ErrorKind.Unavailable, "statement.unanswered",
        $"The channel {channel} gave no answer to be believed; its statement can be asked for again.");

    /// <summary>Our keys, our rights or our request are wrong; a person has to look.</summary>
    public static Error Refused(string channel, string? code) => new(ErrorKind.Unavailable, "statement.refused-by-channel",
        $"The channel {channel} does not give the statement out: {code ?? "no reason"}.");

    public static Error DigestDiffers(string channel) => new(ErrorKind.Unavailable, "statement.digest-differs",
        $"The file of {channel} is not the one whose digest the channel told: it broke off or was changed on the way.");

    public static Error TooLong(string channel, long bytesMax) => new(ErrorKind.Unavailable, "statement.too-long",
        $"The file of {channel} is longer than {bytesMax} bytes; no statement is.");

    public static Error Ambiguous(string folder, string pattern) => new(ErrorKind.Unavailable, "statement.ambiguous",
        $"More than one file in {folder} fits {pattern}; narrow the pattern in the settings.");

    public static Error HostKeyDiffers(string host) => new(ErrorKind.Unavailable, "statement.host-key-differs",
        $"{host} shows another host key than the one in the settings; nothing was sent to it.");
}
