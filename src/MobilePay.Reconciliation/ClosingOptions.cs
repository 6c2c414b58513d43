using System.ComponentModel.DataAnnotations;

namespace MobilePay.Reconciliation;

/// <summary>Keys that closed days are signed with. The first signs; the others still verify what they signed.</summary>
public sealed class ClosingOptions
{
    [MinLength(1, ErrorMessage = "Set Closing__Keys__0__Id and Closing__Keys__0__Secret: closed days are signed with it.")]
    public IReadOnlyList<ClosingKey> Keys { get; init; } = [];
}

public sealed class ClosingKey
{
    [Required]
    public string Id { get; init; } = "";

    /// <summary>At least 32 characters, from the environment only.</summary>
    [Required, MinLength(32)]
    public string Secret { get; init; } = "";
}
