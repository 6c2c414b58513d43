using Microsoft.EntityFrameworkCore;
using MobilePay.Payments.Domain;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.Payments.Persistence;

public sealed class PaymentsDbContext(DbContextOptions<PaymentsDbContext> options) : DbContext(options)
{
    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<IdempotentRequest> IdempotentRequests => Set<IdempotentRequest>();

    /// <summary>One bill of a payment, by our number for it at the hospital.</summary>
    public Task<PaymentBill> Bill(string hospitalId, string orderNo, CancellationToken stop) =>
        Set<PaymentBill>().SingleAsync(b => b.HospitalId == hospitalId && b.OrderNo == orderNo, stop);

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => conventions.MoneyAsFen();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(PaymentsDbContext).Assembly);
        model.AddOutboxAndInbox();
    }
}
