using System.Security.Cryptography;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.ServiceDefaults.Tests.Database;

public sealed class PersonalTextTests
{
    private static readonly PersonalText Personal = new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    [Fact]
    public void What_was_sealed_opens_in_its_own_column_only()
    {
        var stored = Personal.Encrypt("测试患者甲", "prescriptions.bill_text");

        stored.ShouldNotContain("测试");
        Personal.Decrypt(stored, "prescriptions.bill_text").ShouldBe("测试患者甲");
        Should.Throw<CryptographicException>(() => Personal.Decrypt(stored, "channel_orders.openid"));
    }

    [Fact]
    public void The_same_text_is_never_sealed_the_same_way_twice() =>
        Personal.Encrypt("13800000000", "c").ShouldNotBe(Personal.Encrypt("13800000000", "c"));

    [Fact]
    public void An_altered_value_does_not_open()
    {
        var bytes = Convert.FromBase64String(Personal.Encrypt("13800000000", "c"));
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Should.Throw<CryptographicException>(() => Personal.Decrypt(Convert.ToBase64String(bytes), "c"));
            bytes[i] ^= 1;
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64 at all")]
    public void A_missing_or_short_key_stops_the_start(string? key) =>
        Should.Throw<InvalidOperationException>(() => new PersonalText(key)).Message.ShouldContain("PersonalData__Key");
}
