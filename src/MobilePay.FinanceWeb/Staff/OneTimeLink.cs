using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace MobilePay.FinanceWeb.Staff;

public enum LinkPurpose
{
    /// <summary>Makes the first administrator, while there is nobody.</summary>
    Bootstrap,

    /// <summary>Makes the account of somebody who was invited.</summary>
    Invitation,

    /// <summary>Gives somebody who has an account a new password and a new second factor.</summary>
    Reset,
}

/// <summary>A link that can be used once. Only the hash of its secret is kept.</summary>
public sealed class OneTimeLink
{
    public required Guid Id { get; init; }

    public required byte[] TokenHash { get; init; }

    public required LinkPurpose Purpose { get; init; }

    public string? UserName { get; init; }

    public string? DisplayName { get; init; }

    public string[] Roles { get; init; } = [];

    /// <summary>Whose account it is; only for a reset.</summary>
    public Guid? StaffId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public static string NewToken() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && WithdrawnAt is null && ExpiresAt > now;

    public void Use(DateTimeOffset now) => UsedAt = now;

    public void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;
}
