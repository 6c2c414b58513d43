using System.Globalization;
using MobilePay.HisSync.Clients.Canonical;

namespace MobilePay.HisSync.Tests.Clients;

public sealed class HisSignatureTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 32, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    [InlineData(3000, false)]
    public void A_call_may_be_five_minutes_off_either_way_and_no_more(int secondsOff, bool isTimely) =>
        HisSignature.IsTimely(Seconds(Now.AddSeconds(secondsOff)), Now).ShouldBe(isTimely);

    [Theory]
    [InlineData("")]
    [InlineData(" 1763861520")]
    [InlineData("-1763861520")]
    [InlineData("1763861520000")]
    [InlineData("99999999999999999999")]
    [InlineData("2026-11-23T09:32:00+08:00")]
    public void What_is_no_count_of_seconds_is_never_timely(string timestamp) =>
        HisSignature.IsTimely(timestamp, Now).ShouldBeFalse();

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
