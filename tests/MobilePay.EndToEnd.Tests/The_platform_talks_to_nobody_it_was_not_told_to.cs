using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class The_platform_talks_to_nobody_it_was_not_told_to(Platform platform)
{
    [Fact]
    public async Task While_it_runs_and_a_bus_stops()
    {
        var opened = await platform.Open(await platform.Issue());
        await platform.PayInWallet(opened.OutTradeNo);
        await platform.UntilConfirmed(opened.PaymentId);

        // MassTransit would call its maker when a bus stops.
        await platform.Restart("reconciliation");

        platform.Strangers.Looks.ShouldBeGreaterThan(0);
        platform.Strangers.OwnConnections.ShouldBeGreaterThan(20);
        platform.Strangers.Seen.ShouldBeEmpty();
    }
}
