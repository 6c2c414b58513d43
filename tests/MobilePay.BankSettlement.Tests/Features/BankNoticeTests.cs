using System.Net;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class BankNoticeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private BankApp app = null!;

    public async Task InitializeAsync()
    {
        app = await BankApp.Start(postgres);
        var patient = new Patient(app);
        await app.Place(BankApp.Order(method: "bank.quickpay"));
        await patient.HasCode();
        await patient.Confirm();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("txnAmt", "5341", "channel.amount-differs")]
    [InlineData("txnTime", "20251009165321", "channel.order-time-differs")]
    [InlineData("currencyCode", "840", "channel.currency-differs")]
    [InlineData("orderId", "MP20251009999999", "channel.order-unknown")]
    [InlineData("merId", "777290058100002", "merchant-differs")]
    [InlineData("respCode", "64", "not-success")]
    [InlineData("txnType", "31", "event-unsupported")]
    public async Task A_well_signed_notice_that_is_not_about_our_order_is_kept_and_not_booked(
        string field, string value, string refusal)
    {
        var answer = await app.NotifyBank(new BankNotice().With(field, value));

        (answer.StatusCode, await answer.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.UnprocessableEntity, "fail"));
        (await app.State()).ShouldBe("Open");
        var kept = (await app.Notices()).ShouldHaveSingleItem();
        (kept.Outcome, kept.RefusedFor).ShouldBe((NoticeOutcome.Refused, refusal));
    }

    [Fact]
    public async Task A_forged_notice_leaves_no_row()
    {
        var answer = await app.NotifyBank(new BankNotice { SigningKey = "merchantKeyPem" });

        (answer.StatusCode, await answer.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.Unauthorized, "fail"));
        (await app.NotifyBank(new(), "777290058100002")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.Notices()).ShouldBeEmpty();
        (await app.State()).ShouldBe("Open");
    }

    [Fact]
    public async Task The_same_notice_many_times_books_once()
    {
        for (var i = 0; i < 5; i++)
            (await app.NotifyBank(new())).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await app.Outbox()).Count.ShouldBe(1);
        (await app.Notices()).Count.ShouldBe(1);
        (await app.NotifyBank(new BankNotice().With("queryId", "782510091653209999999"))).StatusCode
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Notice_and_query_at_once_book_once()
    {
        var queryId = app.Bank.Books.Values.Single().QueryId;
        app.Clock.Advance(TimeSpan.FromSeconds(4));

        await Task.WhenAll(app.QueryDue(), app.NotifyBank(new BankNotice().With("queryId", queryId)));

        (await app.State()).ShouldBe("Paid");
        (await app.Outbox()).Count.ShouldBe(1);
    }
}
