using Microsoft.EntityFrameworkCore;
using MobilePay.Contracts;
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
        switch (happened)
        {
            case HisConfirmed confirmed:
                this.Publish(confirmed, now);
                break;
            case HisRefused refused:
                this.Publish(refused, now);
                break;
            case HisUnanswered unanswered:
                this.Publish(unanswered, now);
                break;
            default:
                break;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => conventions.MoneyAsFen();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(HisSyncDbContext).Assembly);
        model.AddOutboxAndInbox();
    }
}
