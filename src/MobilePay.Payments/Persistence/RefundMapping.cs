using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobilePay.Payments.Domain;

namespace MobilePay.Payments.Persistence;

internal sealed class RefundMapping : IEntityTypeConfiguration<Refund>
{
    /// <summary>What a hospital asks under one number of its own is one refund.</summary>
    public const string HisNumberKey = "ux_refunds_his_number";

    /// <summary>What finance decides under one number is one refund.</summary>
    public const string FinanceNumberKey = "ux_refunds_finance_number";

    public void Configure(EntityTypeBuilder<Refund> refund)
    {
        refund.ToTable("refunds", table => table.HasCheckConstraint("ck_refunds_amount", "amount_fen > 0"));
        refund.HasKey(r => new { r.HospitalId, r.RefundNo });
        refund.Property(r => r.Amount).HasColumnName("amount_fen");
        refund.Property(r => r.Status).HasConversion<string>().HasMaxLength(16);
        refund.Property(r => r.Cause).HasConversion<string>().HasMaxLength(32);
        refund.Property(r => r.HisReason).HasMaxLength(200);
        refund.Property(r => r.Version).IsRowVersion();
        refund.HasIndex(r => new { r.HospitalId, r.HisRefundNo }).IsUnique().HasFilter("his_refund_no is not null")
            .HasDatabaseName(HisNumberKey);
        refund.Property(r => r.FinanceNo).HasMaxLength(64);
        refund.Property(r => r.FinanceReason).HasMaxLength(200);
        refund.HasIndex(r => new { r.HospitalId, r.FinanceNo }).IsUnique().HasFilter("finance_no is not null")
            .HasDatabaseName(FinanceNumberKey);
        refund.HasIndex(r => r.PaymentId);
        refund.HasIndex(r => r.EndedAt).HasFilter("status = 'Failed'");
    }
}
