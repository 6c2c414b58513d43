using System.Globalization;

namespace MobilePay.Reconciliation.Domain;

/// <summary>One line of the hospital's day.</summary>
/// <param name="LineNo">From 1, as the hospital counts them.</param>
/// <param name="Number">
/// Our number for the bill ("…-2" where a payment has several); for a refund the hospital's own number of it.
/// </param>
/// <param name="OrderNo">Our number for the payment the line belongs to.</param>
/// <param name="Channel">In our words: wechat, alipay, bank.</param>
/// <param name="AmountFen">0 or more.</param>
public readonly record struct HandoverLine(
    int LineNo,
    LineKind Kind,
    string Number,
    string OrderNo,
    string Channel,
    string HisDocNo,
    string? ChannelTradeNo,
    long AmountFen,
    DateTimeOffset At,
    string? Department,
    string? Doctor)
{
    /// <summary>Which of its payment's bills the line is for, from 1; 0 where the payment has one, and for a refund.</summary>
    public short Part => Kind == LineKind.Payment && Number.Length > OrderNo.Length + 1
        && short.TryParse(Number.AsSpan(OrderNo.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var part)
        ? part : (short)0;
}
