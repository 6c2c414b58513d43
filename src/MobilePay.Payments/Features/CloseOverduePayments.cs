using Microsoft.EntityFrameworkCore;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using MobilePay.ServiceDefaults.Work;

namespace MobilePay.Payments.Features;

/// <summary>Closes what was not paid in time, at the channel first.</summary>
public sealed class CloseOverduePayments(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CloseOverduePayments> log)
    : DueWork<Guid>(scopes, clock, log)
{
    private static readonly TimeSpan ClaimFor = TimeSpan.FromSeconds(30);

    protected override TimeSpan Every => TimeSpan.FromSeconds(1);

    protected override int Batch => 20;

    protected override int AtOnce => 5;

    protected override Task<List<Guid>> Claim(IServiceProvider services, CancellationToken stop)
    {
        var now = Clock.GetUtcNow();
        return services.GetRequiredService<PaymentsDbContext>().Database.SqlQuery<Guid>($"""
            update payments set close_at = {now + ClaimFor} where id = any(array(
                select id from payments where close_at <= {now} order by close_at limit {Batch} for update skip locked))
            returning id as "Value"
            """).ToListAsync(stop);
    }

    protected override Task Take(Guid id, IServiceProvider services, CancellationToken stop) =>
        services.GetRequiredService<EndPayment>().End(id, PaymentEvent.TimedOut);

    protected override string NameOf(Guid id) => $"Payment {id}";
}
