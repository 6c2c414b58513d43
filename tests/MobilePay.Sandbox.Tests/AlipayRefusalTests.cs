using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Alipay;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class AlipayRefusalTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private static string Number() => "A" + Guid.NewGuid().ToString("N")[..20];

    [Theory]
    [InlineData("method", "isv.missing-method", "40001")]
    [InlineData("app_id", "isv.missing-app-id", "40001")]
    [InlineData("sign_type", "isv.missing-signature-type", "40001")]
    [InlineData("sign", "isv.missing-signature", "40001")]
    [InlineData("timestamp", "isv.missing-timestamp", "40001")]
    [InlineData("version", "isv.missing-version", "40001")]
    [InlineData("charset", "isv.invalid-charset", "40002")]
    public async Task A_missing_common_parameter_is_named(string name, string subCode, string code)
    {
        var merchant = world.AlipayMerchant;
        merchant.SpoilAfterSigning = parameters => parameters.Remove(name);

        var answer = await merchant.Query(Number());

        answer.Status.ShouldBe(HttpStatusCode.OK);
        (answer.NodeName, answer.SubCode, answer.Code).ShouldBe(("error_response", subCode, code));
        answer.IsGenuine.ShouldBe(name != "app_id");
    }

    [Theory]
    [InlineData("method", "alipay.trade.teleport", "isv.invalid-method")]
    [InlineData("app_id", "2021000000000000", "isv.invalid-app-id")]
    [InlineData("sign_type", "RSA", "isv.invalid-signature-type")]
    [InlineData("charset", "klingon", "isv.invalid-charset")]
    [InlineData("version", "2.0", "isv.invalid-parameter")]
    [InlineData("format", "XML", "isv.invalid-format")]
    [InlineData("timestamp", "2026-11-23T10:00:00+08:00", "isv.invalid-timestamp")]
    [InlineData("notify_url", "not an address", "isv.invalid-parameter")]
    [InlineData("app_auth_token", "token", "aop.invalid-app-auth-token")]
    [InlineData("app_cert_sn", "0123", "isv.missing-signature-config")]
    public async Task A_common_parameter_of_another_form_is_refused_though_signed(string name, string value, string subCode)
    {
        var merchant = world.AlipayMerchant;
        merchant.Change = parameters => parameters[name] = value;

        (await merchant.Query(Number())).SubCode.ShouldBe(subCode);
    }

    [Fact]
    public async Task A_changed_parameter_is_found_out_and_the_string_that_was_built_is_quoted()
    {
        var merchant = world.AlipayMerchant;
        merchant.SpoilAfterSigning = parameters => parameters["biz_content"] = "{\"out_trade_no\":\"OTHER\"}";

        var answer = await merchant.Query(Number());

        (answer.Code, answer.SubCode).ShouldBe(("40002", "isv.invalid-signature"));
        answer.Text("sub_msg")!.ShouldContain("biz_content={&quot;out_trade_no&quot;:&quot;OTHER&quot;}&amp;charset=utf-8");
    }

    [Theory]
    [InlineData(901, "isv.invalid-timestamp")]
    [InlineData(-901, "isv.invalid-timestamp")]
    [InlineData(899, "ACQ.TRADE_NOT_EXIST")]
    [InlineData(-899, "ACQ.TRADE_NOT_EXIST")]
    public async Task A_call_is_at_most_a_quarter_of_an_hour_off(int seconds, string subCode)
    {
        var merchant = world.AlipayMerchant;
        merchant.ClockError = TimeSpan.FromSeconds(seconds);

        (await merchant.Query(Number())).SubCode.ShouldBe(subCode);
    }

    [Theory]
    [InlineData("{\"extra\":1}", "isv.invalid-parameter")]
    [InlineData("{\"quit_url\":\"http://localhost/\"}", "isv.invalid-parameter")]
    [InlineData("{\"goods_detail\":[{\"goods_id\":\"1\",\"goods_name\":\"n\",\"quantity\":1,\"price\":\"1\",\"x\":1}]}",
        "isv.invalid-parameter")]
    [InlineData("{\"goods_detail\":[{\"goods_id\":\"1\"}]}", "ACQ.INVALID_PARAMETER")]
    [InlineData("{\"total_amount\":\"0\"}", "ACQ.INVALID_PARAMETER")]
    [InlineData("{\"total_amount\":\"1.234\"}", "ACQ.INVALID_PARAMETER")]
    [InlineData("{\"total_amount\":53.4}", "ACQ.INVALID_PARAMETER")]
    [InlineData("{\"total_amount\":\"100000000.01\"}", "ACQ.TOTAL_FEE_EXCEED")]
    [InlineData("{\"out_trade_no\":\"with-hyphen\"}", "ACQ.INVALID_PARAMETER")]
    [InlineData("{\"subject\":\"a=b\"}", "ACQ.INVALID_PARAMETER")]
    [InlineData("{\"body\":null}", "ACQ.INVALID_PARAMETER")]
    [InlineData("{\"product_code\":\"QUICK_WAP_WAY\"}", "ACQ.INVALID_PARAMETER")]
    [InlineData("{\"seller_id\":\"2088000000000000\"}", "ACQ.PARTNER_ERROR")]
    [InlineData("{\"timeout_express\":\"16d\"}", "ACQ.INVALID_PARAMETER")]
    [InlineData("{\"time_expire\":\"2020-01-01 00:00:00\"}", "ACQ.INVALID_PARAMETER")]
    [InlineData("{\"passback_params\":\"a&b\"}", "ACQ.INVALID_PARAMETER")]
    [InlineData("{\"buyer_id\":\"2088000000000001\"}", "ACQ.INVALID_PARAMETER")]
    public async Task A_field_outside_the_document_is_refused(string change, string subCode)
    {
        var content = AlipayMerchant.Jsapi(Number());
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            content[name] = value?.DeepClone();

        var answer = await world.AlipayMerchant.Call("alipay.trade.create", content);

        answer.SubCode.ShouldBe(subCode, answer.Raw);
        answer.IsGenuine.ShouldBeTrue();
    }

    [Fact]
    public async Task Something_that_is_no_json_is_refused_and_a_name_given_twice_too()
    {
        var merchant = world.AlipayMerchant;
        merchant.Change = parameters => parameters["biz_content"] = "{\"out_trade_no\":";
        (await merchant.Query(Number())).SubCode.ShouldBe("isv.invalid-parameter");

        using var body = new StringContent("method=alipay.trade.query&charset=utf-8", Encoding.ASCII);
        using var answer = await world.Http.PostAsync(
            world.AlipayMerchant.Address("alipay.trade.query", AlipayMerchant.Number(Number())), body);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("isv.invalid-parameter");
    }

    [Fact]
    public async Task A_browser_with_a_spoilt_address_sees_a_page_that_says_why()
    {
        var merchant = world.AlipayMerchant;
        merchant.SpoilAfterSigning = parameters => parameters["notify_url"] = "http://evil.example/";
        var number = Number();

        using var answer = await world.Http.GetAsync(merchant.Address("alipay.trade.wap.pay", AlipayMerchant.Wap(number)));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("isv.invalid-signature");
        (await world.AlipayMerchant.Query(number)).SubCode.ShouldBe("ACQ.TRADE_NOT_EXIST");
    }

    [Fact]
    public async Task A_merchant_that_writes_gbk_is_read_and_answered_in_gbk()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var merchant = world.AlipayMerchant;
        merchant.Charset = Encoding.GetEncoding("GB2312");
        var number = Number();

        var placed = await merchant.Call("alipay.trade.create", AlipayMerchant.Jsapi(number));
        placed.IsGenuine.ShouldBeTrue(placed.Raw);
        var missing = await merchant.Query(Number());

        missing.Text("sub_msg").ShouldBe("交易不存在");
        missing.IsGenuine.ShouldBeTrue();
    }

    [Fact]
    public async Task Certificate_mode_is_answered_with_the_certificate_that_signed()
    {
        string Pem(string name) => File.ReadAllText(Path.Combine(world.Folder, name));
        var own = X509Certificate2.CreateFromPem(Pem("alipay-cert.pem"));
        var merchant = world.AlipayMerchant;
        merchant.Change = parameters =>
        {
            parameters["app_cert_sn"] = AlipayCertificates.SerialOf(X509Certificate2.CreateFromPem(Pem("alipay-app-cert.pem")));
            parameters["alipay_root_cert_sn"] = AlipayCertificates.RootSerialOf(Pem("alipay-root-cert.pem"));
        };

        var placed = await merchant.Call("alipay.trade.create", AlipayMerchant.Jsapi(Number()));

        placed.Code.ShouldBe("10000", placed.Raw);
        placed.IsGenuine.ShouldBeTrue();
        ((string?)JsonNode.Parse(placed.Raw)!["alipay_cert_sn"]).ShouldBe(AlipayCertificates.SerialOf(own));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(Pem("alipay-root-cert.pem")));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = world.Clock.GetUtcNow().UtcDateTime;
        chain.Build(own).ShouldBeTrue();
    }

    [Fact]
    public async Task Answers_come_now_and_then_with_blanks_and_escaped_slashes()
    {
        var raws = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var answer = await world.AlipayMerchant.Call("alipay.trade.precreate",
                AlipayMerchant.Order(Number(), "FACE_TO_FACE_PAYMENT"));
            answer.IsGenuine.ShouldBeTrue(answer.Raw);
            raws.Add(answer.Raw);
        }

        raws.ShouldContain(raw => raw.Contains("\"code\": \"10000\"", StringComparison.Ordinal));
        raws.ShouldContain(raw => raw.Contains("\\/qr\\/", StringComparison.Ordinal));
        raws.ShouldContain(raw => raw.Contains("\"code\":\"10000\"", StringComparison.Ordinal));
    }
}
