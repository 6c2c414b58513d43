using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using MobilePay.FinanceWeb.Staff;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.FinanceWeb.Persistence;

/// <summary>What the console itself keeps: who works with it. The books belong to Reconciliation.</summary>
public sealed class FinanceWebDbContext(DbContextOptions<FinanceWebDbContext> options, PersonalText personal)
    : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>The keys of cookies and forms, shared by all replicas.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<StaffMember> Staff => Set<StaffMember>();

    public DbSet<StaffSession> Sessions => Set<StaffSession>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<OneTimeLink> Links => Set<OneTimeLink>();

    public DbSet<StaffEvent> Events => Set<StaffEvent>();

    /// <summary>Adds to the record of who did what; it is saved with the act itself or not at all.</summary>
    public void Note(StaffAct act, Actor by, StaffMember about, DateTimeOffset now, string detail = "") =>
        Note(act, by, about.Id, about.UserName!, now, detail);

    public void Note(StaffAct act, Actor by, Guid? subjectId, string subject, DateTimeOffset now, string detail = "") =>
        Events.Add(new()
        {
            At = now,
            Act = act,
            ActorId = by.Id == Guid.Empty ? null : by.Id,
            Actor = by.Id == Guid.Empty ? null : by.Name,
            SubjectId = subjectId,
            Subject = subject,
            Detail = detail,
            Address = by.Address,
        });

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<LinkPurpose>().HaveConversion<string>().HaveMaxLength(16);
        conventions.Properties<StaffAct>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfiguration(new StaffMemberMapping(personal));
        model.ApplyConfiguration(new StaffSessionMapping());
        model.ApplyConfiguration(new RecoveryCodeMapping());
        model.ApplyConfiguration(new OneTimeLinkMapping());
        model.ApplyConfiguration(new StaffEventMapping());
    }
}
