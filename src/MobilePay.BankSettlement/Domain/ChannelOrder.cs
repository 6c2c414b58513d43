using MobilePay.Primitives;
using static MobilePay.BankSettlement.Domain.OrderEvent;

namespace MobilePay.BankSettlement.Domain;

/// <summary>Who pays, as far as a channel wants to know.</summary>
public sealed record Payer(string? Openid, string? Address, string? Device);

/// <summary>One order under our own number at one merchant of one channel.</summary>
public sealed class ChannelOrder
{
    // The answer to a place call is thrown away long before that: what the channel books later nobody can pay.
    private static readonly TimeSpan PlaceSettledAfter = TimeSpan.FromMinutes(1);

    public Guid Id { get; init; }
    public required string HospitalId { get; init; }
    public Guid PaymentId { get; init; }
    public required string Channel { get; init; }
    public required string MerchantId { get; init; }
    public required string OutTradeNo { get; init; }
    public required string Method { get; init; }
    public Money Amount { get; init; }
    public required string Description { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public string? Openid { get; init; }
    public string? PayerAddress { get; init; }
    public string? PayerDevice { get; init; }
    public string? TraceParent { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public OrderState State { get; private set; }
    public string? RefusedFor { get; private set; }
    public string? ChannelTradeNo { get; private set; }
    public DateTimeOffset? PaidAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>How often the channel was, or was about to be, asked to take the order.</summary>
    public int Placings { get; private set; }
    public DateTimeOffset PlacedAt { get; private set; }
    public int Queries { get; private set; }
    public DateTimeOffset? NextQueryAt { get; private set; }
    public uint Version { get; private set; }

    /// <summary>
    /// True when a repeat of the placing asks for the same money from the same payer. What else may differ from try to try, as
    /// the address of a phone that changes its network, is sent again as it was first written.
    /// </summary>
    public bool IsSameAs(ChannelOrder other) =>
        (HospitalId, PaymentId, Channel, MerchantId, OutTradeNo, Method, Amount, ExpiresAt, Openid) ==
        (other.HospitalId, other.PaymentId, other.Channel, other.MerchantId, other.OutTradeNo, other.Method, other.Amount,
            other.ExpiresAt, other.Openid);

    /// <summary>Notes, before the channel is called, that it is about to be.</summary>
    public void AboutToPlace(DateTimeOffset now, double dice)
    {
        Placings++;
        PlacedAt = now;
        Queries = 0;
        NextQueryAt = QuerySchedule.Next(Queries, ExpiresAt, now, dice);
    }

    /// <summary>Notes, before the channel is asked, that it is about to be; whoever moved the time asks alone.</summary>
    public void AboutToQuery(DateTimeOffset now, double dice)
    {
        Queries++;
        NextQueryAt = State is OrderState.Open or OrderState.Closed ? QuerySchedule.Next(Queries, ExpiresAt, now, dice) : null;
    }

    /// <summary>Notes, before the payer's own pay call goes out, that its end has to be asked for soon.</summary>
    public void AboutToBePaid(DateTimeOffset now, double dice) =>
        (Queries, NextQueryAt) = (0, QuerySchedule.Next(0, ExpiresAt, now, dice));

    /// <summary>Applies what the channel says; the same report twice changes nothing.</summary>
    public Error? Apply(ChannelReport report, DateTimeOffset now) => report.State switch
    {
        ReportedState.Paid when report.OrderedAt is { } at && at.ToUnixTimeSeconds() != CreatedAt.ToUnixTimeSeconds() =>
            OrderErrors.TimeDiffers(OutTradeNo),
        ReportedState.Paid => ConfirmPaid(report.Capture!),
        ReportedState.Closed => ConfirmClosed(report, now),
        ReportedState.NotPaid => StopLooking(now),
        ReportedState.Unknown => IsNeverToAppear(report, now) ? ConfirmClosed(report, now) : StopLooking(now),
    };

    /// <summary>The channel's definite no to the first placing. After a second one only a query can tell.</summary>
    public Error? ConfirmRefused(string reason)
    {
        if (State == OrderState.Refused)
            return null;

        if (Placings != 1 || OrderLifecycle.Next(State, PlaceRefused) is not { } next)
            return OrderErrors.NotAllowed(OutTradeNo, State, PlaceRefused);

        State = next;
        RefusedFor = reason;
        NextQueryAt = null;
        return null;
    }

    private Error? ConfirmPaid(Capture capture)
    {
        if (ChannelTradeNo is not null && ChannelTradeNo != capture.TradeNo)
            return OrderErrors.PaidByAnotherTrade(OutTradeNo);

        if (capture.Currency != "CNY")
            return OrderErrors.CurrencyDiffers(OutTradeNo);

        if (capture.Amount != Amount)
            return OrderErrors.AmountDiffers(OutTradeNo, Amount, capture.Amount);

        if (State == OrderState.Paid)
            return null;

        if (OrderLifecycle.Next(State, ChannelPaid) is not { } next)
            return OrderErrors.NotAllowed(OutTradeNo, State, ChannelPaid);

        State = next;
        ChannelTradeNo = capture.TradeNo;
        PaidAt = capture.PaidAt;
        NextQueryAt = null;
        return null;
    }

    private Error? ConfirmClosed(ChannelReport report, DateTimeOffset now)
    {
        if (State == OrderState.Closed)
        {
            NextQueryAt = report.MayStillBePaid ? NextQueryAt : null;
            return null;
        }

        if (OrderLifecycle.Next(State, ChannelClosed) is not { } next)
            return OrderErrors.NotAllowed(OutTradeNo, State, ChannelClosed);

        State = next;
        ClosedAt = now;

        // A page left open somewhere may pay it yet: one more look when its time is over, so that the money is not overseen.
        var lastLook = QuerySchedule.LastLook(ExpiresAt);
        NextQueryAt = report.MayStillBePaid && now < lastLook ? lastLook : null;
        return null;
    }

    // A closed order is looked at only because it might have been paid late. After its end an answer settles that.
    private Error? StopLooking(DateTimeOffset now)
    {
        if (State == OrderState.Closed && now >= ExpiresAt)
            NextQueryAt = null;
        return null;
    }

    // "No such order" is no proof while our own place call may still be under way.
    private bool IsNeverToAppear(ChannelReport report, DateTimeOffset now) =>
        State == OrderState.Open && now >= PlacedAt + PlaceSettledAfter && (report.IsGivenUp || now >= ExpiresAt);
}
