using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobilePay.BankSettlement.Domain;

namespace MobilePay.BankSettlement.Persistence;

internal sealed class ChannelRefundMapping : IEntityTypeConfiguration<ChannelRefund>
{
    /// <summary>One refund under one number at one merchant.</summary>
    public const string NumberKey = "ux_channel_refunds_number";

    public void Configure(EntityTypeBuilder<ChannelRefund> refunds)
    {
        refunds.ToTable("channel_refunds", table => table.HasCheckConstraint("ck_channel_refunds_amount", "amount_fen > 0"));
        refunds.HasKey(r => r.Id);
        refunds.Property(r => r.Version).IsRowVersion();
        refunds.Property(r => r.HospitalId).HasMaxLength(32);
        refunds.Property(r => r.Channel).HasMaxLength(16);
        refunds.Property(r => r.MerchantId).HasMaxLength(32);
        refunds.Property(r => r.OutTradeNo).HasMaxLength(32);
        refunds.Property(r => r.RefundNo).HasMaxLength(32);
        refunds.Property(r => r.Amount).HasColumnName("amount_fen");
        refunds.Property(r => r.Reason).HasMaxLength(80);
        refunds.Property(r => r.RefusedFor).HasMaxLength(64);
        refunds.Property(r => r.ChannelRefundNo).HasMaxLength(64);
        refunds.HasIndex(r => new { r.RefundNo, r.MerchantId, r.Channel }).IsUnique().HasDatabaseName(NumberKey);
        refunds.HasIndex(r => r.OrderId);
        refunds.HasIndex(r => r.NextStepAt).HasFilter("next_step_at is not null");
    }
}
