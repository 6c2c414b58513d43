using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;
using Npgsql;

namespace MobilePay.BankSettlement.Features;

/// <summary>
/// Asks channels about orders nobody has told us the end of: a lost notice is normal (rule N7); and about closed ones that a
/// page left open might have paid. The next time is moved forward under a row lock before the call, so that of all replicas
/// one asks, and a crash in between only delays.
/// </summary>
public sealed class QueryOpenOrders(
    IServiceScopeFactory scopes, IOptions<QueryOptions> options, TimeProvider clock, ILogger<QueryOpenOrders> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.Value.PollEvery, clock);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                while (await QueryDue(stop) == options.Value.OrdersAtOnce)
                {
                }
            }
            // A database that is away, or one order's odd trouble, must not end the asking for all the others.
            catch (Exception broken) when (broken is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                log.LogError(broken, "Open orders could not be queried; trying again");
            }
        }
    }

    /// <summary>Queries the orders that are due, and answers how many those were.</summary>
    public async Task<int> QueryDue(CancellationToken stop)
    {
        var due = await Claim(stop);
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = options.Value.CallsAtOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(due, bounds, async (order, token) => await Query(order, token));
        return due.Count;
    }

    private async Task<List<ChannelOrder>> Claim(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BankSettlementDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var now = clock.GetUtcNow();
        var due = await db.Orders.FromSql(
            $"""
            select o.*, o.xmin from channel_orders o where o.next_query_at <= {now}
            order by o.next_query_at limit {options.Value.OrdersAtOnce} for update skip locked
            """).ToListAsync(stop);
        if (due.Count == 0)
            return due;

        foreach (var order in due)
        {
            order.AboutToQuery(now, Random.Shared.NextDouble());
            if (order is { State: OrderState.Open or OrderState.Closed, NextQueryAt: null })
                GiveUp(order);
        }

        // Losing this in a crash only asks once more, so it need not wait for the disk.
        await db.Database.ExecuteSqlAsync($"set local synchronous_commit to off", stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return due;
    }

    private async Task Query(ChannelOrder order, CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AskChannel>().About(order, isGivenUp: false, stop);
        }
        catch (Exception broken) when (broken is DbUpdateException or NpgsqlException or InvalidOperationException)
        {
            log.LogError(broken, "The answer about order {OrderId} could not be recorded; asking again later", order.Id);
        }
    }

    private void GiveUp(ChannelOrder order)
    {
        ChannelMetrics.Alarm(order.Channel, "order-undecided");
        log.LogError("Order {OrderId} is asked about for the last time and is still undecided: a person has to look", order.Id);
    }
}
