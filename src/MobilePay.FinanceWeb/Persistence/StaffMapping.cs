using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MobilePay.FinanceWeb.Staff;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.FinanceWeb.Persistence;

internal sealed class StaffMemberMapping(PersonalText personal) : IEntityTypeConfiguration<StaffMember>
{
    public void Configure(EntityTypeBuilder<StaffMember> staff)
    {
        staff.ToTable("staff");
        staff.HasKey(s => s.Id);
        staff.Property(s => s.UserName).HasMaxLength(32).IsRequired();
        staff.Property(s => s.NormalizedUserName).HasMaxLength(32).IsRequired();
        staff.Property(s => s.DisplayName).HasMaxLength(40);
        staff.Property(s => s.SecurityStamp).HasMaxLength(64).IsRequired();
        staff.Property(s => s.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();
        staff.Property(s => s.TotpSecret).HasConversion((ValueConverter)personal.Column("staff.totp_secret"));
        staff.HasIndex(s => s.NormalizedUserName).IsUnique();

        // The console writes to nobody: it keeps neither mail addresses nor phone numbers.
        staff.Ignore(s => s.Email).Ignore(s => s.NormalizedEmail).Ignore(s => s.EmailConfirmed);
        staff.Ignore(s => s.PhoneNumber).Ignore(s => s.PhoneNumberConfirmed);
        staff.Ignore(s => s.TwoFactorEnabled).Ignore(s => s.LockoutEnabled);
    }
}

internal sealed class StaffSessionMapping : IEntityTypeConfiguration<StaffSession>
{
    public void Configure(EntityTypeBuilder<StaffSession> sessions)
    {
        sessions.ToTable("staff_sessions");
        sessions.Property(s => s.Stamp).HasMaxLength(64);
        sessions.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.StaffId);
    }
}

internal sealed class RecoveryCodeMapping : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> codes)
    {
        codes.ToTable("recovery_codes");
        codes.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.StaffId);
    }
}

internal sealed class OneTimeLinkMapping : IEntityTypeConfiguration<OneTimeLink>
{
    public void Configure(EntityTypeBuilder<OneTimeLink> links)
    {
        links.ToTable("one_time_links");
        links.Property(l => l.UserName).HasMaxLength(32);
        links.Property(l => l.DisplayName).HasMaxLength(40);
        links.HasIndex(l => l.TokenHash).IsUnique();
        links.HasOne<StaffMember>().WithMany().HasForeignKey(l => l.StaffId);
    }
}

internal sealed class StaffEventMapping : IEntityTypeConfiguration<StaffEvent>
{
    public void Configure(EntityTypeBuilder<StaffEvent> events)
    {
        events.ToTable("staff_events");
        events.Property(e => e.Id).UseIdentityAlwaysColumn();
        events.Property(e => e.Actor).HasMaxLength(32);
        events.Property(e => e.Subject).HasMaxLength(32);
        events.Property(e => e.Detail).HasMaxLength(200);
        events.Property(e => e.Address).HasMaxLength(64);
    }
}
