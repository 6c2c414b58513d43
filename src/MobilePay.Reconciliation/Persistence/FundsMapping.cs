using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Persistence;

/// <summary>
/// Bookings of the bank are lines like those of other statements (<c>bank_lines</c>), days of merchants are sums of lines
/// (<c>merchant_days</c>), and <c>batch_credits</c> says which booking paid which batch; none of the three is an entity.
/// </summary>
internal sealed class FundsMapping : IEntityTypeConfiguration<Batch>, IEntityTypeConfiguration<SettledBatch>
{
    public void Configure(EntityTypeBuilder<Batch> batch)
    {
        batch.ToTable("batches");
        batch.HasKey(b => new { b.HospitalId, b.BatchNo });
        batch.Property(b => b.Status).HasConversion<string>().HasMaxLength(16);
        batch.HasIndex(b => new { b.HospitalId, b.Day });
    }

    public void Configure(EntityTypeBuilder<SettledBatch> batch)
    {
        batch.ToTable("settled_batches");
        batch.HasKey(b => new { b.HospitalId, b.BatchNo });
        batch.HasIndex(b => new { b.HospitalId, b.ReceivedOn });
    }
}
