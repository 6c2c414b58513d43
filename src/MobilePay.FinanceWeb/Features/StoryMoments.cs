using MobilePay.FinanceWeb.Clients;

namespace MobilePay.FinanceWeb.Features;

/// <summary>Makes moments of what each part of the platform knows. What two of them know is told once.</summary>
internal static class StoryMoments
{
    public static IReadOnlyList<StoryMoment> Of(
        PaymentFacts? payment, OrderStory? order, IReadOnlyList<WriteBackFacts> writeBacks, IReadOnlyList<Entry> entries) =>
    [
        .. OfPayment(payment, order)
            .Concat(order is null ? [] : OfOrder(order))
            .Concat(writeBacks.SelectMany(w => OfWriteBack(w)))
            .Concat((payment?.Bills ?? []).SelectMany(OfBill))
            .Concat((payment?.Refunds ?? []).SelectMany(r => OfRefund(r, order)))
            .Concat(entries.Select(e => new StoryMoment(e.At, StoryPart.Books, "booked") { Entry = e }))
            .OrderBy(m => m.At),
    ];

    private static IEnumerable<StoryMoment> OfPayment(PaymentFacts? payment, OrderStory? order)
    {
        if (payment is null)
            yield break;
        yield return new(payment.OpenedAt, StoryPart.Payments, "opened")
        {
            Fen = payment.AmountFen,
            Numbers = [payment.OutTradeNo],
        };
        if (payment.PaidAt is { } paid && order?.Order.PaidAt is null)
            yield return new(paid, StoryPart.Payments, "paid")
            {
                Fen = payment.AmountFen,
                Numbers = Given(payment.ChannelTradeNo),
            };
    }

    private static IEnumerable<StoryMoment> OfOrder(OrderStory story)
    {
        var order = story.Order;
        var placed = order.State == "refused" ? "place-refused" : "placed";
        yield return new(order.PlacedAt ?? order.CreatedAt, StoryPart.Channel, placed)
        {
            Times = order.Placings,
            Numbers = [order.OutTradeNo],
            Why = order.RefusedFor,
        };
        if (order.NextQueryAt is { } next)
            yield return new(next, StoryPart.Channel, "will-ask");
        if (order.PaidAt is { } paid)
            yield return new(paid, StoryPart.Channel, "paid") { Fen = order.AmountFen, Numbers = Given(order.ChannelTradeNo) };
        if (order.ClosedAt is { } closed)
            yield return new(closed, StoryPart.Channel, "order-closed");
        foreach (var notice in story.Notices)
            yield return new(notice.ReceivedAt, StoryPart.Channel, "notice-" + notice.Outcome)
            {
                Numbers = [notice.NoticeId],
                Why = notice.RefusedFor,
            };
        foreach (var refund in story.Refunds)
        {
            if (refund.SentAt is { } sent)
                yield return new(sent, StoryPart.Channel, "refund-sent") { Times = refund.Sendings, Numbers = [refund.RefundNo] };
            if (refund.NextStepAt is { } step)
                yield return new(step, StoryPart.Channel, "will-ask-refund") { Numbers = [refund.RefundNo] };
            if (refund.RefundedAt is { } back)
                yield return new(back, StoryPart.Channel, "refunded")
                {
                    Fen = refund.AmountFen,
                    Numbers = [refund.RefundNo, .. Given(refund.ChannelRefundNo)],
                };
        }
    }

    private static IEnumerable<StoryMoment> OfWriteBack(WriteBackFacts told)
    {
        if (told.LastSentAt is { } sent)
            yield return new(sent, StoryPart.Hospital, "his-told") { Times = told.SentCount, Numbers = [told.OrderNo] };
        if (told.NextCheckAt is { } next)
            yield return new(next, StoryPart.Hospital, "will-ask-his") { Numbers = [told.OrderNo] };
    }

    private static IEnumerable<StoryMoment> OfBill(BillFacts bill)
    {
        if (bill.AnsweredAt is { } at)
            yield return new(at, StoryPart.Hospital, "his-" + bill.HospitalStatus)
            {
                Fen = bill.AmountFen,
                Numbers = [bill.OrderNo, .. Given(bill.HisDocNo), .. Given(bill.InvoiceNo)],
                Why = bill.RefusedBecause,
            };
    }

    private static IEnumerable<StoryMoment> OfRefund(RefundFacts refund, OrderStory? order)
    {
        yield return new(refund.RequestedAt, StoryPart.Payments, "refund-" + refund.Cause)
        {
            Fen = refund.AmountFen,
            Numbers = [refund.RefundNo, .. Given(refund.HisRefundNo), .. Given(refund.FinanceNo)],
            Why = refund.HisReason ?? refund.FinanceReason,
        };
        if (refund.EndedAt is not { } ended)
            yield break;
        if (refund.Status == "refund-failed")
            yield return new(ended, StoryPart.Payments, refund.ReplacedBy is null ? "refund-failed" : "refund-replaced")
            {
                Fen = refund.AmountFen,
                Numbers = [refund.RefundNo, .. Given(refund.ReplacedBy)],
                Why = refund.FailedBecause,
            };
        else if (order?.Refunds.Any(r => r.RefundNo == refund.RefundNo && r.RefundedAt is not null) != true)
            yield return new(ended, StoryPart.Payments, "refunded")
            {
                Fen = refund.AmountFen,
                Numbers = [refund.RefundNo, .. Given(refund.ChannelRefundNo)],
            };
    }

    private static string[] Given(string? number) => string.IsNullOrEmpty(number) ? [] : [number];
}
