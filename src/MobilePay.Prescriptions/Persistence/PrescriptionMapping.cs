using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobilePay.Prescriptions.Domain;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.Prescriptions.Persistence;

internal sealed class PrescriptionMapping(PersonalText personal) : IEntityTypeConfiguration<Prescription>
{
    public void Configure(EntityTypeBuilder<Prescription> prescription)
    {
        prescription.ToTable("prescriptions", table => table.HasCheckConstraint("ck_prescriptions_payable", "payable_fen >= 0"));
        prescription.HasKey(p => new { p.HospitalId, p.BillNo });
        prescription.HasIndex(p => new { p.HospitalId, p.PrescriptionNo });
        prescription.Property(p => p.Payable).HasColumnName("payable_fen");
        prescription.Property(p => p.Status).HasConversion<string>().HasMaxLength(16);
        prescription.Property(p => p.BillText).HasConversion(personal.Column("prescriptions.bill_text"));
        prescription.Property(p => p.Version).IsRowVersion();
        prescription.Ignore(p => p.Bill);
    }
}
