using System.Text.Json;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Settling;

/// <summary>A proposal as it is shown: the terms, the facts frozen with it, and what it would book.</summary>
/// <param name="Version">Who approves sends it back: she consents to what she saw and to nothing else.</param>
public sealed record ProposalAnswer(
    Guid Id, Guid DifferenceId, string Version, string Action, long? AmountFen, Guid? OtherId, DateOnly? Until, string? Debit,
    string? Credit, string? Payee, string CauseCode, string Remark, StaffMember ProposedBy, DateTimeOffset ProposedAt,
    string Status, IReadOnlyList<ProposalAnswer.Consent> Approvals, int ApproversNeeded, string? DecidedReason, string? Outcome,
    bool IsStale, DifferenceItem Facts, IReadOnlyList<BookingLine> Journal)
{
    public sealed record Consent(StaffMember By, DateTimeOffset At);

    /// <summary>Everything that is frozen when a proposal is made.</summary>
    public sealed record Frozen(DifferenceItem Item, IReadOnlyList<BookingLine> Journal);

    public const string PayeeColumn = "proposals.payee";

    public static string Freeze(DifferenceItem item, IReadOnlyList<Booking> bookings) => JsonSerializer.Serialize(
        new Frozen(item, [.. bookings.SelectMany(b => BookingLine.Of(b.Rule, b.Lines))]), ServiceClients.Json);

    public static ProposalAnswer Of(Proposal p, Difference difference, PersonalText personal)
    {
        var (terms, frozen) = (p.Terms, JsonSerializer.Deserialize<Frozen>(p.Facts, ServiceClients.Json)!);
        return new(p.Id, p.DifferenceId, p.Seal, WireWord.Of(terms.Action), terms.AmountFen, terms.OtherId, terms.Until,
            terms.Debit is { } debit ? Accounts.WordOf(debit) : null, terms.Credit is { } credit ? Accounts.WordOf(credit) : null,
            terms.Payee is { } payee ? personal.Decrypt(payee, PayeeColumn) : null, WireWord.Of(terms.Cause), terms.Remark,
            p.ProposedBy, p.ProposedAt, WireWord.Of(p.Status),
            [.. p.Approvals.OrderBy(a => a.At).Select(a => new Consent(new(a.ById, a.ByName), a.At))], p.ApproversNeeded,
            p.DecidedBecause, p.Outcome, p.Status == ProposalStatus.Waiting && p.IsStale(difference), frozen.Item,
            frozen.Journal);
    }
}
