using System.Net;
using System.Text;
using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class A_paid_prescription_is_never_charged_twice(Platform platform)
{
    [Fact]
    public async Task The_same_notice_1000_times_in_parallel_books_once()
    {
        var opened = await platform.Open(await platform.Issue());
        await using (await platform.Fault("wechat.notify", new { mode = "drop" }))
        {
            await platform.PayInWallet(opened.OutTradeNo);
            var notice = (await platform.Control(HttpMethod.Get, $"/control/wechat/notices/{opened.OutTradeNo}")).Json;

            var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => platform.Send(Notice(notice))));

            answers.Select(a => a.Status)
                .ShouldAllBe(status => status == HttpStatusCode.OK || status == HttpStatusCode.NoContent);
        }

        await platform.UntilConfirmed(opened.PaymentId);
        (await platform.Settlements(opened.OutTradeNo)).ShouldHaveSingleItem();
        var number = opened.OutTradeNo;
        (await platform.Query<long>("banksettlement",
            $"select count(*) from channel_orders where out_trade_no = '{number}' and state = 'Paid'")).ShouldBe(1);
        (await platform.Query<long>("hissync", $"select count(*) from write_backs where order_no = '{number}'")).ShouldBe(1);
        (await platform.Query<int>("hissync", $"select sent_count from write_backs where order_no = '{number}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_hundred_equal_requests_make_one_payment_and_get_equal_answers()
    {
        var body = Platform.Body(await platform.Issue());
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => platform.TryOpen(body, key)));

        foreach (var answer in answers.Where(a => a.Status != HttpStatusCode.Created))
        {
            answer.Status.ShouldBe(HttpStatusCode.Conflict, answer.Text);
            answer.Code.ShouldBe("idempotency.key-running");
            answer.Headers.RetryAfter.ShouldNotBeNull();
        }

        var settled = await platform.TryOpen(body, key);
        settled.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        answers.Where(a => a.Status == HttpStatusCode.Created).ShouldAllBe(a => a.Text == settled.Text);
        (await platform.Query<long>("payments", $"select count(*) from idempotent_requests where key = '{key}'")).ShouldBe(1);
        (await platform.WeChatOrder(Opened.From(settled).OutTradeNo)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("wechat.jsapi")]
    [InlineData("alipay.wap")]
    [InlineData("bank.quickpay")]
    public async Task Two_hundred_clients_on_one_prescription_get_one_live_payment(string method)
    {
        var prescription = await platform.Issue();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(i => platform.TryOpen(Platform.Body(prescription, method), $"{prescription.BillNo}-{i}")));

        var live = Opened.From(answers.Where(a => a.Status == HttpStatusCode.Created).ShouldHaveSingleItem());
        answers.Where(a => a.Status != HttpStatusCode.Created)
            .ShouldAllBe(a => a.Status == HttpStatusCode.Conflict && a.Code == "payment.already-open");
        answers.Where(a => a.Code == "payment.already-open").ShouldAllBe(a => (Guid)a.Json["paymentId"]! == live.PaymentId);
        (await platform.Query<long>("payments",
            $"select count(*) from payment_bills where bill_no = '{prescription.BillNo}'")).ShouldBe(1);
    }

    [Fact]
    public async Task After_it_is_paid_another_wish_to_pay_is_refused()
    {
        var prescription = await platform.Issue();
        var opened = await platform.Open(prescription);
        await platform.PayInWallet(opened.OutTradeNo);
        await platform.UntilConfirmed(opened.PaymentId);

        var again = await platform.TryOpen(Platform.Body(prescription), Guid.NewGuid().ToString());

        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Code.ShouldBe("prescription.already-paid");
    }

    private static HttpRequestMessage Notice(System.Text.Json.Nodes.JsonNode notice)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, (string)notice["url"]!)
        {
            Content = new StringContent((string)notice["body"]!, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in notice["headers"]!.AsObject())
            if (!name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
                request.Headers.TryAddWithoutValidation(name, (string)value!);
        return request;
    }
}
