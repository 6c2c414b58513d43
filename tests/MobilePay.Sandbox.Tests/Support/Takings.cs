using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace MobilePay.Sandbox.Tests.Support;

/// <summary>Money that really moved at a channel, so that a day has something to list.</summary>
internal sealed class Takings(OutsideWorld world)
{
    public static string Number() => "P" + Guid.NewGuid().ToString("N")[..20];

    public async Task<string> WeChat(long fen = 5340, string subject = "处方缴费")
    {
        var number = Number();
        var order = world.Merchant.Order(number, fen);
        order["description"] = subject;
        await world.Merchant.Place("native", order);
        (await world.Post($"/wallet/wechat/{number}/pay")).Status.ShouldBe(HttpStatusCode.OK);
        return number;
    }

    public async Task<string> WeChatRefund(string number, long fen, long total = 5340)
    {
        var refundNo = "R" + Guid.NewGuid().ToString("N")[..20];
        (await world.Merchant.Send(HttpMethod.Post, "/v3/refund/domestic/refunds", new JsonObject
        {
            ["out_trade_no"] = number,
            ["out_refund_no"] = refundNo,
            ["amount"] = new JsonObject { ["refund"] = fen, ["total"] = total, ["currency"] = "CNY" },
        })).Status.ShouldBe(HttpStatusCode.OK);
        await OutsideWorld.Until(async () => (string?)(await world.Merchant.Send(
            HttpMethod.Get, "/v3/refund/domestic/refunds/" + refundNo)).Json["status"] == "SUCCESS");
        return refundNo;
    }

    public async Task<string> Alipay(long fen = 5340, string subject = "处方缴费")
    {
        var number = Number();
        var order = AlipayMerchant.Jsapi(number, Yuan(fen));
        order["subject"] = subject;
        (await world.AlipayMerchant.Call("alipay.trade.create", order)).Code.ShouldBe("10000");
        (await world.Post($"/wallet/alipay/{number}/pay")).Status.ShouldBe(HttpStatusCode.OK);
        return number;
    }

    public async Task<string> AlipayRefund(string number, long fen)
    {
        var request = "R" + Guid.NewGuid().ToString("N")[..20];
        (await world.AlipayMerchant.GiveBack(number, Yuan(fen), request)).Text("fund_change").ShouldBe("Y");
        return request;
    }

    public async Task<(BankNumber Number, string QueryId)> Bank(long fen = 5340)
    {
        var merchant = world.BankMerchant;
        var token = await merchant.SignUp();
        var number = merchant.Number();
        await merchant.AskForCode(number, token, fen);
        var paid = await merchant.Pay(number, token, fen: fen);
        paid.Code.ShouldBe("00", paid.Raw);
        await Ended(number);
        return (number, paid["queryId"]!);
    }

    public async Task<BankNumber> BankRefund(string queryId, long fen)
    {
        var refund = world.BankMerchant.Number("R");
        (await world.BankMerchant.GiveBack(refund, queryId, fen)).Code.ShouldBe("00");
        await Ended(refund);
        return refund;
    }

    /// <summary>A bill written and settled at the hospital.</summary>
    public async Task<string> Settled(string? orderNo = null)
    {
        var bill = await world.Bill();
        orderNo ??= Number();
        (await world.His.Settle(bill, orderNo)).Result.ShouldBe("ACCEPTED");
        return orderNo;
    }

    /// <summary>What the account statement of a day says, without its heading.</summary>
    public async Task<string[][]> Account(DateOnly date)
    {
        var text = await world.Http.GetStringAsync($"{world.People}/bank-account/statement?date={date:yyyy-MM-dd}");
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
    }

    public static string Yuan(long fen) => string.Create(CultureInfo.InvariantCulture, $"{fen / 100}.{fen % 100:00}");

    /// <summary>Cells hold yuan with two decimals, or five.</summary>
    public static long Fen(string yuan) => (long)(decimal.Parse(yuan, CultureInfo.InvariantCulture) * 100);

    private Task Ended(BankNumber number) => OutsideWorld.Until(async () =>
        (await world.BankMerchant.Query(number))["origRespCode"] is not "05");
}
