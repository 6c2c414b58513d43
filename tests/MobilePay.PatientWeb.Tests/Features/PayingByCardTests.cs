using System.Net;
using System.Text.Json;
using MobilePay.PatientWeb.Tests.Support;
using static MobilePay.PatientWeb.Tests.Support.BankSamples;

namespace MobilePay.PatientWeb.Tests.Features;

public sealed class PayingByCardTests(PatientApp app) : IClassFixture<PatientApp>
{
    [Fact]
    public async Task From_a_new_card_to_the_payment_by_forms_alone()
    {
        using var patient = Begin();
        app.Services.On("POST", SignedUpPath, Known);
        app.Services.On("POST", CodePath, CodeSent);
        app.Services.On("POST", ConfirmPath, Confirmed);

        await BankScenes.Enter(Stage(patient), CreditParticulars, SignUp);
        app.Services.On("GET", BankSamples.Path, QuickPay(), QuickPay("code", cards: Card));
        await patient.Press("main form button", ("code", Message));
        patient.Path.ShouldBe(Page);
        patient.Text.ShouldContain("¥53.40");
        await patient.Press("main form button", ("code", "２０ ３１４５"));

        patient.Path.ShouldBe($"/p/{Samples.Id}");
        var card = Sent(SignUpPath);
        card.GetProperty("cardNo").GetString().ShouldBe(CardNo);
        card.GetProperty("expires").GetString().ShouldBe("2907");
        card.GetProperty("cvn2").GetString().ShouldBe(Cvn2);
        Sent(SignedUpPath).GetProperty("sealed").GetString().ShouldBe("sealed-by-the-service");
        Sent(CodePath).GetProperty("cardId").GetGuid().ShouldBe(CardId);
        Sent(ConfirmPath).GetProperty("code").GetString().ShouldBe("203145");
    }

    [Theory]
    [InlineData(200, "accepted")]
    [InlineData(200, "unknown")]
    [InlineData(503, "bank.unavailable")]
    [InlineData(502, null)]
    [InlineData(409, "bank.order-paying")]
    public async Task After_the_code_that_pays_only_a_definite_no_is_a_no(int status, string? said)
    {
        using var patient = Begin();

        await BankScenes.Confirm(Stage(patient), Message, status switch
        {
            200 => new Reply(200, new { outcome = said }),
            _ when said is null => new Reply(status, null),
            _ => Samples.Problem(status, said),
        });

        patient.Path.ShouldBe($"/p/{Samples.Id}");
        patient.Text.ShouldNotContain("没有扣款。");
        app.Services.CallsTo("POST", ConfirmPath).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("paid")]
    [InlineData("paying")]
    public async Task An_order_that_is_paid_or_on_its_way_asks_for_nothing(string step)
    {
        using var patient = Begin();
        await BankScenes.AskForCode(Stage(patient), CodeSent);
        app.Services.On("POST", ConfirmPath, Confirmed);
        app.Services.On("GET", BankSamples.Path, QuickPay(step, cards: Card));

        await patient.Press("main form button", ("code", Message));

        patient.Path.ShouldBe($"/p/{Samples.Id}");
        app.Services.CallsTo("POST", ConfirmPath).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_she_typed_stays_after_a_refusal_but_for_the_three_digits()
    {
        using var patient = Begin();

        await BankScenes.Enter(Stage(patient), CreditParticulars, Samples.Problem(409, "bank.card-refused"));

        Field(patient, "CardNo").ShouldBe(CardNo);
        Field(patient, "Name").ShouldBe(HolderName);
        Field(patient, "IdNo").ShouldBe(IdNo);
        Field(patient, "Phone").ShouldBe(Phone);
        Field(patient, "Expires").ShouldBe("07/29");
        Field(patient, "Cvn2").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task Another_message_for_the_same_card_needs_no_typing()
    {
        using var patient = Begin();
        await BankScenes.Enter(Stage(patient), Particulars, SignUp);

        await patient.Press("button[formaction*=again]");

        var sent = app.Services.CallsTo("POST", SignUpPath);
        sent.Count.ShouldBe(2);
        sent[1].Body.ShouldBe(sent[0].Body);
        patient.Page.QuerySelector("input[name=sealed]").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_form_carried_over_from_another_order_opens_no_card()
    {
        using var patient = Begin();
        await BankScenes.Enter(Stage(patient), Particulars, SignUp);
        var foreign = app.Sealing.Seal("card typed for MP202611230000000002", new { CardNo }, TimeSpan.FromMinutes(5));

        await patient.Press("button[formaction*=edit]", ("typed", foreign));

        Field(patient, "CardNo").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task A_card_is_removed_after_one_question()
    {
        using var patient = Begin();
        var path = $"{BankSamples.Path}/cards/{CardId}";
        app.Services.On("DELETE", path, new Reply(204, null));
        await EveryPage("bank-remove").Play(Stage(patient));
        app.Services.CallsTo("DELETE", path).ShouldBeEmpty();

        app.Services.On("GET", BankSamples.Path, QuickPay());
        await patient.Press("main form button");

        app.Services.CallsTo("DELETE", path).ShouldHaveSingleItem();
        patient.Path.ShouldBe(CardPage);
    }

    [Fact]
    public async Task A_card_payment_that_ended_can_be_begun_again_here()
    {
        using var patient = Begin();
        await Stage(patient).PayByCard(QuickPay("over"), QuickPay(cards: Card));
        app.Services.On("GET", BankSamples.Path, QuickPay(cards: Card));

        await patient.Press("main form button");

        patient.Path.ShouldBe(Page);
        app.Services.CallsTo("POST", "/api/v1/payments").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("?handler=code")]
    [InlineData("?handler=confirm")]
    [InlineData("?handler=remove")]
    [InlineData("/card")]
    [InlineData("/card?handler=confirm")]
    public async Task A_form_that_is_not_ours_does_nothing(string form)
    {
        using var patient = Begin();
        app.Services.On("GET", BankSamples.Path, QuickPay("code", cards: Card));

        await patient.Post(Page + form, [("code", Message), ("cardId", CardId.ToString()), .. Particulars]);

        patient.Answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        app.Services.Calls.ShouldBeEmpty();
    }

    private static Scene EveryPage(string name) => BankScenes.All.Single(scene => scene.Name == name);

    private static string? Field(Walker patient, string name) =>
        patient.Page.QuerySelector($"input[name={name}]")!.GetAttribute("value");

    private JsonElement Sent(string path) =>
        JsonDocument.Parse(app.Services.CallsTo("POST", path).Single().Body).RootElement;

    private Stage Stage(Walker patient) => new(app.Services, patient);

    private Walker Begin()
    {
        app.Services.Forget();
        return app.Walker(Agents.Phone);
    }
}
