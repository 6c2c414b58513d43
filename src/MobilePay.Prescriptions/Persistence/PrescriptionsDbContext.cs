using Microsoft.EntityFrameworkCore;
using MobilePay.Prescriptions.Domain;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.Prescriptions.Persistence;

public sealed class PrescriptionsDbContext(DbContextOptions<PrescriptionsDbContext> options, PersonalText personal)
    : DbContext(options)
{
    public DbSet<Prescription> Prescriptions => Set<Prescription>();

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => conventions.MoneyAsFen();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfiguration(new PrescriptionMapping(personal));
        model.AddOutboxAndInbox();
    }
}
