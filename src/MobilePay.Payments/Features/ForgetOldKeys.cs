using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Payments.Persistence;
using Npgsql;

namespace MobilePay.Payments.Features;

/// <summary>Deletes idempotency keys whose time is over; the one-live-payment index goes on guarding.</summary>
public sealed class ForgetOldKeys(
    IServiceScopeFactory scopes, IOptions<PaymentOptions> options, TimeProvider clock, ILogger<ForgetOldKeys> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await tick.WaitForNextTickAsync(stop))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<PaymentsDbContext>();
                var before = clock.GetUtcNow() - options.Value.KeepKeys;
                await db.IdempotentRequests.Where(r => r.ReceivedAt < before).ExecuteDeleteAsync(stop);
            }
            catch (NpgsqlException broken)
            {
                log.LogWarning(broken, "Old idempotency keys could not be deleted; trying again in an hour");
            }
        }
    }
}
