using System.Net;
using System.Net.Http.Json;
using MobilePay.BankSettlement.Tests.Support;
using MobilePay.Contracts;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class AskOrderTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Number = "MP20251009000001";
    private SandboxedBank bank = null!;

    public async Task InitializeAsync() => bank = await SandboxedBank.Start(postgres);

    public async Task DisposeAsync() => await bank.DisposeAsync();

    [Fact]
    public async Task A_payment_nobody_told_of_is_found_and_recorded()
    {
        await Place();
        (await Ask()).ShouldBe("open");
        (await bank.World.PostAsync($"/wallet/wechat/{Number}/pay", null)).EnsureSuccessStatusCode();

        (await Ask()).ShouldBe("paid");
        (await Ask()).ShouldBe("paid");

        (await BankApp.Read(await bank.Http.GetAsync($"/orders/{Number}"))).Text("state").ShouldBe("Paid");
        (await bank.Announced()).Count(type => type.Contains(nameof(ChannelPaid), StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_order_is_closed()
    {
        await Place();
        await bank.Http.PostAsync($"/orders/{Number}/close", null);

        (await Ask()).ShouldBe("closed");
    }

    [Fact]
    public async Task A_channel_that_does_not_answer_leaves_it_unknown_and_unchanged()
    {
        await Place();
        (await bank.World.PostAsync($"/wallet/wechat/{Number}/pay", null)).EnsureSuccessStatusCode();
        await bank.World.PutAsJsonAsync("/faults", new Dictionary<string, object>
        {
            ["wechat.query"] = new { mode = "wrong-signature", times = 9 },
        });

        (await Ask()).ShouldBe("unknown");

        (await BankApp.Read(await bank.Http.GetAsync($"/orders/{Number}"))).Text("state").ShouldBe("Open");
    }

    [Fact]
    public async Task An_order_nobody_placed_is_not_asked_about()
    {
        var answer = await bank.Http.PostAsync("/orders/MP1/ask", null);

        (answer.StatusCode, (await BankApp.Read(answer)).Text("code")).ShouldBe(
            (HttpStatusCode.NotFound, "channel.order-unknown"));
    }

    private async Task Place() => (await bank.Http.PostAsJsonAsync("/orders", new
    {
        paymentId = new Guid("01890000-0000-7000-8000-000000000001"),
        hospitalId = TestMerchant.Hospital,
        outTradeNo = Number,
        method = "wechat.native",
        amountFen = 5340,
        description = "示例人民医院 处方药费",
        expiresAt = new DateTimeOffset(2126, 1, 1, 0, 0, 0, TimeSpan.Zero),
        payer = new { address = "203.0.113.7" },
    })).EnsureSuccessStatusCode();

    private async Task<string> Ask() =>
        (await BankApp.Read(await bank.Http.PostAsync($"/orders/{Number}/ask", null))).Text("state");
}
