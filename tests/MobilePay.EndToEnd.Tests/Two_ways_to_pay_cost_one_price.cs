using System.Collections.Concurrent;
using System.Net;
using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class Two_ways_to_pay_cost_one_price(Platform platform)
{
    private const int Rounds = 1_000;

    [Fact]
    public async Task Another_channel_closes_the_first_order()
    {
        var prescription = await platform.Issue();
        var first = await platform.Open(prescription, "wechat.jsapi");

        var second = await platform.Open(prescription, "alipay.wap");

        ((string)(await platform.Payment(first.PaymentId)).Json["status"]!).ShouldBe("closed");
        ((string)(await platform.OrderIn(first))!["state"]!).ShouldBe("CLOSED");
        await platform.PayInWallet(second);
        await platform.UntilConfirmed(second.PaymentId);
    }

    [Fact]
    public async Task Another_channel_finds_the_first_one_paid()
    {
        var prescription = await platform.Issue();
        var first = await platform.Open(prescription, "wechat.jsapi");
        await using (await platform.Fault("wechat.notify", new { mode = "drop" }))
        {
            await platform.PayInWallet(first);

            var second = await platform.TryOpen(Platform.Body(prescription, "alipay.wap"), Guid.NewGuid().ToString());

            second.Status.ShouldBe(HttpStatusCode.Conflict);
            ((Guid)second.Json["paymentId"]!).ShouldBe(first.PaymentId);
        }

        await platform.UntilConfirmed(first.PaymentId);
    }

    [Fact]
    public async Task A_thousand_patients_press_both_at_once()
    {
        var prices = new ConcurrentDictionary<string, long>();
        var attempts = new ConcurrentBag<(string BillNo, Opened Opened)>();
        await Parallel.ForAsync(0, Rounds, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (round, _) =>
        {
            var prescription = await platform.Issue(new { template = "one-line" });
            prices[prescription.BillNo] = prescription.PayableFen;
            foreach (var opened in await PressBoth(prescription, round))
                attempts.Add((prescription.BillNo, opened));
        });

        foreach (var (_, opened) in attempts)
            await platform.Until(opened.PaymentId, IsOver, "over");

        var (wechat, alipay) = (await platform.Book("wechat"), await platform.Book("alipay"));
        var orders = wechat["orders"]!.AsArray().Concat(alipay["orders"]!.AsArray())
            .ToDictionary(o => (string)o!["outTradeNo"]!, o => (long)o!["paidFen"]! - (long)o["refundedFen"]!);
        var net = attempts.ToLookup(a => a.BillNo, a => orders.GetValueOrDefault(a.Opened.OutTradeNo));
        foreach (var (billNo, price) in prices)
            net[billNo].Sum().ShouldBe(price, billNo);
        prices.Count.ShouldBe(Rounds);
    }

    // Half of them have Alipay's page open when they turn to WeChat, and pay there all the same; the others are paying in WeChat
    // in the moment in which they open Alipay.
    private async Task<List<Opened>> PressBoth(Issued prescription, int round)
    {
        if (round % 2 == 0)
        {
            var alipay = await platform.Open(prescription, "alipay.wap");
            var wechat = await TurnTo(prescription, "wechat.jsapi");
            await Task.WhenAll(platform.Thumb(alipay), platform.Thumb(wechat));
            return [alipay, wechat];
        }

        var first = await platform.Open(prescription, "wechat.jsapi");
        var paying = platform.Thumb(first);
        var second = await platform.TryOpen(Platform.Body(prescription, "alipay.wap"), Guid.NewGuid().ToString());
        var isPaid = (await paying).Status == HttpStatusCode.OK;
        if (isPaid && second.Status != HttpStatusCode.Created)
            return [first];

        var opened = second.Status == HttpStatusCode.Created
            ? Opened.From(second) with { Method = "alipay.wap" }
            : await TurnTo(prescription, "alipay.wap");
        await platform.Thumb(opened);
        return [first, opened];
    }

    // While the close of the first order is in doubt she is told that it is open, and presses again.
    private async Task<Opened> TurnTo(Issued prescription, string method)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var answer = await platform.TryOpen(Platform.Body(prescription, method), Guid.NewGuid().ToString());
            if (answer.Status == HttpStatusCode.Created)
                return Opened.From(answer) with { Method = method };
            var isInDoubt = answer.Status == HttpStatusCode.ServiceUnavailable
                || answer.Code is "payment.already-open" or "prescription.locked";
            isInDoubt.ShouldBeTrue(answer.Text);
            limit.IsCancellationRequested.ShouldBeFalse(answer.Text);
            await Task.Delay(500, CancellationToken.None);
        }
    }

    private static bool IsOver(System.Text.Json.Nodes.JsonNode payment) => (string)payment["status"]! switch
    {
        "closed" or "refunded" => true,
        "paid" => (string)payment["hospital"]!["status"]! == "confirmed",
        _ => false,
    };
}
