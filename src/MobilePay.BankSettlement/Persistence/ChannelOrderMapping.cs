using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MobilePay.BankSettlement.Domain;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.BankSettlement.Persistence;

internal sealed class ChannelOrderMapping(PersonalText personal) : IEntityTypeConfiguration<ChannelOrder>
{
    /// <summary>One order under one number at one merchant.</summary>
    public const string NumberKey = "ux_channel_orders_number";

    /// <summary>One capture of the channel is booked once, whatever comes.</summary>
    public const string CaptureKey = "ux_channel_orders_capture";

    public void Configure(EntityTypeBuilder<ChannelOrder> orders)
    {
        orders.ToTable("channel_orders");
        orders.HasKey(o => o.Id);
        orders.Property(o => o.Version).IsRowVersion();
        orders.Property(o => o.HospitalId).HasMaxLength(32);
        orders.Property(o => o.Channel).HasMaxLength(16);
        orders.Property(o => o.MerchantId).HasMaxLength(32);
        orders.Property(o => o.OutTradeNo).HasMaxLength(32);
        orders.Property(o => o.Method).HasMaxLength(32);
        orders.Property(o => o.Amount).HasColumnName("amount_fen");
        orders.Property(o => o.Description).HasMaxLength(127);
        orders.Property(o => o.Openid).HasConversion((ValueConverter)personal.Column("channel_orders.openid"));
        orders.Property(o => o.PayerAddress).HasConversion((ValueConverter)personal.Column("channel_orders.payer_address"));
        orders.Property(o => o.PayerDevice).HasMaxLength(32);
        orders.Property(o => o.RefusedFor).HasMaxLength(64);
        orders.Property(o => o.ChannelTradeNo).HasMaxLength(64);

        // The number stands first, so that the same index finds an order by its number alone.
        orders.HasIndex(o => new { o.OutTradeNo, o.MerchantId, o.Channel }).IsUnique().HasDatabaseName(NumberKey);
        orders.HasIndex(o => new { o.Channel, o.ChannelTradeNo }).IsUnique().HasDatabaseName(CaptureKey)
            .HasFilter("channel_trade_no is not null");
        orders.HasIndex(o => o.NextQueryAt).HasFilter("next_query_at is not null");
    }
}
