namespace MobilePay.Sandbox.Bank;

/// <summary>What was typed into UnionPay's page, together with what the merchant's form had said already.</summary>
/// <param name="Typed">As it was typed, to be shown again; never what is printed on the card's back, and no code.</param>
internal sealed record BankEntry(BankCard? Card, BankCustomer Customer, IReadOnlyDictionary<string, string> Typed)
{
    public const string CardNumber = "accNo";
    private static readonly string[] Shown = [CardNumber, "customerNm", "certifId", "phoneNo"];
    private static readonly string[] Secret = ["smsCode", "cvn2", "expired"];

    /// <summary>Credit cards only, and only what the merchant did not send.</summary>
    public bool WantsPrinted(BankOpening opening) => Card is { IsCredit: true }
        && (opening.Given["cvn2"] is null || opening.Given["expired"] is null);

    /// <summary>What the merchant's form said cannot be changed on the page.</summary>
    public static BankEntry Read(IFormCollection form, BankOpening opening)
    {
        var typed = Shown.ToDictionary(name => name, name => form[name].ToString().Trim());
        var members = Shown[1..].Concat(Secret).Select(name => (name, value: Written(name, form[name].ToString())))
            .Where(member => member.value.Length > 0).ToDictionary(member => member.name, member => member.value);
        members["certifTp"] = "01";
        foreach (var (name, value) in opening.Given.Members)
            members[name] = value;
        return new BankEntry(
            opening.Card ?? BankCard.Read(Written(CardNumber, typed[CardNumber])), new BankCustomer(members), typed);
    }

    /// <summary>The first field that is missing or of another form than the document's.</summary>
    public string? Wrong(BankOpening opening, bool isOpening)
    {
        if (Card is null)
            return CardNumber;
        string[] wanted = !isOpening ? ["phoneNo"]
            : [.. Shown[1..], "smsCode", .. WantsPrinted(opening) ? Secret[1..] : []];
        return wanted.FirstOrDefault(name => Customer[name] is not { } value || !BankCustomer.Fits(name, value));
    }

    /// <summary>People group digits, write a small x, and a month before its year as it is printed.</summary>
    private static string Written(string name, string typed)
    {
        if (name == "customerNm")
            return typed.Trim();
        var text = string.Concat(typed.Where(c => c is not (' ' or '/' or '-'))).ToUpperInvariant();
        return name == "expired" && text.Length == 4 ? text[2..] + text[..2] : text;
    }
}
