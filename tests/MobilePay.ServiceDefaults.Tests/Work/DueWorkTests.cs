using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MobilePay.ServiceDefaults.Tests.Support;
using MobilePay.ServiceDefaults.Work;

namespace MobilePay.ServiceDefaults.Tests.Work;

public sealed class DueWorkTests : IAsyncDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task One_that_fails_does_not_hold_up_the_others()
    {
        var work = Work();
        work.Due.Enqueue([1, Errands.Poison, 2, 3]);

        (await work.TakeDue(CancellationToken.None)).ShouldBe(4);

        work.Taken.Order().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task It_goes_on_after_a_time_when_nothing_could_be_claimed()
    {
        var work = Work();
        work.ClaimFails = 2;
        work.Due.Enqueue([7]);
        await work.StartAsync(CancellationToken.None);

        await Eventually.Holds(() => Task.FromResult(TickAndSee(() => work.Taken.Contains(7))), "the item is taken");

        work.ClaimFails.ShouldBe(0);
        await work.StopAsync(CancellationToken.None);
        work.ExecuteTask!.IsFaulted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_full_batch_is_followed_by_the_next_at_once()
    {
        var work = Work();
        work.Due.Enqueue([1, 2, 3, 4]);
        work.Due.Enqueue([5]);
        await work.StartAsync(CancellationToken.None);
        await Eventually.Holds(() => Task.FromResult(work.HasBegun), "the timer runs");
        await Task.Delay(200);

        clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.Holds(() => Task.FromResult(work.Taken.Count == 5), "both batches are taken");

        await work.StopAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private bool TickAndSee(Func<bool> isSo)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return isSo();
    }

    private Errands Work() => new(services.GetRequiredService<IServiceScopeFactory>(), clock);

    private sealed class Errands(IServiceScopeFactory scopes, TimeProvider clock)
        : DueWork<int>(scopes, clock, NullLogger.Instance)
    {
        public const int Poison = -1;

        public Queue<List<int>> Due { get; } = new();

        public ConcurrentBag<int> Taken { get; } = [];

        public int ClaimFails { get; set; }

        public bool HasBegun { get; private set; }

        protected override TimeSpan Every
        {
            get
            {
                HasBegun = true;
                return TimeSpan.FromSeconds(1);
            }
        }

        protected override int Batch => 4;

        protected override int AtOnce => 2;

        protected override Task<List<int>> Claim(IServiceProvider services, CancellationToken stop)
        {
            if (ClaimFails > 0)
            {
                ClaimFails--;
                throw new TimeoutException("The database is away.");
            }

            return Task.FromResult(Due.TryDequeue(out var due) ? due : []);
        }

        protected override Task Take(int item, IServiceProvider services, CancellationToken stop)
        {
            if (item == Poison)
                throw new TaskCanceledException("The channel was silent.");
            Taken.Add(item);
            return Task.CompletedTask;
        }

        protected override string NameOf(int item) => $"Errand {item}";
    }
}
