using System.Net;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class QuickPayTests(PostgresFixture postgres) : IAsyncLifetime
{
    private BankApp app = null!;
    private Patient patient = null!;

    public async Task InitializeAsync()
    {
        app = await BankApp.Start(postgres);
        patient = new(app);
        await app.Place(BankApp.Order(method: "bank.quickpay"));
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Placing_asks_nobody_and_gives_the_page_to_confirm_on()
    {
        var answer = await app.Place(BankApp.Order(method: "bank.quickpay"));

        answer.Text("outcome").ShouldBe("Accepted");
        answer.GetProperty("action").Text("type").ShouldBe("sms-confirm");
        answer.GetProperty("action").Text("url").ShouldBe($"https://pay.example/pay/bank/{BankApp.Number}");
        app.Bank.Calls.ShouldBeEmpty();
        (await app.Rows(db => db.QuickPays)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_number_the_bank_can_not_take_is_refused_at_once() =>
        (await app.Place(BankApp.Order("MP-20251009-0001", "bank.quickpay"))).Text("reason").ShouldBe("channel.request-invalid");

    [Fact]
    public async Task A_payment_goes_by_card_code_and_confirmation_and_the_notice_ends_it()
    {
        (await patient.Step()).ShouldBe("card");
        var card = await patient.HasCard();
        var sent = await BankApp.Read(await patient.AskCode(card));
        sent.Text("codeSentTo").ShouldBe("199****0001");
        sent.GetProperty("codeAgainAt").GetDateTimeOffset().ShouldBe(app.Clock.GetUtcNow().AddSeconds(60));
        (await patient.Step()).ShouldBe("code");

        (await patient.Confirm().Outcome()).ShouldBe("accepted");

        (await patient.Step()).ShouldBe("paying");
        var notice = await app.NotifyBank(new());
        (notice.StatusCode, await notice.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.OK, "ok"));
        (await patient.Step()).ShouldBe("paid");
        (await patient.Confirm().Outcome()).ShouldBe("paid");
        (await app.Outbox()).ShouldHaveSingleItem().Type.ShouldBe("MobilePay.Contracts.ChannelPaid");
        var pay = app.Bank.Forms.Single(f => f["txnType"] == "01");
        (pay["orderId"], pay["txnTime"], pay["txnAmt"], pay["currencyCode"], pay["bizType"])
            .ShouldBe((BankApp.Number, "20251009165320", "5340", "156", "000902"));
        pay["backUrl"].ShouldBe($"https://pay.example/notify/bank/{TestBank.MerId}");
        pay["opened"].ShouldBe("smsCode=111111");
    }

    [Fact]
    public async Task A_lost_notice_is_made_up_for_by_a_query_soon_after_the_confirmation()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(9));
        await app.QueryDue();
        await patient.HasCode();
        await patient.Confirm();

        app.Clock.Advance(TimeSpan.FromSeconds(4));
        (await app.QueryDue()).ShouldBe(1);

        (await app.State()).ShouldBe("Paid");
        (await app.Get()).Text("channelTradeNo").ShouldBe(app.Bank.Books.Values.Single().QueryId);
        (await app.Get()).GetProperty("paidAt").GetDateTimeOffset().ShouldBe(new(2025, 10, 9, 8, 55, 10, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_wrong_code_leaves_the_order_open_and_the_fifth_ends_it_and_tells_so()
    {
        await patient.HasCode();
        foreach (var left in new[] { 4, 3, 2, 1 })
        {
            var refusal = await BankApp.Read(await patient.Confirm("000000"));
            (refusal.Text("code"), refusal.GetProperty("triesLeft").GetInt32()).ShouldBe(("bank.code-wrong", left));
            (await app.State()).ShouldBe("Open");
        }

        (await patient.Confirm("000000").Refusal()).ShouldBe((409, "bank.code-exhausted"));

        (await app.State()).ShouldBe("Closed");
        (await patient.Step()).ShouldBe("over");
        (await patient.Confirm().Refusal()).ShouldBe((410, "bank.order-over"));
        (await app.Outbox()).ShouldHaveSingleItem().Type.ShouldBe("MobilePay.Contracts.ChannelClosed");
        app.Bank.Charged.ShouldBe(0);
    }

    [Fact]
    public async Task The_right_code_after_a_wrong_one_pays_under_the_same_number()
    {
        await patient.HasCode();
        await patient.Confirm("000000");

        (await patient.Confirm().Outcome()).ShouldBe("accepted");

        (app.Bank.Charged, app.Bank.Count($"01/01 {BankApp.Number}")).ShouldBe((1, 2));
    }

    [Fact]
    public async Task A_code_is_sent_again_only_after_its_time()
    {
        var card = await patient.HasCode();

        var tooSoon = await patient.AskCode(card);

        (await Task.FromResult(tooSoon).Refusal()).ShouldBe((429, "bank.code-too-soon"));
        tooSoon.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(60));
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        (await patient.AskCode(card)).EnsureSuccessStatusCode();
        app.Bank.Calls.Where(c => c.StartsWith("77/02", StringComparison.Ordinal)).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_card_of_another_neither_gets_a_code_nor_pays()
    {
        var card = await patient.HasCode();
        var other = new Patient(app, "another-holder-000000000000");

        (await other.AskCode(card).Refusal()).ShouldBe((403, "bank.card-of-another"));
        (await other.AskCode(Guid.NewGuid().ToString()).Refusal()).ShouldBe((403, "bank.card-of-another"));
        (await other.Confirm().Refusal()).ShouldBe((403, "bank.card-of-another"));

        (await other.Step()).ShouldBe("card");
        app.Bank.Count("01/01").ShouldBe(0);
    }

    [Theory]
    [InlineData("64", "balance")]
    [InlineData("63", "card")]
    [InlineData("33", "limit")]
    [InlineData("60", "other")]
    public async Task A_refused_card_leaves_the_order_to_another_under_a_number_of_its_own(string code, string reason)
    {
        var card = await patient.HasCode();
        app.Bank.Refusals.Enqueue(("01/01", code));

        var refusal = await BankApp.Read(await patient.Confirm());
        (refusal.Text("code"), refusal.Text("reason"), refusal.Text("detail"))
            .ShouldBe(("bank.payment-refused", reason, $"回答[{code}&x=y]"));
        (await patient.Step()).ShouldBe("card");
        (await patient.Confirm().Refusal()).ShouldBe((409, "bank.code-not-sent"));

        (await patient.AskCode(card)).EnsureSuccessStatusCode();
        (await patient.Confirm().Outcome()).ShouldBe("accepted");
        app.Bank.Calls.ShouldContain($"01/01 {BankApp.Number}A1");
        var booked = app.Bank.Books.Values.Single();
        (await app.NotifyBank(new BankNotice().With("orderId", $"{BankApp.Number}A1").With("queryId", booked.QueryId)))
            .StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.State()).ShouldBe("Paid");
    }

    [Fact]
    public async Task A_refused_try_that_was_charged_after_all_is_found_by_its_number()
    {
        for (var refusals = 0; refusals < 2; refusals++)
        {
            await patient.HasCode();
            app.Bank.Refusals.Enqueue(("01/01", "64"));
            (await patient.Confirm().Refusal()).ShouldBe((409, "bank.payment-refused"));
            app.Clock.Advance(TimeSpan.FromSeconds(61));
        }

        (await app.NotifyBank(new BankNotice().With("orderId", $"{BankApp.Number}A1"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await app.State()).ShouldBe("Paid");
    }

    [Fact]
    public async Task The_later_number_is_the_one_that_is_asked_about()
    {
        var card = await patient.HasCode();
        app.Bank.Refusals.Enqueue(("01/01", "64"));
        await patient.Confirm();
        await patient.AskCode(card);
        await patient.Confirm();
        app.Clock.Advance(TimeSpan.FromSeconds(4));

        await app.QueryDue();

        app.Bank.Calls.ShouldContain($"00/00 {BankApp.Number}A1");
        (await app.State()).ShouldBe("Paid");
    }

    [Fact]
    public async Task A_code_the_bank_will_not_send_is_told_and_nobody_waits()
    {
        var card = await patient.HasCard();
        app.Bank.Refusals.Enqueue(("77/02", "77"));

        (await patient.AskCode(card).Refusal()).ShouldBe((409, "bank.payment-refused"));
        (await patient.AskCode(card)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_code_that_may_have_been_sent_pays_if_it_came()
    {
        var card = await patient.HasCard();
        app.Bank.Faults.Enqueue(("77/02", BankFault.CutAfterWork));

        var answer = await patient.AskCode(card);

        (await Task.FromResult(answer).Refusal()).ShouldBe((503, "bank.unavailable"));
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(60));
        (await patient.Confirm().Outcome()).ShouldBe("accepted");
    }

    [Fact]
    public async Task After_its_end_an_order_takes_neither_card_nor_code()
    {
        var card = await patient.HasCode();
        app.Clock.Advance(TimeSpan.FromMinutes(15));

        (await patient.Confirm().Refusal()).ShouldBe((410, "bank.order-over"));
        (await patient.AskCode(card).Refusal()).ShouldBe((410, "bank.order-over"));
        (await patient.StartSignUp().Refusal()).ShouldBe((410, "bank.order-over"));
        (await patient.Step()).ShouldBe("over");
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        await app.QueryDue();

        (await app.State()).ShouldBe("Closed");
        (app.Bank.Count("00/00"), app.Bank.Count("01/01")).ShouldBe((0, 0));
    }
}
