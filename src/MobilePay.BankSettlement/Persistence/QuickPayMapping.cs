using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MobilePay.BankSettlement.Domain;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.BankSettlement.Persistence;

internal sealed class QuickPayMapping : IEntityTypeConfiguration<QuickPay>
{
    public void Configure(EntityTypeBuilder<QuickPay> pays)
    {
        pays.ToTable("quick_pays");
        pays.HasKey(p => p.OrderId);
        pays.Property(p => p.OrderId).ValueGeneratedNever();
        pays.Property(p => p.Version).IsRowVersion();
        pays.Property(p => p.HospitalId).HasMaxLength(32);
        pays.Property(p => p.OutTradeNo).HasMaxLength(32);
        pays.Property(p => p.BankOrderNo).HasMaxLength(40);

        // A number at the bank is one try of one order; the merchant's own number comes with the order's.
        pays.HasIndex(p => p.BankOrderNo).IsUnique();
    }
}

internal sealed class BankCardMapping(PersonalText personal) : IEntityTypeConfiguration<BankCard>
{
    public void Configure(EntityTypeBuilder<BankCard> cards)
    {
        cards.ToTable("bank_cards");
        cards.HasKey(c => c.Id);
        cards.Property(c => c.HospitalId).HasMaxLength(32);
        cards.Property(c => c.MerchantId).HasMaxLength(32);
        cards.Property(c => c.HolderHash).HasMaxLength(64);
        cards.Property(c => c.Token).HasConversion((ValueConverter)personal.Column("bank_cards.token"));
        cards.Property(c => c.Last4).HasMaxLength(4);
        cards.Property(c => c.Kind).HasConversion<string>().HasMaxLength(16);
        cards.Property(c => c.Bank).HasMaxLength(64);
        cards.HasIndex(c => new { c.HolderHash, c.HospitalId });
    }
}

internal sealed class CardSignUpMapping : IEntityTypeConfiguration<CardSignUp>
{
    public void Configure(EntityTypeBuilder<CardSignUp> signUps)
    {
        signUps.ToTable("card_sign_ups");
        signUps.HasKey(s => s.Id);
        signUps.Property(s => s.Id).ValueGeneratedNever();
        signUps.Property(s => s.Version).IsRowVersion();
        signUps.Property(s => s.HospitalId).HasMaxLength(32);
        signUps.Property(s => s.MerchantId).HasMaxLength(32);
        signUps.Property(s => s.HolderHash).HasMaxLength(64);
        signUps.Ignore(s => s.BankOrderNo);
    }
}
