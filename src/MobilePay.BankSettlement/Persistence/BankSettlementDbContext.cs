using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Domain;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.BankSettlement.Persistence;

public sealed class BankSettlementDbContext(DbContextOptions<BankSettlementDbContext> options, PersonalText personal)
    : DbContext(options)
{
    public DbSet<ChannelOrder> Orders => Set<ChannelOrder>();

    public DbSet<ChannelRefund> Refunds => Set<ChannelRefund>();

    public DbSet<ChannelNotice> Notices => Set<ChannelNotice>();

    public DbSet<QuickPay> QuickPays => Set<QuickPay>();

    public DbSet<BankCard> BankCards => Set<BankCard>();

    public DbSet<CardSignUp> CardSignUps => Set<CardSignUp>();

    /// <summary>
    /// Notes a notice with the effect saved next. One that came before and was refused may be right by now: its row says so.
    /// </summary>
    public async Task Remember(ChannelNotice notice, bool isRepeat, CancellationToken stop)
    {
        if (!isRepeat)
        {
            Add(notice.Accept());
            return;
        }

        var known = await Notices.SingleAsync(n => n.Channel == notice.Channel && n.NoticeId == notice.NoticeId, stop);
        known.Accept().IsAbout(notice.OutTradeNo);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.MoneyAsFen();
        conventions.Properties<OrderState>().HaveConversion<string>().HaveMaxLength(16);
        conventions.Properties<RefundState>().HaveConversion<string>().HaveMaxLength(16);
        conventions.Properties<NoticeOutcome>().HaveConversion<string>().HaveMaxLength(16);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.AddOutboxAndInbox();
        model.ApplyConfiguration(new ChannelOrderMapping(personal));
        model.ApplyConfiguration(new ChannelRefundMapping());
        model.ApplyConfiguration(new ChannelNoticeMapping());
        model.ApplyConfiguration(new QuickPayMapping());
        model.ApplyConfiguration(new BankCardMapping(personal));
        model.ApplyConfiguration(new CardSignUpMapping());
    }
}
