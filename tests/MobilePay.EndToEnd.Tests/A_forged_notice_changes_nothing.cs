using System.Text.Json.Nodes;
using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class A_forged_notice_changes_nothing(Platform platform)
{
    public static TheoryData<string, string, string> Forgeries() => new()
    {
        { "wechat.jsapi", "another amount", """{"override":{"totalFen":1}}""" },
        { "wechat.jsapi", "another merchant", """{"override":{"mchid":"1900000001"}}""" },
        { "wechat.jsapi", "another app", """{"override":{"appid":"wx0000000000000000"}}""" },
        { "wechat.jsapi", "another currency", """{"override":{"currency":"USD"}}""" },
        { "wechat.jsapi", "another order", """{"override":{"outTradeNo":"P20200101000000AAAAAAAAAAAA"}}""" },
        { "wechat.jsapi", "not a success", """{"override":{"tradeState":"NOTPAY"}}""" },
        { "wechat.jsapi", "an old timestamp", """{"timestampOffsetSeconds":-301}""" },
        { "wechat.jsapi", "a timestamp to come", """{"timestampOffsetSeconds":330}""" },
        { "wechat.jsapi", "a bad signature", """{"signature":"bad"}""" },
        { "wechat.jsapi", "a probe", """{"signature":"signtest"}""" },
        { "wechat.jsapi", "an unknown key", """{"signature":"unknown-serial"}""" },
        { "alipay.jsapi", "another amount", """{"override":{"totalFen":1}}""" },
        { "alipay.jsapi", "another merchant", """{"override":{"sellerId":"2088000000000001"}}""" },
        { "alipay.jsapi", "another app", """{"override":{"appId":"2021000000000001"}}""" },
        { "alipay.jsapi", "another order", """{"override":{"outTradeNo":"P20200101000000AAAAAAAAAAAA"}}""" },
        { "alipay.jsapi", "a bad signature", """{"signature":"bad"}""" },
        { "alipay.jsapi", "no signature", """{"signature":"missing"}""" },
        { "bank.quickpay", "another amount", """{"override":{"txnAmt":"1"}}""" },
        { "bank.quickpay", "another merchant", """{"override":{"merId":"777000000000001"}}""" },
        { "bank.quickpay", "another currency", """{"override":{"currencyCode":"840"}}""" },
        { "bank.quickpay", "another order", """{"override":{"orderId":"P20200101000000AAAAAAAAAAAA"}}""" },
        { "bank.quickpay", "another time", """{"override":{"txnTime":"20200101000000"}}""" },
        { "bank.quickpay", "not a success", """{"override":{"respCode":"64"}}""" },
        { "bank.quickpay", "a bad signature", """{"signature":"bad"}""" },
        { "bank.quickpay", "no signature", """{"signature":"missing"}""" },
    };

    [Theory, MemberData(nameof(Forgeries))]
    public async Task Well_made_but_wrong(string method, string what, string forgery)
    {
        var opened = await platform.Open(await platform.Issue(), method);
        if (opened.Channel == "bank")
            await new Card(platform, opened).HasCode();
        var order = JsonNode.Parse(forgery)!.AsObject();
        order["outTradeNo"] = opened.OutTradeNo;

        var answer = await platform.Control(HttpMethod.Post, $"/control/{opened.Channel}/notices", order);

        // Only the exact word means "taken"; a channel sends again until it hears that.
        ((string)answer.Json["answerBody"]!).ToUpperInvariant().ShouldContain("FAIL", Case.Sensitive, $"{what}: {answer.Text}");
        ((int)answer.Json["status"]!).ShouldBeGreaterThanOrEqualTo(400, $"{what}: {answer.Text}");
        ((string)(await platform.Payment(opened.PaymentId)).Json["status"]!).ShouldBe("pending");
        (await platform.Query<string>("banksettlement",
            $"select state from channel_orders where out_trade_no = '{opened.OutTradeNo}'")).ShouldBe("Open");
        (await platform.Settlements(opened.OutTradeNo)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("wechat.jsapi")]
    [InlineData("alipay.jsapi")]
    [InlineData("bank.quickpay")]
    public async Task The_true_one_after_a_forged_one_still_counts(string method)
    {
        var opened = await platform.Open(await platform.Issue(), method);
        await platform.Control(HttpMethod.Post, $"/control/{opened.Channel}/notices",
            new { outTradeNo = opened.OutTradeNo, signature = "bad" });

        await platform.PayInWallet(opened);

        await platform.UntilConfirmed(opened.PaymentId);
    }
}
