using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class PlaceOrderTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string RowsAsText = """select row_to_json(o)::text as "Value" from channel_orders o""";
    private BankApp app = null!;

    public async Task InitializeAsync() => app = await BankApp.Start(postgres);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_jsapi_order_gives_the_six_signed_fields()
    {
        var answer = await app.Place();

        answer.Text("outcome").ShouldBe("Accepted");
        var action = answer.GetProperty("action");
        action.EnumerateObject().Select(p => p.Name)
            .ShouldBe(["type", "appId", "timeStamp", "nonceStr", "package", "signType", "paySign"], ignoreOrder: true);
        using var key = RSA.Create();
        key.ImportFromPem(Vectors.Own.Text("merchantPublicKeyPem"));
        var signed = $"{action.Text("appId")}\n{action.Text("timeStamp")}\n{action.Text("nonceStr")}\n{action.Text("package")}\n";
        key.VerifyData(Encoding.UTF8.GetBytes(signed), Convert.FromBase64String(action.Text("paySign")),
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).ShouldBeTrue();
        (await app.State()).ShouldBe("Open");
    }

    [Theory]
    [InlineData("wechat.h5", "redirect", "url")]
    [InlineData("wechat.native", "qr", "codeUrl")]
    [InlineData("wechat.app", "wechat-app", "sign")]
    public async Task Each_method_has_its_own_action(string method, string type, string member)
    {
        var action = (await app.Place(BankApp.Order(method: method))).GetProperty("action");

        action.Text("type").ShouldBe(type);
        action.Text(member).ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task WeChat_gets_only_the_members_it_knows_and_nothing_empty()
    {
        await app.Place(BankApp.Order(method: "wechat.h5"));

        var sent = JsonNode.Parse(app.WeChat.Orders[BankApp.Number].Body)!.AsObject();
        sent.Select(p => p.Key).ShouldBe(
            ["appid", "mchid", "description", "out_trade_no", "time_expire", "notify_url", "amount", "scene_info"],
            ignoreOrder: true);
        sent["time_expire"]!.GetValue<string>().ShouldBe("2025-10-09T17:08:20+08:00");
        sent["notify_url"]!.GetValue<string>().ShouldBe("https://pay.example/notify/wechat/1900000001");
        sent["scene_info"]!.ToJsonString().ShouldBe("""{"payer_client_ip":"203.0.113.7","h5_info":{"type":"Android"}}""");
    }

    [Fact]
    public async Task The_same_order_again_is_placed_again_under_the_same_number()
    {
        (await app.Place()).Text("outcome").ShouldBe("Accepted");
        (await app.Place()).Text("outcome").ShouldBe("Accepted");

        app.WeChat.Calls.ShouldBe([$"place {BankApp.Number}", $"place {BankApp.Number}"]);
        app.WeChat.Orders.Count.ShouldBe(1);
        (await app.Rows(db => db.Orders)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_number_with_other_content_is_a_conflict_and_WeChat_is_not_asked()
    {
        await app.Place();

        var answer = await app.Http.PostAsJsonAsync("/orders", BankApp.Order(amountFen: 1));

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await BankApp.Read(answer)).Text("code").ShouldBe("channel.order-differs");
        app.WeChat.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Many_at_once_make_one_order()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.Place()));

        answers.ShouldContain(a => OutcomeOf(a) == "Accepted");
        answers.ShouldAllBe(a => OutcomeOf(a) == "Accepted" || a.Text("code") == "channel.order-contended");
        (await app.Rows(db => db.Orders)).Count.ShouldBe(1);
        app.WeChat.Orders.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_intent_is_committed_before_WeChat_is_called()
    {
        var seen = "";
        app.WeChat.Meanwhile = async _ => seen = await app.State();

        await app.Place();

        seen.ShouldBe("Open");
    }

    // By name: the enum belongs to this project's own support and stays inside it.
    [Theory]
    [InlineData(nameof(Fault.Cut))]
    [InlineData(nameof(Fault.CutAfterWork))]
    [InlineData(nameof(Fault.Hang))]
    [InlineData(nameof(Fault.ServerError))]
    [InlineData(nameof(Fault.ServerErrorAfterWork))]
    [InlineData(nameof(Fault.WrongSignature))]
    [InlineData(nameof(Fault.StaleSignature))]
    [InlineData(nameof(Fault.Unreadable))]
    [InlineData(nameof(Fault.RefuseByProxy))]
    public async Task No_answer_to_be_believed_is_unknown_and_the_order_stays_open(string fault)
    {
        app.WeChat.Faults.Enqueue(("place", Enum.Parse<Fault>(fault)));

        var answer = await app.Place();

        answer.Text("outcome").ShouldBe("Unknown");
        answer.TryGetProperty("action", out _).ShouldBeFalse();
        (await app.State()).ShouldBe("Open");
        app.WeChat.Count("place").ShouldBe(1);
        (await app.Get()).GetProperty("nextQueryAt").GetDateTimeOffset().ShouldBeGreaterThan(app.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_definite_no_ends_the_order_and_money_that_comes_all_the_same_is_taken()
    {
        app.WeChat.Faults.Enqueue(("place", Fault.RefuseBusy));

        var answer = await app.Place();

        (answer.Text("outcome"), answer.Text("reason")).ShouldBe(("Refused", "channel.busy"));
        (await app.State()).ShouldBe("Refused");
        (await app.Close()).ShouldBe("Closed");
        (await app.Notify(new(app.Clock.GetUtcNow()))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.State()).ShouldBe("Paid");
    }

    [Fact]
    public async Task A_no_to_a_repeat_says_nothing_of_the_first()
    {
        app.WeChat.Faults.Enqueue(("place", Fault.CutAfterWork));
        await app.Place();
        app.WeChat.Faults.Enqueue(("place", Fault.RefuseBusy));

        (await app.Place()).Text("outcome").ShouldBe("Unknown");

        (await app.State()).ShouldBe("Open");
    }

    [Fact]
    public async Task An_order_paid_in_the_meantime_is_refused_as_already_paid()
    {
        await app.Place();
        app.WeChat.Pay(BankApp.Number);

        var answer = await app.Place();

        (answer.Text("outcome"), answer.Text("reason")).ShouldBe(("Refused", "channel.already-paid"));
        (await app.Outbox()).Count.ShouldBe(1);
        (await app.Place()).Text("reason").ShouldBe("channel.already-paid");
        app.WeChat.Count("place").ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_that_took_too_long_is_thrown_away()
    {
        app.WeChat.Meanwhile = _ =>
        {
            app.Clock.Advance(TimeSpan.FromSeconds(21));
            return Task.CompletedTask;
        };

        (await app.Place()).Text("outcome").ShouldBe("Unknown");
    }

    [Fact]
    public async Task A_channel_that_is_down_is_soon_not_called_any_more()
    {
        for (var i = 0; i < 10; i++)
        {
            app.WeChat.Faults.Enqueue(("place", Fault.ServerError));
            await app.Place(BankApp.Order($"MP2025100900{i:D4}"));
        }

        (await app.Place(BankApp.Order("MP20251009000099"))).Text("outcome").ShouldBe("Unknown");

        app.WeChat.Calls.ShouldNotContain("place MP20251009000099");
    }

    [Fact]
    public async Task The_openid_and_the_address_are_not_readable_in_the_table()
    {
        await app.Place();

        var row = (await app.Rows(db => db.Database.SqlQueryRaw<string>(RowsAsText))).Single();
        row.ShouldNotContain("oTestOpenid");
        row.ShouldNotContain("203.0.113.7");
        (await app.Rows(db => db.Orders)).Single().Openid.ShouldBe("oTestOpenid00000000000000001");
    }

    [Theory]
    [InlineData("method", "bank.cheque", 400, "channel.method-unknown")]
    [InlineData("hospitalId", "SYN999999", 404, "channel.hospital-unknown")]
    [InlineData("outTradeNo", "a b", 400, "request.invalid")]
    [InlineData("amountFen", 0, 400, "request.invalid")]
    [InlineData("payer", null, 400, "channel.payer-incomplete")]
    public async Task What_can_not_be_placed_is_refused_before_anything_is_written(
        string member, object? value, int status, string code)
    {
        var order = System.Text.Json.JsonSerializer.SerializeToNode(BankApp.Order())!;
        order[member] = System.Text.Json.JsonSerializer.SerializeToNode(value);

        var answer = await app.Http.PostAsJsonAsync("/orders", order);

        ((int)answer.StatusCode, (await BankApp.Read(answer)).Text("code")).ShouldBe((status, code));
        (await app.Rows(db => db.Orders)).ShouldBeEmpty();
    }

    private static string? OutcomeOf(System.Text.Json.JsonElement answer) =>
        answer.TryGetProperty("outcome", out var outcome) ? outcome.GetString() : null;
}
