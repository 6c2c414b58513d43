using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.Reconciliation.Persistence;

/// <summary>
/// The lines of statements and hand-overs are no entities: they are written by COPY and read by joins, a million at a time. Their
/// <c>key</c> is the number a line is matched by: our order number for a payment (at the hospital without the bill's "-1", "-2",
/// which <c>number</c> keeps), the refund's number for a refund. Days are found by BRIN: a day's lines lie together, and such an
/// index costs a COPY next to nothing.
/// </summary>
public sealed class ReconciliationDbContext(DbContextOptions<ReconciliationDbContext> options) : DbContext(options)
{
    public DbSet<PlatformPayment> PlatformPayments => Set<PlatformPayment>();
    public DbSet<PlatformRefund> PlatformRefunds => Set<PlatformRefund>();
    public DbSet<HospitalAnswer> HospitalAnswers => Set<HospitalAnswer>();
    public DbSet<Statement> Statements => Set<Statement>();
    public DbSet<Handover> Handovers => Set<Handover>();
    public DbSet<Difference> Differences => Set<Difference>();
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<Batch> Batches => Set<Batch>();
    public DbSet<SettledBatch> SettledBatches => Set<SettledBatch>();
    public DbSet<Mail> Mails => Set<Mail>();
    public DbSet<FetchTry> FetchTries => Set<FetchTry>();
    public DbSet<StirredDay> StirredDays => Set<StirredDay>();
    public DbSet<JournalEntry> JournalEntries => Set<JournalEntry>();
    public DbSet<JournalLine> JournalLines => Set<JournalLine>();
    public DbSet<Proposal> Proposals => Set<Proposal>();
    public DbSet<DifferenceNote> DifferenceNotes => Set<DifferenceNote>();
    public DbSet<EvidenceFile> EvidenceFiles => Set<EvidenceFile>();
    public DbSet<Closing> Closings => Set<Closing>();

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => conventions.MoneyAsFen();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(ReconciliationDbContext).Assembly);
        model.AddOutboxAndInbox();
    }
}
