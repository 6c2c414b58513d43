using MobilePay.PatientWeb.Look;
using MobilePay.PatientWeb.Visits;

namespace MobilePay.PatientWeb.Tests.Look;

public sealed class PolicyTests
{
    [Fact]
    public void Forms_may_end_in_the_cashiers_and_nothing_else_comes_from_outside()
    {
        var policy = PageHeaders.Policy(new() { CashierOrigins = ["https://cashier.example"] });

        policy.ShouldContain("form-action 'self' https://wx.tenpay.com https://open.weixin.qq.com https://*.alipay.com "
            + "https://cashier.example");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("frame-src 'none'");
        policy.ShouldNotContain("unsafe");
        policy.ShouldNotContain("frame-ancestors");
    }

    [Fact]
    public void The_sandboxes_bridge_may_be_loaded_framed_and_signed_in_at()
    {
        var policy = PageHeaders.Policy(new() { WeChatBridgeUrl = "http://localhost:8091/sandbox/weixin-js-bridge.js" });

        policy.ShouldContain("script-src 'self' http://localhost:8091;");
        policy.ShouldContain("frame-src http://localhost:8091;");
        policy.ShouldContain("https://*.alipay.com http://localhost:8091");
    }

    [Theory]
    [InlineData("/s/SYN000000.B1.1.k1.mac/pay", "/s/SYN000000…")]
    [InlineData("/p/1", "/p/1")]
    public void A_log_holds_no_address_of_a_sheet(string path, string told) => LogPath.Of(path).ShouldBe(told);
}
