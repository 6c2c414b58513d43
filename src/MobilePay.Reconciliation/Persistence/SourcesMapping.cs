using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Persistence;

internal sealed class PlatformBookMapping
    : IEntityTypeConfiguration<PlatformPayment>, IEntityTypeConfiguration<PlatformRefund>,
        IEntityTypeConfiguration<HospitalAnswer>
{
    public void Configure(EntityTypeBuilder<PlatformPayment> payment)
    {
        payment.ToTable("platform_payments", t => t.HasCheckConstraint("ck_platform_payments_amount", "amount_fen > 0"));
        payment.HasKey(p => new { p.HospitalId, p.OrderNo });
        payment.Property(p => p.Amount).HasColumnName("amount_fen");
        payment.HasIndex(p => new { p.HospitalId, p.PaidAt });
    }

    public void Configure(EntityTypeBuilder<PlatformRefund> refund)
    {
        refund.ToTable("platform_refunds", t => t.HasCheckConstraint("ck_platform_refunds_amount", "amount_fen > 0"));
        refund.HasKey(r => new { r.HospitalId, r.RefundNo });
        refund.Property(r => r.Amount).HasColumnName("amount_fen");
        refund.HasIndex(r => new { r.HospitalId, r.At });
        refund.HasIndex(r => new { r.HospitalId, r.OrderNo });
        refund.HasIndex(r => new { r.HospitalId, r.HisRefundNo }).HasFilter("his_refund_no is not null");
    }

    public void Configure(EntityTypeBuilder<HospitalAnswer> answer)
    {
        answer.ToTable("hospital_answers");
        answer.HasKey(a => new { a.HospitalId, a.OrderNo });
        answer.Property(a => a.Amount).HasColumnName("amount_fen");
        answer.HasIndex(a => a.PaymentId);
    }
}

internal sealed class StatementMapping : IEntityTypeConfiguration<Statement>, IEntityTypeConfiguration<Handover>
{
    public void Configure(EntityTypeBuilder<Statement> statement)
    {
        statement.ToTable("statements");
        statement.Property(s => s.Status).HasConversion<string>().HasMaxLength(16);
        statement.HasIndex(s => new { s.HospitalId, s.Day, s.Channel, s.MerchantId }).IsUnique()
            .HasFilter("status = 'Current'").HasDatabaseName("ux_statements_current");
    }

    public void Configure(EntityTypeBuilder<Handover> handover)
    {
        handover.ToTable("handovers");
        handover.Property(h => h.Status).HasConversion<string>().HasMaxLength(16);
        handover.HasIndex(h => new { h.HospitalId, h.Day }).IsUnique()
            .HasFilter("status = 'Current'").HasDatabaseName("ux_handovers_current");
    }
}
