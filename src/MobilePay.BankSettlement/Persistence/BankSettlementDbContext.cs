using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Domain;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.BankSettlement.Persistence;

public sealed class BankSettlementDbContext(DbContextOptions<BankSettlementDbContext> options, PersonalText personal)
    : DbContext(options)
{
    public DbSet<ChannelOrder> Orders => Set<ChannelOrder>();

    public DbSet<ChannelNotice> Notices => Set<ChannelNotice>();

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.MoneyAsFen();
        conventions.Properties<OrderState>().HaveConversion<string>().HaveMaxLength(16);
        conventions.Properties<NoticeOutcome>().HaveConversion<string>().HaveMaxLength(16);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.AddOutboxAndInbox();
        model.ApplyConfiguration(new ChannelOrderMapping(personal));
        model.ApplyConfiguration(new ChannelNoticeMapping());
    }
}
