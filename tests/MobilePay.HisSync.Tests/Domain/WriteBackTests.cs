using MobilePay.Contracts;
using MobilePay.HisSync.Domain;
using static MobilePay.HisSync.Domain.WriteBackStatus;

namespace MobilePay.HisSync.Tests.Domain;

public sealed class WriteBackTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 33, 2, TimeSpan.Zero);

    private static readonly Dictionary<(WriteBackStatus, HisOutcome), WriteBackStatus> Allowed = new()
    {
        [(Waiting, HisOutcome.Accepted)] = Confirmed,
        [(Waiting, HisOutcome.Refused)] = Refused,
        [(Waiting, HisOutcome.Unknown)] = Unknown,
        [(Unknown, HisOutcome.Accepted)] = Confirmed,
        [(Unknown, HisOutcome.Refused)] = Refused,
        [(Unknown, HisOutcome.Unknown)] = Unknown,
    };

    public static TheoryData<WriteBackStatus, HisOutcome> EveryPair()
    {
        var pairs = new TheoryData<WriteBackStatus, HisOutcome>();
        foreach (var status in Enum.GetValues<WriteBackStatus>())
            foreach (var outcome in Enum.GetValues<HisOutcome>())
                pairs.Add(status, outcome);
        return pairs;
    }

    [Theory, MemberData(nameof(EveryPair))]
    public void Only_listed_moves_are_allowed(WriteBackStatus status, HisOutcome outcome) =>
        WriteBackLifecycle.Next(status, outcome).ShouldBe(Allowed.TryGetValue((status, outcome), out var next) ? next : null);

    [Fact]
    public void Silence_is_announced_once_and_asked_about_again_and_again()
    {
        var writeBack = Waits();

        writeBack.Apply(HisConfirmation.Unknown, Now).ShouldBeOfType<HisUnanswered>();
        writeBack.NextCheckAt.ShouldBe(Now.AddSeconds(3));
        writeBack.Apply(HisConfirmation.Unknown, Now).ShouldBeNull();
        writeBack.NextCheckAt.ShouldBe(Now.AddSeconds(5));
        for (var i = 0; i < 20; i++)
            writeBack.Apply(HisConfirmation.Unknown, Now);
        writeBack.NextCheckAt.ShouldBe(Now.AddMinutes(30));
        writeBack.Status.ShouldBe(Unknown);
    }

    [Fact]
    public void A_yes_ends_the_asking_and_carries_where_to_collect()
    {
        var writeBack = Waits();
        writeBack.Apply(HisConfirmation.Unknown, Now);

        var confirmed = writeBack.Apply(new(HisOutcome.Accepted, null, "H-1", "I-1", new(2026, 11, 23), "门诊西药房", "3"), Now)
            .ShouldBeOfType<HisConfirmed>();

        confirmed.Window.ShouldBe("3");
        writeBack.NextCheckAt.ShouldBeNull();
        writeBack.Apply(new(HisOutcome.Refused, "voided"), Now).ShouldBeNull();
        writeBack.Status.ShouldBe(Confirmed);
    }

    [Fact]
    public void A_no_names_its_reason()
    {
        var writeBack = Waits();

        writeBack.Apply(new(HisOutcome.Refused, "voided"), Now).ShouldBeOfType<HisRefused>().Reason.ShouldBe("voided");
        writeBack.IsSettled.ShouldBeTrue();
    }

    private static WriteBack Waits()
    {
        var bill = new PaidBill("P1", "B1", "1", "RX1", "V1", "PS1", 5340);
        var paid = new PaymentPaid(Guid.NewGuid(), "SYN000000", "P1", "wechat", "4200001", 5340, Now, [bill]);
        return WriteBack.For(paid, bill, Now, null);
    }
}
