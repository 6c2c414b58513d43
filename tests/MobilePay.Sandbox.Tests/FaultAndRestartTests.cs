using System.Net;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class FaultAndRestartTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    [Fact]
    public async Task A_confirm_that_timed_out_after_the_work_is_found_by_its_number()
    {
        var bill = await world.Bill();
        await world.Fault("{\"his.settlements\":{\"mode\":\"timeout-after-commit\",\"times\":1}}");
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(1500));

        await Should.ThrowAsync<OperationCanceledException>(() => world.His.Send(
            HttpMethod.Post, "/his/v1/settlements", HisCaller.Confirm(bill, "F" + bill), patience.Token));

        (await world.His.Send(HttpMethod.Get, $"/his/v1/settlements?orderNo=F{bill}")).Result.ShouldBe("ACCEPTED");
        (await world.His.Settle(bill, "F" + bill)).Result.ShouldBe("DUPLICATE");
    }

    [Fact]
    public async Task Error_and_refuse_and_wrong_signature_do_what_they_say_and_count_down()
    {
        var merchant = world.Merchant;
        await world.Fault("{\"wechat.query\":{\"mode\":\"error\",\"times\":1}}");
        (await merchant.Query("FAULT01")).Code.ShouldBe("SYSTEM_ERROR");
        await world.Fault("{\"wechat.query\":{\"mode\":\"refuse\",\"code\":\"FREQUENCY_LIMITED\",\"times\":1}}");
        (await merchant.Query("FAULT01")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await merchant.Query("FAULT01")).Code.ShouldBe("ORDER_NOT_EXIST");

        await world.Fault("{\"wechat.place\":{\"mode\":\"wrong-signature\",\"times\":1}}");
        var placed = await merchant.Place("native", merchant.Order("FAULT01"));
        merchant.IsGenuine(placed.Headers, placed.Body).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{\"wechat.teleport\":{\"mode\":\"drop\"}}")]
    [InlineData("{\"his.bills\":{\"mode\":\"paid-before-answer\"}}")]
    [InlineData("{\"his.bills\":{\"mode\":\"refuse\"}}")]
    [InlineData("[]")]
    public async Task A_fault_that_does_not_exist_is_refused(string fault) =>
        (await world.Fault(fault)).ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Books_and_keys_outlive_a_restart()
    {
        var merchant = world.Merchant;
        var bill = await world.Bill();
        await merchant.Place("native", merchant.Order("RESTART1"));
        await world.Post("/wallet/wechat/RESTART1/pay");
        await world.His.Settle(bill, "RS" + bill);
        var keys = world.Credentials.ToJsonString();

        await world.Restart();

        world.Credentials.ToJsonString().ShouldBe(keys);
        ((string?)(await merchant.Query("RESTART1")).Json["trade_state"]).ShouldBe("SUCCESS");
        (await world.His.Settle(bill, "RS" + bill)).Result.ShouldBe("DUPLICATE");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/desk")]
    [InlineData("/phone")]
    [InlineData("/pharmacy")]
    public async Task Every_page_opens_and_says_that_it_is_simulated(string path)
    {
        (await world.Http.GetStringAsync(world.People + path)).ShouldContain("模拟");
        (await world.Http.GetStringAsync(world.People + path + "?lang=en")).ShouldContain("SIMULATED");
    }

    [Fact]
    public async Task The_sheet_carries_a_code_and_the_words()
    {
        var sheet = await world.Http.GetStringAsync($"{world.People}/desk/sheet/{await world.Bill()}");

        sheet.ShouldContain("<svg");
        sheet.ShouldContain("微信、支付宝、医院 App 扫码缴费");
    }
}
