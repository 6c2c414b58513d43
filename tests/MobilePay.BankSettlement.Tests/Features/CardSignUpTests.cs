using System.Net;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class CardSignUpTests(PostgresFixture postgres) : IAsyncLifetime
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
    public async Task A_card_is_signed_up_with_the_code_sent_to_its_phone()
    {
        var answer = await patient.StartSignUp();

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var started = await BankApp.Read(answer);
        started.Text("codeSentTo").ShouldBe("199****0001");
        started.GetProperty("codeAgainAt").GetDateTimeOffset().ShouldBe(app.Clock.GetUtcNow().AddSeconds(60));

        var card = await BankApp.Read(await patient.ConfirmSignUp(started));

        (card.Text("last4"), card.Text("kind")).ShouldBe(("0048", "debit"));
        var seen = await patient.Look();
        seen.GetProperty("cards").EnumerateArray().Single().Text("cardId").ShouldBe(card.Text("cardId"));
        (seen.Text("step"), seen.GetProperty("amountFen").GetInt64()).ShouldBe(("card", 5340));
        var opened = app.Bank.Forms.Single(f => f["txnType"] == "79")["opened"];
        opened.ShouldBe($"certifTp=01&certifId={Patient.IdNo}&customerNm={Patient.Name}&smsCode=111111&encryptedInfo="[..^14]
            + $"phoneNo={Patient.Phone}&cvn2={Patient.Cvn2}&expired=3012&accNo={Patient.CardNo}");
        app.Bank.Forms.Select(f => (f["orderId"], f["txnTime"])).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_same_confirmation_again_gives_the_same_card_and_the_bank_is_not_asked()
    {
        var started = await BankApp.Read(await patient.StartSignUp());
        var first = (await BankApp.Read(await patient.ConfirmSignUp(started))).Text("cardId");

        (await BankApp.Read(await patient.ConfirmSignUp(started))).Text("cardId").ShouldBe(first);

        app.Bank.Count("79/00").ShouldBe(1);
    }

    [Theory]
    [InlineData("CutAfterWork")]
    [InlineData("WrongSignature")]
    public async Task A_token_whose_answer_was_lost_is_found(string fault)
    {
        var started = await BankApp.Read(await patient.StartSignUp());
        app.Bank.Faults.Enqueue(("79/00", Enum.Parse<BankFault>(fault)));

        (await patient.ConfirmSignUp(started)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (app.Bank.Count("79/00"), app.Bank.Tokens.Count, (await app.Rows(db => db.BankCards)).Count).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task Without_any_answer_nothing_is_decided_and_the_repeat_asks_first()
    {
        var started = await BankApp.Read(await patient.StartSignUp());
        app.Bank.Faults.Enqueue(("79/00", BankFault.CutAfterWork));
        app.Bank.Faults.Enqueue(("78/02", BankFault.Cut));

        (await patient.ConfirmSignUp(started).Refusal()).ShouldBe((503, "bank.unavailable"));
        (await patient.ConfirmSignUp(started)).StatusCode.ShouldBe(HttpStatusCode.OK);

        app.Bank.Count("79/00").ShouldBe(1);
    }

    [Fact]
    public async Task Wrong_codes_are_counted_and_the_fifth_ends_the_sign_up()
    {
        var started = await BankApp.Read(await patient.StartSignUp());
        foreach (var left in new[] { 4, 3, 2, 1 })
        {
            var answer = await patient.ConfirmSignUp(started, "000000");
            var refusal = await BankApp.Read(answer);
            (refusal.Text("code"), refusal.GetProperty("triesLeft").GetInt32()).ShouldBe(("bank.code-wrong", left));
        }

        (await patient.ConfirmSignUp(started, "000000").Refusal()).ShouldBe((409, "bank.card-refused"));
        (await patient.ConfirmSignUp(started).Refusal()).ShouldBe((400, "bank.sealed-invalid"));
        (await patient.Step()).ShouldBe("card");
    }

    [Fact]
    public async Task What_does_not_match_is_one_text_whatever_it_was()
    {
        app.Bank.Refusals.Enqueue(("77/00", "61"));
        (await patient.StartSignUp().Refusal()).ShouldBe((409, "bank.card-refused"));

        // No code was sent, so nobody waits.
        var started = await BankApp.Read(await patient.StartSignUp(Patient.Card(expires: "0001")));
        started.Text("signUpId").ShouldNotBeEmpty();
        (await patient.ConfirmSignUp(started).Refusal()).ShouldBe((409, "bank.card-refused"));
    }

    [Fact]
    public async Task Another_code_waits_its_time_whoever_asks()
    {
        await patient.StartSignUp();

        var answer = await new Patient(app, "another-holder-000000000000").StartSignUp();

        (await Task.FromResult(answer).Refusal()).ShouldBe((429, "bank.code-too-soon"));
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(60));
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        (await patient.StartSignUp()).StatusCode.ShouldBe(HttpStatusCode.Created);
        app.Bank.Count("77/00").ShouldBe(2);
    }

    [Fact]
    public async Task A_sealed_entry_opens_only_for_its_own_sign_up_holder_and_time()
    {
        var first = await BankApp.Read(await patient.StartSignUp());
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        var second = await BankApp.Read(await patient.StartSignUp());
        var mixed = System.Text.Json.JsonSerializer.SerializeToElement(
            new { signUpId = second.Text("signUpId"), @sealed = first.Text("sealed") });

        (await patient.ConfirmSignUp(mixed).Refusal()).ShouldBe((400, "bank.sealed-invalid"));
        (await new Patient(app, "another-holder-000000000000").ConfirmSignUp(second).Refusal())
            .ShouldBe((400, "bank.sealed-invalid"));
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        (await patient.ConfirmSignUp(second).Refusal()).ShouldBe((400, "bank.sealed-invalid"));
        app.Bank.Count("79/00").ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("with spaces 000000000000000")]
    public async Task Without_a_holders_secret_nothing_is_answered(string holder) =>
        (await new Patient(app, holder).StartSignUp().Refusal()).ShouldBe((400, "bank.holder-missing"));

    [Theory]
    [InlineData("cardNo", "6226")]
    [InlineData("name", "a&smsCode=1")]
    [InlineData("idNo", "1{}")]
    [InlineData("phone", "0551000000")]
    [InlineData("cvn2", "12")]
    [InlineData("expires", "3013")]
    public async Task What_can_not_be_a_card_is_refused_before_anybody_is_asked(string member, string value)
    {
        var card = System.Text.Json.JsonSerializer.SerializeToNode(Patient.Card())!;
        card[member] = value;

        (await patient.StartSignUp(card).Refusal()).ShouldBe((400, "request.invalid"));
        app.Bank.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_is_removed_with_its_token_and_only_by_its_holder()
    {
        var card = await patient.HasCard();

        (await new Patient(app, "another-holder-000000000000").Remove(card).Refusal()).ShouldBe((403, "bank.card-of-another"));
        app.Bank.Faults.Enqueue(("74/01", BankFault.CutAfterWork));
        (await patient.Remove(card).Refusal()).ShouldBe((503, "bank.unavailable"));
        (await patient.Remove(card)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await app.Rows(db => db.BankCards)).ShouldBeEmpty();
        (await new Patient(app, number: "MP20251009999999").Remove(card).Refusal()).ShouldBe((404, "bank.order-unknown"));
    }

    [Fact]
    public async Task A_holder_sees_only_her_own_cards()
    {
        await patient.HasCard();

        (await new Patient(app, "another-holder-000000000000").Look()).GetProperty("cards").GetArrayLength().ShouldBe(0);
        (await app.Rows(db => db.BankCards)).Single().HolderHash.Length.ShouldBe(64);
        (await app.Rows(db => db.CardSignUps)).Single().CardId.ShouldNotBeNull();
        (await app.State()).ShouldBe(nameof(OrderState.Open));
    }
}
