using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobilePay.BankSettlement.Domain;

namespace MobilePay.BankSettlement.Persistence;

internal sealed class ChannelNoticeMapping : IEntityTypeConfiguration<ChannelNotice>
{
    /// <summary>Tells a notice that came before.</summary>
    public const string NoticeKey = "ux_channel_notices_notice";

    public void Configure(EntityTypeBuilder<ChannelNotice> notices)
    {
        notices.ToTable("channel_notices");
        notices.HasKey(n => n.Id);
        notices.Property(n => n.HospitalId).HasMaxLength(32);
        notices.Property(n => n.Channel).HasMaxLength(16);
        notices.Property(n => n.MerchantId).HasMaxLength(32);
        notices.Property(n => n.NoticeId).HasMaxLength(128);
        notices.Property(n => n.RefusedFor).HasMaxLength(64);
        notices.Property(n => n.OutTradeNo).HasMaxLength(ChannelNotice.NumberMax);
        notices.HasIndex(n => n.OutTradeNo).HasFilter("out_trade_no is not null");
        notices.HasIndex(n => new { n.Channel, n.NoticeId }).IsUnique().HasDatabaseName(NoticeKey);
    }
}
