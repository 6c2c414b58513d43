using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Tests.Support;

namespace MobilePay.Payments.Tests.Features;

[Collection(Database.Name)]
public sealed class RefundByFinanceTests(PostgresFixture postgres) : IAsyncLifetime
{
    private PaymentsApp app = null!;

    public async Task InitializeAsync() => app = await PaymentsApp.Start(postgres);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_confirmed_payments_rest_goes_back_under_finances_number_and_no_hospitals()
    {
        var payment = await app.Paid(5340);

        var (status, answer) = await Ask(payment.Bills[0].OrderNo, "FD1", 5340);

        status.ShouldBe(HttpStatusCode.Created);
        (Text(answer, "number"), Text(answer, "status")).ShouldBe(("FD1", "refunding"));
        var refund = (await app.Read(payment.Id)).Refunds.ShouldHaveSingleItem();
        (refund.Cause, refund.HisRefundNo, refund.Amount.Fen).ShouldBe((RefundCause.FinanceDecided, null, 5340L));
        var wish = (await app.Announced()).ShouldHaveSingleItem();
        wish.ShouldContain(refund.RefundNo);
        wish.ShouldNotContain("FD1");
    }

    [Fact]
    public async Task The_same_number_again_is_the_same_refund_and_with_other_content_refused()
    {
        var payment = await app.Paid(5340);
        var first = await Ask(payment.Bills[0].OrderNo, "FD1", 100);

        var again = await Ask(payment.Bills[0].OrderNo, "FD1", 100);
        var other = await Ask(payment.Bills[0].OrderNo, "FD1", 101);

        again.Status.ShouldBe(HttpStatusCode.OK);
        Text(again.Answer, "refundNo").ShouldBe(Text(first.Answer, "refundNo"));
        (other.Status, Text(other.Answer, "code")).ShouldBe((HttpStatusCode.UnprocessableEntity, "refund.number-reused"));
        (await app.Announced()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Many_at_once_never_give_back_more_than_was_paid()
    {
        var payment = await app.Paid(1000);

        var same = Enumerable.Range(0, 5).Select(_ => Ask(payment.Bills[0].OrderNo, "FD1", 300));
        var others = Enumerable.Range(2, 6).Select(i => Ask(payment.Bills[0].OrderNo, $"FD{i}", 300));
        var said = await Task.WhenAll(same.Concat(others));

        var read = await app.Read(payment.Id);
        read.Refunds.Count.ShouldBe(3);
        read.RefundsUnderWay.Fen.ShouldBe(900);
        said.Where(s => (int)s.Status >= 400).ShouldAllBe(s => Text(s.Answer, "code") == "refund.over-rest");
        (await app.Announced()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_payments_own_number_means_the_whole_rest_of_all_its_bills()
    {
        var payment = await app.Paid(5340, 100);

        var (status, answer) = await Ask(payment.OutTradeNo, "FD1", 5440);

        (status, Text(answer, "orderNo")).ShouldBe((HttpStatusCode.Created, payment.OutTradeNo));
        (await app.Read(payment.Id)).Status.ShouldBe(PaymentStatus.Refunding);
        (await Ask(payment.OutTradeNo, "FD1", 5440)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_hospitals_numbers_and_finances_are_not_mixed_up()
    {
        var payment = await app.Paid(5340);
        var order = payment.Bills[0].OrderNo;
        using var his = await app.Http.PostAsJsonAsync("/refunds",
            new { hospitalId = PaymentsApp.Hospital, hisRefundNo = "N1", orderNo = order, amountFen = 100, reason = "退药" });

        var finance = await Ask(order, "N1", 200);

        (his.StatusCode, finance.Status).ShouldBe((HttpStatusCode.Created, HttpStatusCode.Created));
        (await app.Read(payment.Id)).RefundsUnderWay.Fen.ShouldBe(300);
    }

    [Fact]
    public async Task How_far_a_refund_is_can_be_read_and_what_nobody_asked_is_unknown()
    {
        var payment = await app.Paid(5340);
        await Ask(payment.Bills[0].OrderNo, "FD1", 100);

        var read = await app.Http.GetFromJsonAsync<JsonElement>($"/refunds/by-finance/{PaymentsApp.Hospital}/FD1");
        var missing = await app.Http.GetAsync($"/refunds/by-finance/{PaymentsApp.Hospital}/FD2");

        (Text(read, "status"), read.GetProperty("amountFen").GetInt64()).ShouldBe(("refunding", 100L));
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("P9", 100, HttpStatusCode.NotFound, "refund.order-unknown")]
    [InlineData(null, 5341, HttpStatusCode.Conflict, "refund.over-rest")]
    public async Task What_can_not_be_given_back_is_refused_with_a_code(
        string? order, long fen, HttpStatusCode status, string code)
    {
        var payment = await app.Paid(5340);

        var said = await Ask(order ?? payment.Bills[0].OrderNo, "FD1", fen);

        (said.Status, Text(said.Answer, "code")).ShouldBe((status, code));
        (await app.Announced()).ShouldBeEmpty();
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> Ask(string orderNo, string number, long amountFen)
    {
        using var answer = await app.Http.PostAsJsonAsync("/refunds/by-finance",
            new { hospitalId = PaymentsApp.Hospital, orderNo, number, amountFen, reason = "对账长款" });
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync()).RootElement);
    }

    private static string? Text(JsonElement json, string member) => json.GetProperty(member).GetString();
}
