using System.Security.Cryptography;
using System.Text;

namespace MobilePay.FinanceWeb.Staff;

/// <summary>Stands in for one code of a lost phone, once. It is shown when it is made and then only known by its hash.</summary>
public sealed class RecoveryCode
{
    public const int Count = 10;

    // Without letters and digits that look alike on paper.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public required Guid Id { get; init; }

    public required Guid StaffId { get; init; }

    public required byte[] Hash { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>16 letters hold 79 bits, so that a plain hash is enough.</summary>
    public static string New() =>
        string.Join('-', RandomNumberGenerator.GetString(Alphabet, 16).Chunk(4).Select(c => new string(c)));

    public static byte[] HashOf(Guid staffId, string typed) => SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{staffId:N} {string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant()}"));
}
