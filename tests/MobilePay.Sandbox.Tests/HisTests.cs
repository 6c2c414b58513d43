using System.Net;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class HisTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    [Fact]
    public async Task The_same_confirm_twice_books_once()
    {
        var bill = await world.Bill();

        var first = await world.His.Settle(bill, "H1" + bill);
        var second = await world.His.Settle(bill, "H1" + bill);

        first.Result.ShouldBe("ACCEPTED");
        second.Result.ShouldBe("DUPLICATE");
        ((string?)second.Json["hisDocNo"]).ShouldBe((string?)first.Json["hisDocNo"]);
        (await world.His.Settle(bill, "H1" + bill, 1)).Result.ShouldBe("AMOUNT_MISMATCH");
        (await world.His.Settle(bill, "H2" + bill)).Result.ShouldBe("ALREADY_PAID");
    }

    [Fact]
    public async Task A_lock_keeps_another_order_out_until_it_is_released()
    {
        var bill = await world.Bill();
        var held = await world.His.Presettle(bill, "L1" + bill);

        (await world.His.Presettle(bill, "L2" + bill)).Result.ShouldBe("LOCKED_BY_OTHER");
        (await world.His.Presettle(bill, "L1" + bill)).Json["presettlementId"]!.ToString()
            .ShouldBe(held.Json["presettlementId"]!.ToString());
        await world.His.Send(HttpMethod.Delete, "/his/v1/presettlements/" + held.Json["presettlementId"]);
        (await world.His.Presettle(bill, "L2" + bill)).Result.ShouldBe("ACCEPTED");
    }

    [Fact]
    public async Task A_changed_or_voided_bill_says_so()
    {
        var bill = await world.Bill();
        await world.Post($"/desk/bills/{bill}/change", new { lines = new[] { new { itemName = "甲", amountFen = 900 } } });

        (await world.His.Presettle(bill, "C" + bill)).Result.ShouldBe("CHANGED");
        (await world.His.Presettle(bill, "C" + bill, 1, "2")).Result.ShouldBe("AMOUNT_MISMATCH");
        await world.Post($"/desk/bills/{bill}/void", new { });
        (await world.His.Presettle(bill, "C" + bill, 900, "2")).Result.ShouldBe("VOIDED");
    }

    [Fact]
    public async Task A_reversed_confirm_frees_the_bill()
    {
        var bill = await world.Bill();
        await world.His.Settle(bill, "R" + bill);
        var reversal = new System.Text.Json.Nodes.JsonObject { ["reversalNo"] = "RV1", ["reason"] = "unknown" };

        (await world.His.Send(HttpMethod.Post, $"/his/v1/settlements/R{bill}/reversal", reversal)).Result.ShouldBe("ACCEPTED");
        (await world.His.Send(HttpMethod.Get, $"/his/v1/settlements?orderNo=R{bill}")).Result.ShouldBe("REVERSED");
        ((string?)(await world.His.Read(bill)).Json["status"]).ShouldBe("UNPAID");
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("clock")]
    [InlineData("nonce")]
    [InlineData("header")]
    public async Task A_call_that_is_not_the_platforms_own_is_refused(string spoilt)
    {
        var his = world.His;
        if (spoilt == "clock")
            his.ClockError = TimeSpan.FromMinutes(6);
        if (spoilt == "nonce")
            his.Nonce = "once-" + Guid.NewGuid().ToString("N");
        if (spoilt == "nonce")
            await his.Read("X");
        if (spoilt is "signature" or "header")
            his.Spoil = request => request.Headers.Remove(spoilt == "header" ? "X-Nonce" : "X-Signature");
        if (spoilt == "signature")
            his.Spoil += request => request.Headers.Add("X-Signature", "AAAA");

        (await his.Read("X")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_unknown_member_is_malformed()
    {
        var confirm = HisCaller.Confirm("B", "P");
        confirm["surprise"] = 1;

        var answer = await world.His.Send(HttpMethod.Post, "/his/v1/settlements", confirm);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Result.ShouldBe("MALFORMED");
    }
}
