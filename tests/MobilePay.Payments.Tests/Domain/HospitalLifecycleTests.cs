using MobilePay.Payments.Domain;
using static MobilePay.Payments.Domain.HospitalEvent;
using static MobilePay.Payments.Domain.HospitalStatus;

namespace MobilePay.Payments.Tests.Domain;

public sealed class HospitalLifecycleTests
{
    private static readonly Dictionary<(HospitalStatus, HospitalEvent), HospitalStatus> Allowed = new()
    {
        [(Waiting, Accepted)] = Confirmed,
        [(Waiting, Declined)] = Refused,
        [(Waiting, Unanswered)] = Unknown,
        [(Unknown, Accepted)] = Confirmed,
        [(Unknown, Declined)] = Refused,
    };

    public static TheoryData<HospitalStatus, HospitalEvent> EveryPair()
    {
        var pairs = new TheoryData<HospitalStatus, HospitalEvent>();
        foreach (var status in Enum.GetValues<HospitalStatus>())
            foreach (var happened in Enum.GetValues<HospitalEvent>())
                pairs.Add(status, happened);
        return pairs;
    }

    [Theory, MemberData(nameof(EveryPair))]
    public void Only_listed_moves_are_allowed(HospitalStatus status, HospitalEvent happened) =>
        HospitalLifecycle.Next(status, happened).ShouldBe(Allowed.TryGetValue((status, happened), out var next) ? next : null);

    [Theory]
    [InlineData(Confirmed, Confirmed, Confirmed)]
    [InlineData(Confirmed, Waiting, Waiting)]
    [InlineData(Waiting, Unknown, Unknown)]
    [InlineData(Unknown, Refused, Refused)]
    [InlineData(Confirmed, Refused, Refused)]
    public void Of_several_bills_the_one_that_needs_somebody_speaks(
        HospitalStatus one, HospitalStatus other, HospitalStatus together)
    {
        HospitalLifecycle.Together([one, other]).ShouldBe(together);
        HospitalLifecycle.Together([other, one]).ShouldBe(together);
    }

    [Fact]
    public void No_bill_at_all_is_not_confirmed() => HospitalLifecycle.Together([]).ShouldBe(Waiting);
}
