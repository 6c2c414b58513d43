using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Persistence;

internal sealed class MailMapping : IEntityTypeConfiguration<Mail>
{
    public void Configure(EntityTypeBuilder<Mail> mail)
    {
        mail.ToTable("mails");
        mail.Property(m => m.Kind).HasConversion<string>().HasMaxLength(16);
        mail.Property(m => m.Subject).HasMaxLength(200);
        mail.HasIndex(m => new { m.HospitalId, m.Kind, m.Key }).IsUnique().HasDatabaseName("ux_mails_key");
        mail.HasIndex(m => m.NextTryAt).HasFilter("next_try_at is not null");
    }
}
