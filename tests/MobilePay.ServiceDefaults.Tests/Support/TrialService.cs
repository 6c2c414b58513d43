using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MobilePay.Contracts;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.ServiceDefaults.Tests.Support;

/// <summary>What a service of ours is made of, as small as possible: a table, a consumer, the bus.</summary>
public sealed class TrialDbContext(DbContextOptions<TrialDbContext> options) : DbContext(options)
{
    public DbSet<Effect> Effects => Set<Effect>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Effect>().ToTable("effects").HasKey(e => e.Id);
        model.AddOutboxAndInbox();
    }
}

public sealed class Effect
{
    public Guid Id { get; init; }

    public required string Text { get; init; }
}

/// <summary>Has an effect that is not idempotent by itself, so that a missing inbox shows.</summary>
public sealed class OnChannelClosed(TrialDbContext db) : IConsumer<ChannelClosed>
{
    public const string Poison = "poison";

    public async Task Consume(ConsumeContext<ChannelClosed> context)
    {
        if (context.Message.OutTradeNo == Poison)
            throw new InvalidOperationException("This message can't be consumed.");
        db.Effects.Add(new() { Id = Guid.NewGuid(), Text = context.Message.OutTradeNo });
        await db.SaveChangesAsync(context.CancellationToken);
    }
}

public sealed class TrialService(WebApplication app) : IAsyncDisposable
{
    public IServiceProvider Services => app.Services;

    public IBus Bus => app.Services.GetRequiredService<IBus>();

    public static async Task<TrialService> Start(string database, string broker, string name = "trial")
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"ConnectionStrings:{name}db"] = database,
            ["ConnectionStrings:rabbitmq"] = broker,
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.AddServiceDefaults(name);
        builder.AddDatabase<TrialDbContext>(name);
        builder.AddMessaging<TrialDbContext>(name);
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TrialDbContext>().Database.EnsureCreatedAsync();
        app.UseServiceDefaults();
        await app.StartAsync();

        // A test that publishes past the outbox must not be faster than the queue's binding.
        await app.Services.GetRequiredService<IBusControl>()
            .WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromMinutes(1));
        return new(app);
    }

    public async Task<T> WithDb<T>(Func<TrialDbContext, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TrialDbContext>());
    }

    /// <summary>Saves <paramref name="count"/> effects, each with its event in the same transaction.</summary>
    public Task Publish(int count) => WithDb(async db =>
    {
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < count; i++)
            db.Publish(new ChannelClosed(Guid.NewGuid(), "SYN000000", $"P{i}", now), now);
        return await db.SaveChangesAsync();
    });

    public Task<int> Effects() => WithDb(db => db.Effects.CountAsync());

    public Task<int> Unsent() => WithDb(db => db.Set<OutboxMessage>().CountAsync());

    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

internal static class Eventually
{
    /// <summary>Waits until it holds; the limit only ends a broken run.</summary>
    public static async Task Holds(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            limit.IsCancellationRequested.ShouldBeFalse("Never came true: " + what);
            await Task.Delay(50);
        }
    }
}
