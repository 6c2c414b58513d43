using System.Net;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class WeChatRefusalTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private static string Number() => "T" + Guid.NewGuid().ToString("N")[..20];

    [Theory]
    [InlineData("authorization")]
    [InlineData("serial")]
    [InlineData("clock")]
    [InlineData("body")]
    public async Task A_request_that_is_not_signed_as_documented_is_refused(string spoilt)
    {
        var merchant = world.Merchant;
        switch (spoilt)
        {
            case "authorization":
                merchant.Spoil = request => request.Headers.Remove("Authorization");
                break;
            case "serial":
                merchant.Serial = new string('A', 40);
                break;
            case "clock":
                merchant.ClockError = TimeSpan.FromMinutes(-6);
                break;
            default:
                merchant.SignAs = "{}";
                break;
        }

        var answer = await merchant.Place("native", merchant.Order(Number()));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Code.ShouldBe("SIGN_ERROR");
        answer.Headers["Request-Id"].ShouldEndWith("-268443699");
    }

    [Theory]
    [InlineData("{\"surprise\":1}")]
    [InlineData("{\"amount\":{\"total\":0}}")]
    [InlineData("{\"amount\":{\"total\":-1}}")]
    [InlineData("{\"amount\":{\"total\":\"1\"}}")]
    [InlineData("{\"amount\":{\"total\":1,\"currency\":\"USD\"}}")]
    [InlineData("{\"out_trade_no\":\"12345\"}")]
    [InlineData("{\"out_trade_no\":\"123456789012345678901234567890123\"}")]
    [InlineData("{\"out_trade_no\":\"abc def\"}")]
    [InlineData("{\"attach\":null}")]
    [InlineData("{\"notify_url\":\"http://localhost/n?a=1\"}")]
    [InlineData("{\"time_expire\":\"2020-01-01T00:00:00+08:00\"}")]
    [InlineData("{\"time_expire\":\"tomorrow\"}")]
    public async Task A_field_outside_the_document_is_refused(string change)
    {
        var merchant = world.Merchant;
        var order = merchant.Order(Number());
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            order[name] = value?.DeepClone();

        var answer = await merchant.Place("native", order);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Body);
        answer.Code.ShouldBe("PARAM_ERROR");
        answer.Json["detail"]!["field"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Jsapi_wants_an_openid_and_h5_a_scene()
    {
        var merchant = world.Merchant;

        (await merchant.Place("jsapi", merchant.Order(Number()))).Headers["Request-Id"].ShouldEndWith("-268501013");
        (await merchant.Place("h5", merchant.Order(Number()))).Code.ShouldBe("PARAM_ERROR");
    }

    [Fact]
    public async Task The_same_number_with_other_content_is_refused_and_with_the_same_content_accepted()
    {
        var merchant = world.Merchant;
        var number = Number();

        (await merchant.Place("native", merchant.Order(number))).Status.ShouldBe(HttpStatusCode.OK);
        (await merchant.Place("native", merchant.Order(number))).Status.ShouldBe(HttpStatusCode.OK);
        (await merchant.Place("native", merchant.Order(number, 1))).Code.ShouldBe("INVALID_REQUEST");
        (await merchant.Place("app", merchant.Order(number))).Code.ShouldBe("INVALID_REQUEST");
    }

    [Fact]
    public async Task A_closed_order_cannot_be_paid_or_placed_again()
    {
        var merchant = world.Merchant;
        var number = Number();
        await merchant.Place("native", merchant.Order(number));

        var closed = await merchant.Close(number);

        closed.Status.ShouldBe(HttpStatusCode.NoContent);
        merchant.IsGenuine(closed.Headers, "").ShouldBeTrue();
        (await merchant.Close(number)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await world.Post($"/wallet/wechat/{number}/pay")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await merchant.Place("native", merchant.Order(number))).Code.ShouldBe("ORDER_CLOSED");
    }

    [Fact]
    public async Task A_paid_order_cannot_be_closed_or_paid_twice_and_an_unknown_one_is_not_found()
    {
        var merchant = world.Merchant;
        var number = Number();
        await merchant.Place("native", merchant.Order(number));
        await world.Post($"/wallet/wechat/{number}/pay");

        (await merchant.Close(number)).Code.ShouldBe("ORDERPAID");
        (await world.Post($"/wallet/wechat/{number}/pay")).Status.ShouldBe(HttpStatusCode.Conflict);
        ((string?)(await merchant.Query(number)).Json["trade_state"]).ShouldBe("SUCCESS");
        var unknown = await merchant.Query("NEVERPLACED");
        unknown.Status.ShouldBe(HttpStatusCode.NotFound);
        unknown.Code.ShouldBe("ORDER_NOT_EXIST");
    }
}
