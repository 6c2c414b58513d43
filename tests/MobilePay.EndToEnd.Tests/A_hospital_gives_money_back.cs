using System.Net;
using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class A_hospital_gives_money_back(Platform platform)
{
    private const string Requests = "/his/v1/refund-requests";

    [Theory]
    [InlineData("wechat.jsapi")]
    [InlineData("alipay.wap")]
    [InlineData("bank.quickpay")]
    public async Task In_part_and_then_the_rest(string method)
    {
        var (prescription, opened) = await Paid(method);

        await Desk(prescription, new { amountFen = 1260, reason = "退药" });
        var part = await platform.Until(opened.PaymentId, p => (long)p["refundedFen"]! == 1260, "refunded in part");
        ((string)part["status"]!).ShouldBe("paid");
        (await platform.Net(opened)).ShouldBe(prescription.PayableFen - 1260);

        await Desk(prescription, new { });
        await platform.UntilStatus(opened.PaymentId, "refunded");
        (await platform.Net(opened)).ShouldBe(0);
        ((long)(await platform.Settlements(opened.OutTradeNo)).Single()["refundedFen"]!).ShouldBe(prescription.PayableFen);
    }

    [Fact]
    public async Task Fifty_parts_at_once_never_exceed_what_was_paid()
    {
        var (prescription, opened) = await Paid("alipay.wap");
        var part = (prescription.PayableFen / 20) + 1;

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Ask($"HR-{opened.OutTradeNo}-{i}", opened, part)));

        var taken = answers.Count(a => a.Status == HttpStatusCode.Created);
        taken.ShouldBe((int)(prescription.PayableFen / part));
        answers.Where(a => a.Status != HttpStatusCode.Created).ShouldAllBe(a => a.Code == "refund.over-rest");
        await platform.Until(opened.PaymentId, p => (long)p["refundedFen"]! == taken * part, "refunded in parts");
        (await platform.Net(opened)).ShouldBe(prescription.PayableFen - (taken * part));
    }

    [Fact]
    public async Task The_same_number_is_the_same_refund()
    {
        var (_, opened) = await Paid("wechat.jsapi");
        var number = "HR-" + opened.OutTradeNo;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Ask(number, opened, 100)));

        answers.Count(a => a.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Created || a.Status == HttpStatusCode.OK);
        answers.Select(a => (string)a.Json["refundNo"]!).Distinct().ShouldHaveSingleItem();
        await platform.Until(opened.PaymentId, p => (long)p["refundedFen"]! == 100, "refunded");
        ((string)(await platform.Call(HttpMethod.Get, $"{Requests}/{number}")).Json["status"]!).ShouldBe("refunded");
        (await platform.OrderIn(opened))!["refunds"]!.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_used_number_with_other_content_is_refused()
    {
        var (_, opened) = await Paid("wechat.jsapi");
        var number = "HR-" + opened.OutTradeNo;
        (await Ask(number, opened, 100)).Status.ShouldBe(HttpStatusCode.Created);

        Refused(await Ask(number, opened, 101), HttpStatusCode.UnprocessableEntity, "refund.number-reused");

        await platform.Until(opened.PaymentId, p => (long)p["refundedFen"]! == 100, "refunded");
    }

    [Fact]
    public async Task More_than_the_rest_is_refused()
    {
        var (prescription, opened) = await Paid("wechat.jsapi");

        var answer = await Ask("HR-" + opened.OutTradeNo, opened, prescription.PayableFen + 1);

        Refused(answer, HttpStatusCode.Conflict, "refund.over-rest");

        (await platform.Net(opened)).ShouldBe(prescription.PayableFen);
    }

    [Fact]
    public async Task An_unpaid_payment_has_nothing_to_give_back()
    {
        var opened = await platform.Open(await platform.Issue());

        Refused(await Ask("HR-" + opened.OutTradeNo, opened, 1), HttpStatusCode.Conflict, "refund.not-paid");
    }

    [Fact]
    public async Task Nothing_goes_back_while_it_is_unknown_whether_the_hospital_booked()
    {
        var opened = await platform.Open(await platform.Issue());
        await using (await platform.Fault("his.lookup", new { mode = "error" }))
        await using (await platform.Fault("his.settlements", new { mode = "timeout-after-commit", times = 1 }))
        {
            await platform.PayInWallet(opened);
            await platform.Until(opened.PaymentId, p => (string)p["hospital"]!["status"]! == "unknown", "unknown");

            Refused(await Ask("HR-" + opened.OutTradeNo, opened, 1), HttpStatusCode.Conflict, "refund.not-confirmed");
        }

        await platform.UntilConfirmed(opened.PaymentId);
    }

    [Theory]
    [InlineData("""{"orderNo":"P1","amountFen":1,"reason":"x"}""", "his.body-unreadable")]
    [InlineData("""{"hisRefundNo":"HR1","orderNo":"P1","amountFen":1.5,"reason":"x"}""", "his.body-unreadable")]
    [InlineData("not json", "his.body-unreadable")]
    [InlineData("""{"hisRefundNo":"HR1","orderNo":"P1","amountFen":0,"reason":"x"}""", "refund.amount")]
    [InlineData("""{"hisRefundNo":"HR1","orderNo":"P1","amountFen":-1,"reason":"x"}""", "refund.amount")]
    [InlineData("""{"hisRefundNo":"HR1","orderNo":"P1","amountFen":1}""", "refund.reason")]
    public async Task A_wish_that_is_not_whole_is_refused(string body, string code) =>
        Refused(await platform.Call(HttpMethod.Post, Requests, System.Text.Encoding.UTF8.GetBytes(body)),
            HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task An_order_nobody_knows_is_refused() => Refused(
        await platform.Call(HttpMethod.Post, Requests, new { hisRefundNo = "HR1", orderNo = "P1", amountFen = 1, reason = "x" }),
        HttpStatusCode.NotFound, "refund.order-unknown");

    private async Task<(Issued Prescription, Opened Opened)> Paid(string method)
    {
        var prescription = await platform.Issue();
        var opened = await platform.Open(prescription, method);
        await platform.PayInWallet(opened);
        await platform.UntilConfirmed(opened.PaymentId);
        return (prescription, opened);
    }

    private Task<Answer> Ask(string number, Opened opened, long fen) => platform.Call(HttpMethod.Post, Requests,
        new { hisRefundNo = number, orderNo = opened.OutTradeNo, amountFen = fen, reason = "退药" });

    private async Task Desk(Issued prescription, object wanted)
    {
        var answer = await platform.Control(HttpMethod.Post, $"/desk/bills/{prescription.BillNo}/refund", wanted);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        ((int)answer.Json["platform"]!["status"]!).ShouldBe(201, answer.Text);
    }

    private static void Refused(Answer answer, HttpStatusCode status, string code)
    {
        answer.Status.ShouldBe(status, answer.Text);
        answer.Code.ShouldBe(code);
    }
}
