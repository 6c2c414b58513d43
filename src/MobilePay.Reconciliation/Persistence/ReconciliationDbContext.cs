using Microsoft.EntityFrameworkCore;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.Reconciliation.Persistence;

public sealed class ReconciliationDbContext(DbContextOptions<ReconciliationDbContext> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => conventions.MoneyAsFen();

    protected override void OnModelCreating(ModelBuilder model) => model.AddOutboxAndInbox();
}
