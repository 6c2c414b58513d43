using MobilePay.Primitives;
using static MobilePay.Payments.Domain.PaymentEvent;

namespace MobilePay.Payments.Domain;

/// <summary>One attempt to pay one or several bills of one patient, under one number, on one channel.</summary>
public sealed partial class Payment
{
    private readonly List<PaymentBill> bills = [];

    private Payment()
    {
    }

    public Guid Id { get; private init; }
    public string HospitalId { get; private init; } = "";
    public string OutTradeNo { get; private init; } = "";
    public string Method { get; private init; } = "";
    public string Entrance { get; private init; } = "";
    public Money Amount { get; private init; }
    public PaymentStatus Status { get; private set; }
    public DateTimeOffset OpenedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>
    /// When the order is to be closed, or tried to be closed again. Null once the payment is no longer pending.
    /// </summary>
    public DateTimeOffset? CloseAt { get; private set; }

    public string? ChannelTradeNo { get; private set; }
    public DateTimeOffset? PaidAt { get; private set; }
    public uint Version { get; private set; }
    public IReadOnlyList<PaymentBill> Bills => bills;

    public HospitalStatus HospitalStatus => HospitalLifecycle.Together(bills.Select(b => b.HospitalStatus));

    public static Payment Open(
        string hospitalId, string method, string entrance, IReadOnlyList<OwedBill> owed, DateTimeOffset now, TimeSpan payWithin)
    {
        var id = Guid.CreateVersion7(now);
        var payment = new Payment
        {
            Id = id,
            HospitalId = hospitalId,
            OutTradeNo = PaymentNumber.Of(id, now),
            Method = method,
            Entrance = entrance,
            Amount = owed.Aggregate(Money.Zero, (sum, bill) => sum + bill.Payable),
            OpenedAt = now,
            ExpiresAt = now + payWithin,
            CloseAt = now + payWithin,
        };
        payment.bills.AddRange(owed.Select((bill, i) =>
            new PaymentBill(hospitalId, id, PaymentNumber.OfBill(payment.OutTradeNo, i, owed.Count), bill)));
        return payment;
    }

    /// <summary>Applies the channel's word that it is paid; the same word twice changes nothing.</summary>
    public Error? ConfirmPaid(string channelTradeNo, Money paid, DateTimeOffset paidAt)
    {
        if (ChannelTradeNo is not null)
            return ChannelTradeNo == channelTradeNo ? null : PaymentErrors.PaidByAnotherTrade(Id);

        if (paid != Amount)
            return PaymentErrors.AmountDiffers(Id, Amount, paid);

        if (PaymentLifecycle.Next(Status, ChannelPaid) is not { } next)
            return PaymentErrors.NotAllowed(Id, Status, ChannelPaid);

        ChannelTradeNo = channelTradeNo;
        PaidAt = paidAt;
        Move(next);
        return null;
    }

    /// <summary>
    /// Ends an attempt that the channel has closed. Ending it twice changes nothing; ending a paid one is refused.
    /// </summary>
    public Error? Close(PaymentEvent why)
    {
        if (Status == PaymentStatus.Closed)
            return null;

        if (PaymentLifecycle.Next(Status, why) is not { } next)
            return PaymentErrors.NotAllowed(Id, Status, why);

        Move(next);
        foreach (var bill in bills)
            bill.LetGo();
        return null;
    }

    /// <summary>The channel did not say whether the order is closed; ask again then.</summary>
    public void CloseLater(DateTimeOffset at) => CloseAt = at;

    private void Move(PaymentStatus next)
    {
        Status = next;
        CloseAt = null;
    }
}
