using System.Collections.Concurrent;

namespace MobilePay.Sandbox.Tests.Support;

/// <summary>A clock that stands still until it is moved. A wait is written down and over at once, or held.</summary>
internal sealed class TestClock : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> waits = new();
    private long ticks = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8)).UtcTicks;

    /// <summary>True: who waits, waits until the test is over.</summary>
    public bool HoldsWaits { get; set; }

    /// <summary>Only who waits this long waits until the test is over.</summary>
    public TimeSpan? HoldsOnly { get; set; }

    public IReadOnlyList<TimeSpan> Waits => [.. waits];

    public void ForgetWaits() => waits.Clear();

    public void Move(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public void MoveTo(DateTimeOffset at) => Interlocked.Exchange(ref ticks, at.UtcTicks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
            return base.CreateTimer(callback, state, dueTime, period);

        waits.Enqueue(dueTime);
        var isHeld = HoldsWaits || dueTime == HoldsOnly;
        return base.CreateTimer(callback, state, isHeld ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, period);
    }
}
