using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Domain;

/// <summary>What a channel can say of a refund.</summary>
public enum ReportedRefund
{
    /// <summary>It has the refund and has not ended it.</summary>
    Processing,

    /// <summary>The money is back with the payer.</summary>
    Succeeded,

    /// <summary>Definitely not refunded.</summary>
    Refused,

    /// <summary>It knows no refund under this number, at least not yet.</summary>
    NotFound,
}

/// <summary>What the channel says of one refund: in its answer, in a notice, or when asked; all are read into this.</summary>
public sealed record RefundReport(string Channel, string MerchantId, string RefundNo, ReportedRefund State)
{
    /// <summary>This refund's amount; null where the channel does not repeat it, as in a refusal.</summary>
    public Money? Amount { get; init; }

    /// <summary>The channel's own number, where it has one.</summary>
    public string? ChannelRefundNo { get; init; }

    /// <summary>When the money went back; null where the channel does not say: then it is the time we heard of it.</summary>
    public DateTimeOffset? RefundedAt { get; init; }

    /// <summary>
    /// The second at which the channel says we asked for it, where it tells refunds apart by it, as UnionPay does.
    /// </summary>
    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>Why it was refused: a stable dotted code, such as refund.merchant-balance.</summary>
    public string? Reason { get; init; }

    /// <summary>A refusal after which the channel takes no second try under the same number.</summary>
    public bool IsNumberSpent { get; init; }
}
