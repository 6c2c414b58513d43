using Microsoft.EntityFrameworkCore;
using MobilePay.Payments.Domain;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.Payments.Persistence;

public sealed class PaymentsDbContext(DbContextOptions<PaymentsDbContext> options) : DbContext(options)
{
    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<IdempotentRequest> IdempotentRequests => Set<IdempotentRequest>();

    public DbSet<Refund> Refunds => Set<Refund>();

    /// <summary>
    /// The payment with its bills and refunds, its row held until the transaction ends: whoever gives money back does it alone.
    /// </summary>
    public Task<Payment?> Hold(Guid paymentId, CancellationToken stop) =>
        Payments.FromSql($"select p.*, p.xmin from payments p where p.id = {paymentId} for update")
            .Include(p => p.Bills).Include(p => p.Refunds).AsSplitQuery().SingleOrDefaultAsync(stop);

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
