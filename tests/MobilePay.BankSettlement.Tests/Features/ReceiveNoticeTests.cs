using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Tests.Support;
using MobilePay.Contracts;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class ReceiveNoticeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private BankApp app = null!;

    public async Task InitializeAsync()
    {
        app = await BankApp.Start(postgres);
        await app.Place();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    private SignedNotice Notice => new(app.Clock.GetUtcNow());

    [Fact]
    public async Task A_good_notice_books_the_payment_and_its_event_together()
    {
        var answer = await app.Notify(Notice);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        (await app.State()).ShouldBe("Paid");
        var message = (await app.Outbox()).ShouldHaveSingleItem();
        message.Type.ShouldBe("MobilePay.Contracts.ChannelPaid");
        JsonSerializer.Deserialize<ChannelPaid>(message.Body, JsonSerializerOptions.Web).ShouldBe(new(
            new Guid("01890000-0000-7000-8000-000000000001"), TestMerchant.Hospital, BankApp.Number, "wechat", TestMerchant.MchId,
            "4200000000202510090000000001", 5340, new DateTimeOffset(2025, 10, 9, 8, 53, 10, TimeSpan.Zero)));
        var notice = (await app.Notices()).ShouldHaveSingleItem();
        (notice.Outcome, notice.RawBody, notice.HospitalId).ShouldBe((NoticeOutcome.Accepted, null, TestMerchant.Hospital));
    }

    [Fact]
    public async Task The_event_carries_on_the_trace_that_began_with_the_order()
    {
        // Somebody reads the spans, as an exporter does; otherwise none are made.
        using var reader = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MobilePay",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(reader);

        await app.Notify(Notice);

        (await app.Outbox()).Single().TraceParent.ShouldNotBeNull().ShouldContain("0af7651916cd43dd8448eb211c80319c");
    }

    [Fact]
    public async Task The_same_notice_many_times_changes_nothing()
    {
        var notice = Notice;
        for (var i = 0; i < 5; i++)
        {
            notice.SignedAt = app.Clock.GetUtcNow();
            (await app.Notify(notice)).StatusCode.ShouldBe(HttpStatusCode.OK);
            app.Clock.Advance(TimeSpan.FromHours(5));
        }

        (await app.Outbox()).Count.ShouldBe(1);
        (await app.Notices()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Notices_and_queries_at_once_book_once()
    {
        app.WeChat.Pay(BankApp.Number);
        var (same, other) = (Notice, Notice);
        app.Clock.Advance(TimeSpan.FromSeconds(4));

        var answers = await Task.WhenAll(app.Notify(same), app.Notify(same), app.Notify(other), Queried());

        answers.ShouldContain(a => a.StatusCode == HttpStatusCode.OK);
        (await app.State()).ShouldBe("Paid");
        (await app.Outbox()).Count.ShouldBe(1);

        async Task<HttpResponseMessage> Queried()
        {
            await app.QueryDue();
            return new(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("amount")]
    [InlineData("currency")]
    [InlineData("number")]
    [InlineData("merchant")]
    [InlineData("appid")]
    [InlineData("state")]
    public async Task A_well_signed_notice_with_wrong_facts_is_kept_and_never_booked(string wrong)
    {
        var notice = Notice;
        Spoil(notice, wrong);

        for (var i = 0; i < 3; i++)
        {
            var answer = await app.Notify(notice);
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await BankApp.Read(answer)).Text("code").ShouldBe("FAIL");
        }

        (await app.State()).ShouldBe("Open");
        (await app.Outbox()).ShouldBeEmpty();
        var kept = (await app.Notices()).ShouldHaveSingleItem();
        kept.Outcome.ShouldBe(NoticeOutcome.Refused);
        Encoding.UTF8.GetString(kept.RawBody!).ShouldContain("ciphertext");
    }

    [Fact]
    public async Task A_notice_refused_as_unknown_is_accepted_when_its_order_is_known()
    {
        var notice = Notice;
        notice.Transaction["out_trade_no"] = "MP20251009000002";
        (await app.Notify(notice)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await app.Place(BankApp.Order("MP20251009000002"));

        (await app.Notify(notice)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await app.State("MP20251009000002")).ShouldBe("Paid");
        var kept = (await app.Notices()).ShouldHaveSingleItem();
        (kept.Outcome, kept.RawBody, kept.RefusedFor).ShouldBe((NoticeOutcome.Accepted, null, null));
    }

    [Theory]
    [InlineData("Wechatpay-Signature", "WECHATPAY/SIGNTEST/abcdef")]
    [InlineData("Wechatpay-Signature", "AAAA")]
    [InlineData("Wechatpay-Serial", "PUB_KEY_ID_X")]
    [InlineData("Wechatpay-Timestamp", "1")]
    [InlineData("Wechatpay-Nonce", null)]
    public async Task A_forged_notice_leaves_no_trace_but_a_count(string header, string? value)
    {
        var (body, headers) = Notice.Make();
        headers[header] = value!;
        if (value is null)
            headers.Remove(header);

        var answer = await app.Notify(body, headers);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await BankApp.Read(answer)).Text("code").ShouldBe("FAIL");
        (await app.State()).ShouldBe("Open");
        (await app.Notices()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_notice_for_another_merchant_or_channel_is_refused()
    {
        (await app.Notify(Notice, "1900000002")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var (body, _) = Notice.Make();
        (await app.Http.PostAsync("/notify/nobody/1900000001", new ByteArrayContent(body))).StatusCode
            .ShouldBe(HttpStatusCode.NotFound);
        (await app.State()).ShouldBe("Open");
    }

    [Fact]
    public async Task One_capture_pays_one_order()
    {
        await app.Place(BankApp.Order("MP20251009000002"));
        await app.Notify(Notice);
        var second = Notice;
        second.Transaction["out_trade_no"] = "MP20251009000002";

        (await app.Notify(second)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await app.State("MP20251009000002")).ShouldBe("Open");
        (await app.Outbox()).Count.ShouldBe(1);
        (await app.Notices()).Single(n => n.Outcome == NoticeOutcome.Refused).RefusedFor.ShouldBe("channel.capture-taken");
    }

    [Fact]
    public async Task A_second_capture_of_a_paid_order_is_not_booked_over_the_first()
    {
        await app.Notify(Notice);
        var second = Notice;
        second.Transaction["transaction_id"] = "4200000000202510090000000002";

        (await app.Notify(second)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await app.Get()).Text("channelTradeNo").ShouldBe("4200000000202510090000000001");
    }

    [Fact]
    public async Task Money_that_comes_after_the_close_is_told()
    {
        (await app.Close()).ShouldBe("Closed");

        (await app.Notify(Notice)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await app.State()).ShouldBe("Paid");
        (await app.Outbox()).Select(m => m.Type)
            .ShouldBe(["MobilePay.Contracts.ChannelClosed", "MobilePay.Contracts.ChannelPaid"]);
    }

    private static void Spoil(SignedNotice notice, string wrong)
    {
        switch (wrong)
        {
            case "amount":
                notice.Transaction["amount"]!["total"] = 1;
                break;
            case "currency":
                notice.Transaction["amount"]!["currency"] = "USD";
                break;
            case "number":
                notice.Transaction["out_trade_no"] = "MP20251009999999";
                break;
            case "merchant":
                notice.Transaction["mchid"] = "1900000002";
                break;
            case "appid":
                notice.Transaction["appid"] = "wx0000000000000002";
                break;
            case "state":
                notice.Transaction["trade_state"] = "NOTPAY";
                break;
        }
    }
}
