using System.Text;
using System.Text.RegularExpressions;
using MobilePay.PatientWeb.Clients;

namespace MobilePay.PatientWeb.Features;

/// <summary>
/// A bank card as she typed it. It passes through: to the bank, and sealed to her own next form, without the three digits.
/// </summary>
public sealed partial class CardTyped
{
    public string? CardNo { get; set; }
    public string? Name { get; set; }
    public string? IdNo { get; set; }
    public string? Phone { get; set; }

    /// <summary>MM/YY, as it stands on the card.</summary>
    public string? Expires { get; set; }

    public string? Cvn2 { get; set; }

    public bool IsCredit => Expires is not null || Cvn2 is not null;

    /// <summary>As people group and abbreviate it, and as Chinese keyboards widen it, made plain.</summary>
    public CardTyped Plain() => new()
    {
        CardNo = Marks().Replace(Narrow(CardNo), ""),
        Name = Narrow(Name).Trim(),
        IdNo = Marks().Replace(Narrow(IdNo), "").ToUpperInvariant(),
        Phone = CountryCode().Replace(Marks().Replace(Narrow(Phone), ""), ""),
        Expires = NullIfEmpty(Narrow(Expires).Trim()),
        Cvn2 = NullIfEmpty(Narrow(Cvn2).Trim()),
    };

    /// <summary>What may stand in her next form.</summary>
    public CardTyped WithoutCvn2() => new() { CardNo = CardNo, Name = Name, IdNo = IdNo, Phone = Phone, Expires = Expires };

    /// <summary>The fields that can't be what is asked for; the bank judges the rest.</summary>
    public IReadOnlyList<string> Unreadable() =>
    [
        .. new (string Field, bool IsFine)[]
        {
            (nameof(CardNo), Number().IsMatch(CardNo ?? "")),
            (nameof(Name), PersonName().IsMatch(Name ?? "")),
            (nameof(IdNo), Identity().IsMatch(IdNo ?? "")),
            (nameof(Phone), Mobile().IsMatch(Phone ?? "")),
            (nameof(Expires), !IsCredit || YearMonth() is not null),
            (nameof(Cvn2), !IsCredit || ThreeDigits().IsMatch(Cvn2 ?? "")),
        }.Where(field => !field.IsFine).Select(field => field.Field),
    ];

    public CardEntry ToEntry() => new(CardNo!, Name!, IdNo!, Phone!, Cvn2, YearMonth());

    public override string ToString() => nameof(CardTyped);

    // The bank wants year before month.
    private string? YearMonth() =>
        MonthYear().Match(Expires ?? "") is { Success: true } match ? match.Groups[2].Value + match.Groups[1].Value : null;

    private static string Narrow(string? text) => (text ?? "").Normalize(NormalizationForm.FormKC);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    [GeneratedRegex(@"[\s-]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^(\+|00)?86(?=1[0-9]{10}\z)")]
    private static partial Regex CountryCode();

    [GeneratedRegex(@"^[0-9]{12,19}\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"^[^&={}\[\]\p{C}]{1,64}\z")]
    private static partial Regex PersonName();

    [GeneratedRegex(@"^[0-9A-Z]{6,20}\z")]
    private static partial Regex Identity();

    [GeneratedRegex(@"^1[0-9]{10}\z")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^[0-9]{3,4}\z")]
    private static partial Regex ThreeDigits();

    [GeneratedRegex(@"^(0[1-9]|1[0-2])\s*/?\s*(?:20)?([0-9]{2})\z")]
    private static partial Regex MonthYear();
}
