using System.ComponentModel.DataAnnotations;

namespace MobilePay.Prescriptions;

/// <summary>How the QR's content is made: where it leads, and what it is signed with.</summary>
public sealed class PointerOptions
{
    /// <summary>The signing keys; the first signs, all are accepted, so that a key can be changed while sheets are out.</summary>
    [MinLength(1, ErrorMessage = "Set Pointer__Keys__0__Id and Pointer__Keys__0__Secret.")]
    public IReadOnlyList<PointerKey> Keys { get; init; } = [];

    /// <summary>Where patients reach the platform; the QR leads there.</summary>
    [Required, Url]
    public string PublicUrl { get; init; } = "";

    /// <summary>Where the HIS reaches the platform; the pictures of the QR are fetched there.</summary>
    [Required, Url]
    public string HospitalUrl { get; init; } = "";
}

public sealed class PointerKey
{
    [Required, RegularExpression("^[A-Za-z0-9]{1,8}$")]
    public string Id { get; init; } = "";

    [Required, MinLength(32)]
    public string Secret { get; init; } = "";
}
