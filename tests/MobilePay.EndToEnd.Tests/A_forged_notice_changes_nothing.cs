using System.Text.Json.Nodes;
using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class A_forged_notice_changes_nothing(Platform platform)
{
    public static TheoryData<string, string> Forgeries() => new()
    {
        { "another amount", """{"override":{"totalFen":1}}""" },
        { "another merchant", """{"override":{"mchid":"1900000001"}}""" },
        { "another app", """{"override":{"appid":"wx0000000000000000"}}""" },
        { "another currency", """{"override":{"currency":"USD"}}""" },
        { "another order", """{"override":{"outTradeNo":"P20200101000000AAAAAAAAAAAA"}}""" },
        { "not a success", """{"override":{"tradeState":"NOTPAY"}}""" },
        { "an old timestamp", """{"timestampOffsetSeconds":-301}""" },
        { "a timestamp to come", """{"timestampOffsetSeconds":330}""" },
        { "a bad signature", """{"signature":"bad"}""" },
        { "a probe", """{"signature":"signtest"}""" },
        { "an unknown key", """{"signature":"unknown-serial"}""" },
    };

    [Theory, MemberData(nameof(Forgeries))]
    public async Task Well_made_but_wrong(string what, string forgery)
    {
        var opened = await platform.Open(await platform.Issue());
        var order = JsonNode.Parse(forgery)!.AsObject();
        order["outTradeNo"] = opened.OutTradeNo;

        var answer = await platform.Control(HttpMethod.Post, "/control/wechat/notices", order);

        ((int)answer.Json["status"]!).ShouldBeGreaterThanOrEqualTo(400, $"{what}: {answer.Text}");
        ((string)JsonNode.Parse((string)answer.Json["answerBody"]!)!["code"]!).ShouldBe("FAIL");
        ((string)(await platform.Payment(opened.PaymentId)).Json["status"]!).ShouldBe("pending");
        (await platform.Query<string>("banksettlement",
            $"select state from channel_orders where out_trade_no = '{opened.OutTradeNo}'")).ShouldBe("Open");
        (await platform.Settlements(opened.OutTradeNo)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_true_one_after_a_forged_one_still_counts()
    {
        var opened = await platform.Open(await platform.Issue());
        await platform.Control(HttpMethod.Post, "/control/wechat/notices",
            new { outTradeNo = opened.OutTradeNo, signature = "bad" });

        await platform.PayInWallet(opened.OutTradeNo);

        await platform.UntilConfirmed(opened.PaymentId);
    }
}
