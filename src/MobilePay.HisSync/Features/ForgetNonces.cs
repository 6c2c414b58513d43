using Microsoft.EntityFrameworkCore;
using MobilePay.HisSync.Clients.Canonical;
using MobilePay.HisSync.Persistence;
using Npgsql;

namespace MobilePay.HisSync.Features;

/// <summary>Deletes nonces of calls whose timestamp would be refused anyway.</summary>
public sealed class ForgetNonces(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ForgetNonces> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMinutes(10), clock);
        while (await tick.WaitForNextTickAsync(stop))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<HisSyncDbContext>();
                var before = clock.GetUtcNow() - (3 * HisSignature.ClockTolerance);
                await db.Nonces.Where(n => n.SeenAt < before).ExecuteDeleteAsync(stop);
            }
            catch (NpgsqlException broken)
            {
                log.LogWarning(broken, "Old nonces could not be deleted; trying again later");
            }
        }
    }
}
