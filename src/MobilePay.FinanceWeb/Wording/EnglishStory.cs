using MobilePay.FinanceWeb.Features;

namespace MobilePay.FinanceWeb.Wording;

internal static class EnglishStory
{
    public static readonly StoryWords Story = new()
    {
        Name = (sort, code) => StoryNames.English.GetValueOrDefault((sort, code), code),
        PartName = part => part switch
        {
            StoryPart.Payments => "Platform",
            StoryPart.Channel => "Channel",
            StoryPart.Hospital => "Hospital",
            StoryPart.Books => "Books",
        },
        Search = "Number",
        SearchHint = "Order, channel, refund, hospital refund, prescription or visit number, in full. Without a number, enter "
            + "amount and day.",
        Amount = "Amount (yuan)",
        AmountUnread = "The amount could not be read, so it was not searched for. Write it like 53.40.",
        Method = "Paid with",
        Money = "Money",
        AtHospital = "Hospital",
        GivenBack = "Given back",
        OnItsWay = "On its way back",
        OpenedAt = "Opened at",
        PaidAt = "Paid at",
        ExpiresAt = "To be paid until",
        TradeNo = "Channel's number",
        Prescription = "Prescription",
        Visit = "Visit",
        Bill = "Bill",
        Document = "Hospital's document",
        Pickup = "Pick-up window",
        NoneFound = "Nothing found. Check that the number is whole, or widen the days and search by amount and day.",
        One = "One payment",
        Bills = "Bills",
        Moments = "What happened",
        NoMoments = "Nothing is recorded.",
        Silent = parts => $"No answer from: {parts}. That part may be missing below. Reload in a while, and tell an "
            + "administrator if it stays so.",
        NoFacts = "Payments do not answer, so amount and status cannot be shown now.",
        Times = count => $"{count} times; this is the last",
        Differences = count => count == 1 ? "1 difference" : $"{count} differences",
        NoDifferences = "No differences.",
        ToJournal = "Show in the journal",
        FailedTitle = "Failed refunds, to be looked at",
        FailedText = "The channel has definitely not refunded; the money is still the hospital's. Once the cause is gone (the "
            + "merchant's balance is filled up, for example), try again.",
        NoneFailed = "No failed refunds. They appear here when a channel refuses.",
        FailedAt = "Failed at",
        Why = "Why",
        Cause = "Refunded because",
        NewNumber = "will go under a new number",
        TryAgain = "Try again",
        TryAgainAsk = refund => $"Try refund {refund} again?",
        TryAgainText = amount => $"The channel is asked again to give {amount} back to the patient by the way it came. It is "
            + "asked about the earlier try first, so nothing goes back twice. This is written to the staff record.",
        TriedAgain = refund => $"Refund {refund} is on its way again. What comes of it appears in the register below.",
        Register = "Refund register",
        RegisterEmpty = "No refunds in this time.",
        RefundNo = "Refund number",
        HisRefundNo = "Hospital's refund number",
        ChannelRefundNo = "Channel's refund number",
        RefundedAt = "Refunded at",
        AskedBy = "Asked by",
        DaysBetween = "Days between",
        FailedOfThem = count => $"{count} of them failed",
    };
}
