using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Persistence;

internal sealed class ProposalMapping : IEntityTypeConfiguration<Proposal>, IEntityTypeConfiguration<Approval>
{
    public void Configure(EntityTypeBuilder<Proposal> proposal)
    {
        proposal.ToTable("proposals");
        proposal.ComplexProperty(p => p.Terms, terms =>
        {
            terms.Property(t => t.Action).HasConversion<string>().HasMaxLength(16).HasColumnName("action");
            terms.Property(t => t.Cause).HasConversion<string>().HasMaxLength(16).HasColumnName("cause");
            terms.Property(t => t.Remark).HasMaxLength(500).HasColumnName("remark");
            terms.Property(t => t.AmountFen).HasColumnName("amount_fen");
            terms.Property(t => t.OtherId).HasColumnName("other_id");
            terms.Property(t => t.Until).HasColumnName("until");
            terms.Property(t => t.Debit).HasConversion<string>().HasMaxLength(20).HasColumnName("debit");
            terms.Property(t => t.Credit).HasConversion<string>().HasMaxLength(20).HasColumnName("credit");
            terms.Property(t => t.Payee).HasColumnName("payee_sealed");
        });
        proposal.ComplexProperty(p => p.ProposedBy);
        proposal.ComplexProperty(p => p.DecidedBy);
        proposal.Property(p => p.Status).HasConversion<string>().HasMaxLength(16);
        proposal.Property(p => p.Version).IsRowVersion();
        proposal.Ignore(p => p.Number);
        proposal.HasMany(p => p.Approvals).WithOne().HasForeignKey(a => a.ProposalId);
        proposal.HasIndex(p => new { p.HospitalId, p.Status, p.ProposedAt });
        proposal.HasIndex(p => p.NextTryAt).HasFilter("next_try_at is not null");

        // One at a time: the second person looks at one proposal, not at a choice of them.
        proposal.HasIndex(p => p.DifferenceId).IsUnique().HasFilter("status in ('Waiting', 'Approved', 'Executing')")
            .HasDatabaseName("ux_proposals_live");
    }

    public void Configure(EntityTypeBuilder<Approval> approval)
    {
        approval.ToTable("approvals");
        approval.HasKey(a => new { a.ProposalId, a.ById });
    }
}

internal sealed class DifferenceHistoryMapping : IEntityTypeConfiguration<DifferenceNote>, IEntityTypeConfiguration<EvidenceFile>
{
    public void Configure(EntityTypeBuilder<DifferenceNote> note)
    {
        note.ToTable("difference_notes");
        note.Property(n => n.Id).UseIdentityAlwaysColumn();
        note.Property(n => n.What).HasMaxLength(16);
        note.ComplexProperty(n => n.By);
        note.HasIndex(n => n.DifferenceId);
    }

    public void Configure(EntityTypeBuilder<EvidenceFile> file)
    {
        file.ToTable("evidence_files");
        file.ComplexProperty(f => f.By);
        file.HasIndex(f => f.DifferenceId);
    }
}

internal sealed class ClosingMapping : IEntityTypeConfiguration<Closing>
{
    public void Configure(EntityTypeBuilder<Closing> closing)
    {
        closing.ToTable("closings");
        closing.HasKey(c => new { c.HospitalId, c.Day, c.Revision });
        closing.Property(c => c.Status).HasConversion<string>().HasMaxLength(16);
        closing.ComplexProperty(c => c.ProposedBy);
        closing.ComplexProperty(c => c.DecidedBy);
        closing.ComplexProperty(c => c.ReopenedBy);
        closing.Ignore(c => c.Signed);
        closing.Property(c => c.Version).IsRowVersion();

        // Of a day's revisions at most one waits or holds.
        closing.HasIndex(c => new { c.HospitalId, c.Day }).IsUnique().HasFilter("status in ('Proposed', 'Closed')")
            .HasDatabaseName("ux_closings_live");
    }
}
