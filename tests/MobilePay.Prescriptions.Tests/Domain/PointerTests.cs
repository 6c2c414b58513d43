using MobilePay.Prescriptions.Domain;

namespace MobilePay.Prescriptions.Tests.Domain;

public sealed class PointerTests
{
    private static readonly PointerKey Key = new() { Id = "k1", Secret = "0123456789abcdef0123456789abcdef" };
    private static readonly PointerKey OldKey = new() { Id = "k0", Secret = "fedcba9876543210fedcba9876543210" };
    private static readonly Pointer Sheet = new("SYN000000", "SYNB20261123000777", new(2026, 11, 23, 1, 28, 30, TimeSpan.Zero));

    [Fact]
    public void What_was_signed_is_read_back() => Pointer.Read(Sheet.Sign(Key), [Key]).ShouldBe(Sheet);

    [Fact]
    public void A_sheet_signed_with_the_key_before_still_works() =>
        Pointer.Read(Sheet.Sign(OldKey), [Key, OldKey]).ShouldBe(Sheet);

    [Fact]
    public void Every_single_changed_character_is_noticed()
    {
        var token = Sheet.Sign(Key);
        for (var i = 0; i < token.Length; i++)
        {
            // The last character of base64url carries spare bits; any other spelling of it is refused as well.
            var other = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Pointer.Read(other, [Key]).ShouldBeNull($"character {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("....")]
    [InlineData("SYN000000.B1.1.k1")]
    [InlineData("SYN000000.B1.99999999999999999999.k1.x")]
    [InlineData("SYN000000.B/../1.1.k1.x")]
    [InlineData("SYN000000.B1.1.k9.x")]
    public void Nonsense_is_no_token(string token) => Pointer.Read(token, [Key]).ShouldBeNull();

    [Fact]
    public void The_token_says_nothing_of_patient_or_money_and_fits_a_coarse_qr()
    {
        var token = Sheet.Sign(Key);

        token.Split('.').Length.ShouldBe(5);
        token.Length.ShouldBeLessThan(80);
    }
}
