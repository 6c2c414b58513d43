using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;

namespace MobilePay.Reconciliation.Features.Settling;

/// <summary>A difference as lists and proposals show it.</summary>
/// <param name="BankFen">Of a settlement batch: what the bank credited.</param>
/// <param name="AgeDays">Whole days since the day it was found in.</param>
/// <param name="Suggestion">What a clerk would try first; null where nobody has to do anything.</param>
public sealed record DifferenceItem(
    Guid Id, string HospitalId, string Kind, string Key, string OrderNo, string Channel, string MerchantId, DateOnly Day,
    string Class, string Status, long? HospitalFen, long? PlatformFen, long? ChannelFen, long? BankFen, long DifferenceFen,
    DateTimeOffset HappenedAt, DateOnly? InTransitUntil, DateTimeOffset? ClosedAt, DateOnly? AlikeSince, int AgeDays,
    StaffMember? Owner, string? CauseCode, string? Suggestion, string? Resolution, Guid? ProposalId)
{
    public static DifferenceItem Of(Difference d, DateTimeOffset now)
    {
        var today = BusinessDay.Of(now, TimeOnly.MinValue).Date;
        var actions = d.Status == DifferenceStatus.Closed ? [] : ActionRules.For(d);
        return new(d.Id, d.HospitalId, WireWord.Of(d.Kind), d.Key, d.OrderNo, d.Channel, d.MerchantId, d.Day,
            WireWord.Of(d.Class), WireWord.Of(d.Status), d.HospitalFen, d.PlatformFen, d.ChannelFen, d.BankFen, d.DifferenceFen,
            d.HappenedAt, d.InTransitUntil, d.ClosedAt, d.AlikeSince, today.DayNumber - d.Day.DayNumber, d.Owner,
            d.Cause is { } cause ? WireWord.Of(cause) : null, actions is [var first, ..] ? WireWord.Of(first) : null,
            d.Resolution is { } by ? WireWord.Of(by) : null, d.ProposalId);
    }
}

/// <summary>A line an action would book, or a line of an entry: one of the two amounts is 0.</summary>
public sealed record BookingLine(string Rule, string Account, string? Channel, string? MerchantId, long DebitFen, long CreditFen)
{
    public static List<BookingLine> Of(string rule, IEnumerable<JournalLine> lines) => [.. lines.Select(l => new BookingLine(
        rule, Accounts.WordOf(l.Account), l.Channel.Length > 0 ? l.Channel : null, l.MerchantId.Length > 0 ? l.MerchantId : null,
        l.DebitFen, l.CreditFen))];
}
