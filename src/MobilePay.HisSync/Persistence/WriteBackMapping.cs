using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobilePay.HisSync.Domain;

namespace MobilePay.HisSync.Persistence;

internal sealed class WriteBackMapping : IEntityTypeConfiguration<WriteBack>
{
    public void Configure(EntityTypeBuilder<WriteBack> writeBack)
    {
        writeBack.ToTable("write_backs");

        // One write-back per order number of ours, whatever message asks for it.
        writeBack.HasKey(w => new { w.HospitalId, w.OrderNo });
        writeBack.Property(w => w.Status).HasConversion<string>().HasMaxLength(16);
        writeBack.Property(w => w.Amount).HasColumnName("amount_fen");
        writeBack.Property(w => w.Version).IsRowVersion();
        writeBack.Ignore(w => w.IsSettled);
        writeBack.HasIndex(w => w.NextCheckAt).HasFilter("next_check_at is not null");
        writeBack.HasIndex(w => w.PaymentId);
    }
}
