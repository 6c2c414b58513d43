using MobilePay.Payments.Domain;

namespace MobilePay.Payments.Tests.Domain;

public sealed class IdempotentRequestTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 32, 0, TimeSpan.Zero);
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    private readonly IdempotentRequest request = IdempotentRequest.Start("public", "k", "hash", Guid.NewGuid(), Now, Within);

    [Fact]
    public void Other_content_under_the_same_key_is_refused_also_after_the_answer()
    {
        request.Check("other", Now)!.Code.ShouldBe("idempotency.key-reused");
        request.Answer(201, "{}");
        request.Check("other", Now)!.Code.ShouldBe("idempotency.key-reused");
    }

    [Fact]
    public void While_one_works_a_repeat_is_told_to_come_again()
    {
        var running = request.Check("hash", Now + Within - TimeSpan.FromMilliseconds(1));

        running!.Code.ShouldBe("idempotency.key-running");
        running.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public void After_a_crash_or_a_doubt_a_repeat_may_take_over()
    {
        request.Check("hash", Now + Within).ShouldBeNull();

        request.TakeOver(Now, Within);
        request.Pause(Now);
        request.Check("hash", Now).ShouldBeNull();
    }
}
