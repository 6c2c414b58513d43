using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobilePay.Payments.Domain;

namespace MobilePay.Payments.Persistence;

internal sealed class PaymentMapping : IEntityTypeConfiguration<Payment>, IEntityTypeConfiguration<PaymentBill>
{
    /// <summary>The guard of "at most one live payment a prescription".</summary>
    public const string LiveBillIndex = "ux_payment_bills_live";

    public void Configure(EntityTypeBuilder<Payment> payment)
    {
        payment.ToTable("payments", table =>
        {
            table.HasCheckConstraint("ck_payments_amount", "amount_fen > 0");
            table.HasCheckConstraint("ck_payments_refunded",
                "refunded_fen >= 0 and refunds_under_way_fen >= 0 and refunded_fen + refunds_under_way_fen <= amount_fen");
            table.HasCheckConstraint("ck_payments_refund_of_money",
                "refunded_fen + refunds_under_way_fen = 0 or channel_trade_no is not null");
        });
        payment.HasKey(p => p.Id);
        payment.Property(p => p.Amount).HasColumnName("amount_fen");
        payment.Property(p => p.Refunded).HasColumnName("refunded_fen");
        payment.Property(p => p.RefundsUnderWay).HasColumnName("refunds_under_way_fen");
        payment.Property(p => p.Status).HasConversion<string>().HasMaxLength(16);
        payment.Property(p => p.Version).IsRowVersion();
        payment.Ignore(p => p.HospitalStatus);
        payment.HasIndex(p => new { p.HospitalId, p.OutTradeNo }).IsUnique();
        payment.HasIndex(p => new { p.HospitalId, p.ChannelTradeNo }).HasFilter("channel_trade_no is not null");
        payment.HasIndex(p => new { p.HospitalId, p.Id });
        payment.HasIndex(p => p.CloseAt).HasFilter("close_at is not null");
        payment.HasMany(p => p.Refunds).WithOne().HasForeignKey(r => r.PaymentId);
        payment.HasMany(p => p.Bills).WithOne().HasForeignKey(b => b.PaymentId);
    }

    public void Configure(EntityTypeBuilder<PaymentBill> bill)
    {
        bill.ToTable("payment_bills", table =>
        {
            table.HasCheckConstraint("ck_payment_bills_amount", "amount_fen > 0");
            table.HasCheckConstraint("ck_payment_bills_given_back", "given_back_fen >= 0 and given_back_fen <= amount_fen");
        });
        bill.HasKey(b => new { b.HospitalId, b.OrderNo });
        bill.Property(b => b.Amount).HasColumnName("amount_fen");
        bill.Property(b => b.GivenBack).HasColumnName("given_back_fen");
        bill.Property(b => b.HospitalStatus).HasConversion<string>().HasMaxLength(16);
        bill.Property(b => b.Version).IsRowVersion();
        bill.HasIndex(b => new { b.HospitalId, b.BillNo }).IsUnique().HasFilter("is_live").HasDatabaseName(LiveBillIndex);
        bill.HasIndex(b => new { b.HospitalId, b.PrescriptionNo });
        bill.HasIndex(b => new { b.HospitalId, b.VisitNo });
        bill.HasIndex(b => b.PaymentId);
    }
}

internal sealed class IdempotentRequestMapping : IEntityTypeConfiguration<IdempotentRequest>
{
    public void Configure(EntityTypeBuilder<IdempotentRequest> request)
    {
        request.ToTable("idempotent_requests");
        request.HasKey(r => new { r.Scope, r.Key });
        request.Property(r => r.Key).HasMaxLength(255);
        request.Property(r => r.Version).IsRowVersion();
        request.HasIndex(r => r.PaymentId);
        request.HasIndex(r => r.ReceivedAt);
    }
}
