using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class PageTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
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
