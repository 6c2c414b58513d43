using System.Net;
using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class A_patient_pays_and_the_hospital_knows(Platform platform)
{
    [Theory]
    [InlineData("wechat.jsapi", "wechat-jsapi", "JSAPI")]
    [InlineData("wechat.h5", "redirect", "MWEB")]
    [InlineData("wechat.native", "qr", "NATIVE")]
    [InlineData("wechat.app", "wechat-app", "APP")]
    public async Task By_each_product_of_WeChat(string method, string action, string tradeType)
    {
        var prescription = await platform.Issue();

        var opened = await platform.Open(prescription, method);
        ((string)opened.Action["type"]!).ShouldBe(action);
        await platform.PayInWallet(opened.OutTradeNo);
        var payment = await platform.UntilConfirmed(opened.PaymentId);

        ((long)payment["amountFen"]!).ShouldBe(prescription.PayableFen);
        ((string)payment["hospital"]!["documentNo"]!).ShouldNotBeNullOrEmpty();
        ((string)payment["hospital"]!["pickup"]!["window"]!).ShouldNotBeNullOrEmpty();
        var order = await platform.WeChatOrder(opened.OutTradeNo);
        ((string)order!["tradeType"]!).ShouldBe(tradeType);
        ((long)order["paidFen"]!).ShouldBe(prescription.PayableFen);
        var settlement = (await platform.Settlements(opened.OutTradeNo)).ShouldHaveSingleItem();
        ((long)settlement["paidFen"]!).ShouldBe(prescription.PayableFen);
        ((string)settlement["channelTradeNo"]!).ShouldBe((string)order["transactionId"]!);
    }

    [Fact]
    public async Task From_a_browser_on_the_platforms_own_machine_which_WeChat_would_refuse_as_a_loopback()
    {
        var body = new { tokens = new[] { (await platform.Issue()).Token }, method = "wechat.h5", entrance = "app" };

        var opened = await platform.OpenInTheEnd(body, Guid.NewGuid().ToString());

        ((string)opened.Action["url"]!).ShouldContain("prepay_id=");
    }

    [Fact]
    public async Task Several_prescriptions_of_one_patient_in_one_payment()
    {
        var one = await platform.Issue(new { patient = new { patientId = "SYN-FAMILY" } });
        var other = await platform.Issue(new { patient = new { patientId = "SYN-FAMILY" }, template = "one-line" });

        var opened = Opened.From(await platform.TryOpen(Platform.Body([one.Token, other.Token]), Guid.NewGuid().ToString()));
        await platform.PayInWallet(opened.OutTradeNo);
        var payment = await platform.UntilConfirmed(opened.PaymentId);

        ((long)payment["amountFen"]!).ShouldBe(one.PayableFen + other.PayableFen);
        payment["prescriptions"]!.AsArray().Count.ShouldBe(2);
        foreach (var (prescription, number) in new[] { (one, 1), (other, 2) })
        {
            var settlement = (await platform.Settlements($"{opened.OutTradeNo}-{number}")).ShouldHaveSingleItem();
            ((long)settlement["paidFen"]!).ShouldBe(prescription.PayableFen);
            ((string)settlement["billNo"]!).ShouldBe(prescription.BillNo);
        }
    }

    [Fact]
    public async Task Prescriptions_of_two_patients_are_not_paid_together()
    {
        var one = await platform.Issue(new { patient = new { patientId = "SYN-A" } });
        var other = await platform.Issue(new { patient = new { patientId = "SYN-B" } });

        var refused = await platform.TryOpen(Platform.Body([one.Token, other.Token]), Guid.NewGuid().ToString());

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Code.ShouldBe("prescription.several-patients");
    }

    [Fact]
    public async Task A_released_prescription_says_where_to_collect_to_whoever_proves_herself()
    {
        var prescription = await platform.Issue();
        var opened = await platform.Open(prescription);
        await platform.PayInWallet(opened.OutTradeNo);
        await platform.UntilConfirmed(opened.PaymentId);

        // The release is another service's news of the same confirmation.
        Answer released;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        do
            released = await platform.Scan(prescription.Token, prescription.IdLast4);
        while ((string)released.Json["status"]! != "paid" && !limit.IsCancellationRequested);

        ((string)released.Json["paid"]!["window"]!).ShouldNotBeNullOrEmpty();
        ((Guid)released.Json["paid"]!["paymentId"]!).ShouldBe(opened.PaymentId);
        (await platform.Scan(prescription.Token)).Json["paid"].ShouldBeNull();
    }
}
