using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Persistence;

internal sealed class DifferenceMapping : IEntityTypeConfiguration<Difference>
{
    public void Configure(EntityTypeBuilder<Difference> difference)
    {
        difference.ToTable("differences");
        difference.Property(d => d.Class).HasConversion<string>().HasMaxLength(24);
        difference.Property(d => d.Status).HasConversion<string>().HasMaxLength(16);
        difference.Property(d => d.Version).IsRowVersion();
        difference.Property(d => d.Cause).HasConversion<string>().HasMaxLength(16);
        difference.Property(d => d.Resolution).HasConversion<string>().HasMaxLength(16);
        difference.ComplexProperty(d => d.Owner);
        difference.Ignore(d => d.IsSuspended);
        difference.HasIndex(d => new { d.HospitalId, d.Kind, d.Key }).IsUnique().HasDatabaseName("ux_differences_key");
        difference.HasIndex(d => new { d.HospitalId, d.Status, d.Day });
    }
}

internal sealed class RunMapping : IEntityTypeConfiguration<Run>, IEntityTypeConfiguration<BridgePart>
{
    public void Configure(EntityTypeBuilder<Run> run)
    {
        run.ToTable("runs");
        run.HasIndex(r => new { r.HospitalId, r.Day, r.RanAt });
        run.HasMany(r => r.Bridge).WithOne().HasForeignKey(b => b.RunId);
    }

    public void Configure(EntityTypeBuilder<BridgePart> part)
    {
        part.ToTable("bridge_parts");
        part.HasKey(b => new { b.RunId, b.Channel, b.Kind, b.Class });
        part.Property(b => b.Step).HasConversion<string>().HasMaxLength(16);
        part.Property(b => b.Class).HasMaxLength(24);
    }
}
