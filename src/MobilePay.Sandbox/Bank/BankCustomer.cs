using System.Text;
using System.Text.RegularExpressions;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Bank;

/// <summary>customerInfo of section 3, opened; every member is in the form the document wants.</summary>
internal sealed partial record BankCustomer(IReadOnlyDictionary<string, string> Members)
{
    private static readonly Dictionary<string, Func<string, bool>> Shapes = new()
    {
        ["certifTp"] = value => value == "01",
        ["certifId"] = CertifForm.IsMatch,
        ["customerNm"] = value => value.Length is >= 1 and <= 32,
        ["smsCode"] = CodeForm.IsMatch,
        ["phoneNo"] = PhoneForm.IsMatch,
        ["cvn2"] = Cvn2Form.IsMatch,
        ["expired"] = ExpiredForm.IsMatch,
    };

    private static readonly string[] Plain = ["certifTp", "certifId", "customerNm", "smsCode", "phoneNo"];
    private static readonly string[] Encrypted = ["phoneNo", "cvn2", "expired"];

    public string? this[string name] => Members.GetValueOrDefault(name);

    /// <summary>Whether a member is of the form the document wants.</summary>
    public static bool Fits(string name, string value) => Shapes[name](value);

    /// <summary>Empty where the message has none.</summary>
    public static (BankCustomer Customer, WireAnswer? Refusal) Read(BankCall call, BankSeal seal)
    {
        var none = new BankCustomer(new Dictionary<string, string>());
        if (call["customerInfo"] is not { } packed)
            return (none, null);
        if (Unpacked(packed) is not { } text || Pairs(text, [.. Plain, "encryptedInfo"]) is not { } members)
            return (none, BankErrors.Of("10", "customerInfo"));
        if (members.Remove("encryptedInfo", out var cipher))
        {
            if (call["encryptCertId"] is null)
                return (none, BankErrors.Missing("encryptCertId"));
            if (call["encryptCertId"] != seal.CertId)
                return (none, BankErrors.Of("10", "encryptCertId 不是收单机构的证书"));
            if (seal.Opened(cipher) is not { } opened || Pairs(opened, Encrypted) is not { } more
                || more.Any(member => !members.TryAdd(member.Key, member.Value)))
                return (none, BankErrors.Of("10", "encryptedInfo"));
        }

        return members.FirstOrDefault(member => !Shapes[member.Key](member.Value)).Key is { } odd
            ? (none, BankErrors.Of("10", odd)) : (new BankCustomer(members), null);
    }

    /// <summary>The card's number, which may come encrypted.</summary>
    public static (BankCard? Card, WireAnswer? Refusal) ReadCard(BankCall call, BankSeal seal)
    {
        var number = call["accNo"]!;
        if (!number.All(char.IsAsciiDigit))
        {
            if (call["encryptCertId"] is null)
                return (null, BankErrors.Missing("encryptCertId"));
            if (call["encryptCertId"] != seal.CertId || seal.Opened(number) is not { } opened)
                return (null, BankErrors.Of("10", "accNo 不是用收单机构的证书加密的"));
            number = opened;
        }

        return BankCard.Read(number) is { } card ? (card, null) : (null, BankErrors.Of("61"));
    }

    /// <summary>tokenPayData: a group in braces, not packed.</summary>
    public static (Dictionary<string, string> Members, WireAnswer? Refusal) ReadToken(BankCall call, params string[] wanted)
    {
        var given = call["tokenPayData"]!;
        if (!(given.StartsWith('{') && given.EndsWith('}'))
            || Pairs(given[1..^1], ["token", "trId", "tokenType"]) is not { } members
            || members.GetValueOrDefault("tokenType") is not (null or "01")
            || (members.GetValueOrDefault("trId") is { } trId && !TrIdForm.IsMatch(trId)))
            return ([], BankErrors.Of("10", "tokenPayData"));
        return wanted.FirstOrDefault(name => !members.ContainsKey(name)) is { } missing
            ? ([], BankErrors.Missing("tokenPayData." + missing)) : (members, null);
    }

    public static string Packed(string members) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{{{members}}}"));

    private static string? Unpacked(string packed)
    {
        var bytes = new byte[packed.Length];
        if (!Convert.TryFromBase64String(packed, bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.StartsWith('{') && text.EndsWith('}') ? text[1..^1] : null;
    }

    /// <summary>Null for a member that is unknown, empty or given twice.</summary>
    private static Dictionary<string, string>? Pairs(string text, string[] known)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&').Select(pair => pair.Split('=', 2)))
        {
            if (pair is not [var name, { Length: > 0 } value] || !known.Contains(name) || !members.TryAdd(name, value))
                return null;
        }

        return members;
    }

    [GeneratedRegex("^([0-9]{15}|[0-9]{17}[0-9X])$")]
    private static partial Regex CertifForm { get; }

    [GeneratedRegex("^[0-9]{6}$")]
    private static partial Regex CodeForm { get; }

    [GeneratedRegex("^1[0-9]{10}$")]
    private static partial Regex PhoneForm { get; }

    [GeneratedRegex("^[0-9]{3}$")]
    private static partial Regex Cvn2Form { get; }

    [GeneratedRegex("^[0-9]{2}(0[1-9]|1[0-2])$")]
    private static partial Regex ExpiredForm { get; }

    [GeneratedRegex("^[0-9]{11}$")]
    private static partial Regex TrIdForm { get; }
}
