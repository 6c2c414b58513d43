using Microsoft.EntityFrameworkCore;
using MobilePay.HisSync.Domain;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.HisSync.Persistence;

public sealed class HisSyncDbContext(DbContextOptions<HisSyncDbContext> options) : DbContext(options)
{
    public DbSet<WriteBack> WriteBacks => Set<WriteBack>();

    public DbSet<HisNonce> Nonces => Set<HisNonce>();

    /// <summary>Lets the event a write-back gave rise to leave with the state saved next.</summary>
    public void Announce(object? happened, DateTimeOffset now)
    {
        if (happened is not null)
            this.Publish(happened, now);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => conventions.MoneyAsFen();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(HisSyncDbContext).Assembly);
        model.AddOutboxAndInbox();
    }
}
