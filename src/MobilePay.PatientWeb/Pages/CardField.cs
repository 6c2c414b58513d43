using MobilePay.PatientWeb.Wording;

namespace MobilePay.PatientWeb.Pages;

/// <summary>One question of the form for a new bank card.</summary>
public sealed record CardField(string Name, FieldWords Words, string? Value, string InputMode, string Autocomplete, int LengthMax,
    bool IsUnreadable, bool IsAskedAgain)
{
    public string Id => Name.ToLowerInvariant();

    public string? Complaint => IsUnreadable ? Words.Complaint : IsAskedAgain ? Words.AskedAgain : null;
}
