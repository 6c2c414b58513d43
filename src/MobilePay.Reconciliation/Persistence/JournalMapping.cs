using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Persistence;

internal sealed class JournalMapping : IEntityTypeConfiguration<JournalEntry>, IEntityTypeConfiguration<JournalLine>
{
    public void Configure(EntityTypeBuilder<JournalEntry> entry)
    {
        entry.ToTable("journal_entries");
        entry.Property(e => e.Id).UseIdentityAlwaysColumn();
        entry.Property(e => e.Event).HasConversion<string>().HasMaxLength(16);
        entry.Property(e => e.Rule).HasMaxLength(4);
        entry.Property(e => e.Memo).HasMaxLength(200);
        entry.HasIndex(e => new { e.HospitalId, e.Event, e.Key }).IsUnique().HasDatabaseName("ux_journal_entries_key");
        entry.HasIndex(e => new { e.HospitalId, e.Day });
        entry.HasIndex(e => new { e.HospitalId, e.OrderNo });
        entry.HasMany(e => e.Lines).WithOne().HasForeignKey(l => l.EntryId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<JournalLine> line)
    {
        line.ToTable("journal_lines", t => t.HasCheckConstraint(
            "ck_journal_lines_side", "(debit_fen = 0) <> (credit_fen = 0)"));
        line.HasKey(l => new { l.EntryId, l.LineNo });
        line.Property(l => l.Account).HasMaxLength(16)
            .HasConversion(account => Accounts.WordOf(account), word => Accounts.Named(word)!.Value);
    }
}
