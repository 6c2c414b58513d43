using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class RestartTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    [Fact]
    public async Task Books_keys_and_the_day_outlive_a_restart()
    {
        var merchant = world.Merchant;
        var bill = await world.Bill();
        await merchant.Place("native", merchant.Order("RESTART1"));
        await world.Post("/wallet/wechat/RESTART1/pay");
        await world.His.Settle(bill, "RS" + bill);
        await world.Post("/clock", new { offsetDays = 2 });
        var keys = world.Credentials.ToJsonString();

        await world.Restart();

        world.Credentials.ToJsonString().ShouldBe(keys);
        ((string?)(await merchant.Query("RESTART1")).Json["trade_state"]).ShouldBe("SUCCESS");
        (await world.His.Settle(bill, "RS" + bill)).Result.ShouldBe("DUPLICATE");
        ((string?)(await world.Json("/clock"))["businessDate"]).ShouldBe("2026-11-25");
    }
}
