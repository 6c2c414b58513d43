using System.Net;
using Microsoft.AspNetCore.Http;
using MobilePay.Payments.Features;

namespace MobilePay.Payments.Tests.Features;

public sealed class PayerAddressTests
{
    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    public void What_the_page_says_of_the_phone_counts(string told, string address) =>
        PayerAddress.Of(told, From("198.51.100.1")).ShouldBe(address);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    public void Without_a_word_it_is_the_callers_own(string? told) =>
        PayerAddress.Of(told, From("198.51.100.1")).ShouldBe("198.51.100.1");

    private static DefaultHttpContext From(string remote)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        return http;
    }
}
