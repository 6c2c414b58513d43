using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Domain;

/// <summary>What a proposal asks for. Which members count depends on the action.</summary>
/// <param name="AmountFen">Of a refund, an adjustment or a transfer.</param>
/// <param name="OtherId">The difference that is declared one with this.</param>
/// <param name="Payee">Whose account money is transferred to: personal, so it is here in its encrypted form only.</param>
public sealed record ProposalTerms(
    DifferenceAction Action,
    CauseCode Cause,
    string Remark,
    long? AmountFen = null,
    Guid? OtherId = null,
    DateOnly? Until = null,
    Account? Debit = null,
    Account? Credit = null,
    string? Payee = null);

/// <summary>Who consented, and when.</summary>
public sealed class Approval
{
    public Guid ProposalId { get; init; }
    public Guid ById { get; init; }
    public required string ByName { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>
/// How one person would settle a difference, frozen with the facts as she saw them; another one consents to exactly this. It is
/// carried out under a number of its own, once.
/// </summary>
public sealed class Proposal
{
    // Asked again after 3, 5, 10, 30, 60 s, then 5 min, then every 30 min (rule U4).
    private static readonly TimeSpan[] Waits =
        [.. new[] { 3, 5, 10, 30, 60, 300, 1800 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private readonly List<Approval> approvals = [];

    private Proposal()
    {
    }

    public Guid Id { get; private init; }
    public string HospitalId { get; private init; } = "";
    public Guid DifferenceId { get; private init; }
    public ProposalTerms Terms { get; private init; } = null!;

    /// <summary>The difference as it was when this was proposed: its digest of the sides, and what people saw, as JSON.</summary>
    public string Evidence { get; private init; } = "";

    public string Facts { get; private init; } = "";

    /// <summary>A digest of terms and evidence; who approves says which she saw.</summary>
    public string Seal { get; private init; } = "";

    public StaffMember ProposedBy { get; private init; } = null!;
    public DateTimeOffset ProposedAt { get; private init; }
    public int ApproversNeeded { get; private init; }
    public IReadOnlyCollection<Approval> Approvals => approvals;
    public ProposalStatus Status { get; private set; }
    public StaffMember? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? DecidedBecause { get; private set; }

    /// <summary>What carrying it out came to, in words for the staff.</summary>
    public string? Outcome { get; private set; }

    public int Tries { get; private set; }
    public DateTimeOffset? NextTryAt { get; private set; }
    public uint Version { get; private set; }

    /// <summary>Our number for what it has another service do; made from the proposal, so a repeat is the same one.</summary>
    public string Number => "F" + Id.ToString("N").ToUpperInvariant();

    public static Proposal For(
        Difference difference, ProposalTerms terms, string facts, int approvers, StaffMember by, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            HospitalId = difference.HospitalId,
            DifferenceId = difference.Id,
            Terms = terms,
            Evidence = difference.Evidence,
            Facts = facts,
            Seal = SealOf(difference, terms),
            ProposedBy = by,
            ProposedAt = now,
            ApproversNeeded = approvers,
        };

    /// <summary>The difference is not what was decided on any more.</summary>
    public bool IsStale(Difference difference) => difference.Evidence != Evidence || difference.ProposalId != Id;

    /// <summary>One more person consents. With the last one needed it is carried out.</summary>
    public Error? ApprovedBy(StaffMember staff, DateTimeOffset now)
    {
        if (Status != ProposalStatus.Waiting)
            return ProposalErrors.Decided(Id, Status);
        if (staff.Id == ProposedBy.Id)
            return ProposalErrors.Own();
        if (approvals.Any(a => a.ById == staff.Id))
            return ProposalErrors.ApprovedAlready();

        approvals.Add(new() { ProposalId = Id, ById = staff.Id, ByName = staff.Name, At = now });
        if (approvals.Count >= ApproversNeeded)
        {
            (Status, DecidedBy, DecidedAt) = (ProposalStatus.Approved, staff, now);
            NextTryAt = now;
        }

        return null;
    }

    /// <summary>It ends without being carried out.</summary>
    public Error? End(ProposalStatus how, StaffMember? by, string? because, DateTimeOffset now)
    {
        if (ProposalLifecycle.Next(Status, how) is not { } next)
            return ProposalErrors.Decided(Id, Status);
        (Status, DecidedBy, DecidedAt, DecidedBecause) = (next, by, now, because);
        return null;
    }

    /// <summary>Counted before the call, so that a crash is seen as "may have been done".</summary>
    public void Trying(DateTimeOffset now)
    {
        Status = ProposalLifecycle.Next(Status, ProposalStatus.Executing) ?? Status;
        NextTryAt = now + Waits[Math.Min(Tries, Waits.Length - 1)];
        Tries++;
    }

    public void Ended(bool isDone, string outcome)
    {
        Status = ProposalLifecycle.Next(Status, isDone ? ProposalStatus.Done : ProposalStatus.Failed) ?? Status;
        (Outcome, NextTryAt) = (outcome, null);
    }

    private static string SealOf(Difference difference, ProposalTerms t)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{difference.Id}|{difference.Evidence}|{t.Action}|{t.Cause}|{t.AmountFen}|{t.OtherId}|{t.Until:yyyyMMdd}|"
            + $"{t.Debit}|{t.Credit}|{t.Payee}|{t.Remark}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
