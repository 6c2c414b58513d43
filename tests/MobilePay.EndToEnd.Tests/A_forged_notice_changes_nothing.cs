using System.Text.Json.Nodes;
using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class A_forged_notice_changes_nothing(Platform platform)
{
    // What a channel's own key has signed is kept, with the reason it was not booked; of the rest nothing is.
    public static TheoryData<string, string, string?> Forgeries() => new()
    {
        { "wechat.jsapi", """{"override":{"totalFen":1}}""", "channel.amount-differs" },
        { "wechat.jsapi", """{"override":{"mchid":"1900000001"}}""", "merchant-differs" },
        { "wechat.jsapi", """{"override":{"appid":"wx0000000000000000"}}""", "appid-differs" },
        { "wechat.jsapi", """{"override":{"currency":"USD"}}""", "channel.currency-differs" },
        { "wechat.jsapi", """{"override":{"outTradeNo":"P20200101000000AAAAAAAAAAAA"}}""", "channel.order-unknown" },
        { "wechat.jsapi", """{"override":{"tradeState":"NOTPAY"}}""", "not-success" },
        { "wechat.jsapi", """{"timestampOffsetSeconds":-301}""", null },
        { "wechat.jsapi", """{"timestampOffsetSeconds":330}""", null },
        { "wechat.jsapi", """{"signature":"bad"}""", null },
        { "wechat.jsapi", """{"signature":"signtest"}""", null },
        { "wechat.jsapi", """{"signature":"unknown-serial"}""", null },
        { "alipay.jsapi", """{"override":{"totalFen":1}}""", "channel.amount-differs" },
        { "alipay.jsapi", """{"override":{"sellerId":"2088000000000001"}}""", "seller-differs" },
        { "alipay.jsapi", """{"override":{"appId":"2021000000000001"}}""", "appid-differs" },
        { "alipay.jsapi", """{"override":{"outTradeNo":"P20200101000000AAAAAAAAAAAA"}}""", "channel.order-unknown" },
        { "alipay.jsapi", """{"signature":"bad"}""", null },
        { "alipay.jsapi", """{"signature":"missing"}""", null },
        { "bank.quickpay", """{"override":{"totalFen":1}}""", "channel.amount-differs" },
        { "bank.quickpay", """{"override":{"merId":"777000000000001"}}""", "merchant-differs" },
        { "bank.quickpay", """{"override":{"currencyCode":"840"}}""", "channel.currency-differs" },
        { "bank.quickpay", """{"override":{"outTradeNo":"P20200101000000AAAAAAAAAAAA"}}""", "channel.order-unknown" },
        { "bank.quickpay", """{"override":{"txnTime":"20200101000000"}}""", "channel.order-time-differs" },
        { "bank.quickpay", """{"override":{"respCode":"64"}}""", "not-success" },
        { "bank.quickpay", """{"signature":"bad"}""", null },
        { "bank.quickpay", """{"signature":"missing"}""", null },
        { "bank.quickpay", """{"signature":"own-certificate"}""", null },
    };

    [Theory, MemberData(nameof(Forgeries))]
    public async Task Well_made_but_wrong(string method, string forgery, string? code)
    {
        var prescription = await platform.Issue();
        var opened = await platform.Open(prescription, method);
        var kept = await Kept();

        var answer = await platform.Control(
            HttpMethod.Post, $"/control/{opened.Channel}/notices", await Order(prescription, opened, forgery));

        // Only the exact word means "taken"; a channel sends again until it hears that.
        ((string)answer.Json["answerBody"]!).ShouldContain("fail");
        ((int)answer.Json["status"]!).ShouldBe(code is null ? 401 : 422, answer.Text);
        ((string)(await platform.Payment(opened.PaymentId)).Json["status"]!).ShouldBe("pending");
        (await platform.Query<string>("banksettlement",
            $"select state from channel_orders where out_trade_no = '{opened.OutTradeNo}'")).ShouldBe("Open");
        (await platform.Settlements(opened.OutTradeNo)).ShouldBeEmpty();
        (await Kept()).ShouldBe(kept + (code is null ? 0 : 1));
        if (code is not null)
            (await platform.Query<string>("banksettlement",
                "select refused_for from channel_notices order by received_at desc limit 1")).ShouldBe(code);
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

    private Task<long> Kept() =>
        platform.Query<long>("banksettlement", "select count(*) from channel_notices where outcome = 'Refused'");

    private async Task<JsonNode> Order(Issued prescription, Opened opened, string forgery)
    {
        var order = JsonNode.Parse(forgery)!.AsObject();
        order["outTradeNo"] = opened.OutTradeNo;
        if (opened.Channel != "bank")
            return order;

        // The bank has not heard of the order yet, so the forger gets right by hand what is not to be wrong.
        order["url"] = platform.At.Public + "/notify/bank/" + await platform.Query<string>("banksettlement",
            $"select merchant_id from channel_orders where out_trade_no = '{opened.OutTradeNo}'");
        var change = (order["override"] ??= new JsonObject()).AsObject();
        change.TryAdd("totalFen", prescription.PayableFen);
        change.TryAdd("txnTime", await platform.Query<string>("banksettlement",
            $"""
            select to_char(created_at at time zone 'Asia/Shanghai', 'YYYYMMDDHH24MISS')
            from channel_orders where out_trade_no = '{opened.OutTradeNo}'
            """));
        return order;
    }
}
