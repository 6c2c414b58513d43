using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;
using MobilePay.ServiceDefaults.Work;

namespace MobilePay.BankSettlement.Features;

/// <summary>
/// Asks channels about orders nobody has told us the end of: a lost notice is normal (rule N7); and about closed ones that a
/// page left open might have paid.
/// </summary>
public sealed class QueryOpenOrders(
    IServiceScopeFactory scopes, IOptions<QueryOptions> options, TimeProvider clock, ILogger<QueryOpenOrders> log)
    : DueWork<ChannelOrder>(scopes, clock, log)
{
    protected override TimeSpan Every => options.Value.PollEvery;

    protected override int Batch => options.Value.OrdersAtOnce;

    protected override int AtOnce => options.Value.CallsAtOnce;

    protected override async Task<List<ChannelOrder>> Claim(IServiceProvider services, CancellationToken stop)
    {
        var db = services.GetRequiredService<BankSettlementDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var now = Clock.GetUtcNow();
        var due = await db.Orders.FromSql(
            $"""
            select o.*, o.xmin from channel_orders o where o.next_query_at <= {now}
            order by o.next_query_at limit {Batch} for update skip locked
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

    protected override Task Take(ChannelOrder order, IServiceProvider services, CancellationToken stop) =>
        services.GetRequiredService<AskChannel>().About(order, isGivenUp: false, stop);

    protected override string NameOf(ChannelOrder order) => $"Order {order.Id}";

    private void GiveUp(ChannelOrder order)
    {
        ChannelMetrics.Alarm(order.Channel, "order-undecided");
        Log.LogError("Order {OrderId} is asked about for the last time and is still undecided: a person has to look", order.Id);
    }
}
