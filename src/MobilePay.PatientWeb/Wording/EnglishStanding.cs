namespace MobilePay.PatientWeb.Wording;

internal static class EnglishStanding
{
    public static readonly StandingWords Words = new()
    {
        Title = "Your payment",
        PendingTitle = "Waiting for your payment",
        PendingText = until => $"We have not been told of a payment yet. "
            + $"Please pay before {until}; after that it closes by itself and nothing is charged.",
        AskingTitle = "Checking your payment",
        AskingText = "We are checking. This usually takes seconds; please don’t pay again.",
        NotPaidGoOn = "You have not paid after all? Go on paying",
        CancelledTitle = "You cancelled the payment",
        FailedTitle = "The payment did not go through",
        CancelledText = "No payment has reached us so far. You can pay again. If you did pay, just wait: this page updates by "
            + "itself, and you are never charged twice.",
        OpenCashier = "Go on paying",
        PayAgain = "Pay again",
        GiveUp = "Don’t pay, close it",
        WaitingTitle = "Paid. Telling the hospital",
        WaitingSince = at => $"Paid at {at}",
        WaitingText = "This usually takes seconds. You can start walking to the pharmacy; this page updates by itself.",
        Promise = "We keep asking the hospital until it answers. You are never charged twice.",
        StillTitle = "Paid. The hospital is still confirming",
        StillText = "It takes longer than usual. Your money has arrived; please don’t pay again. "
            + "Stay in the hospital: staff at the cashier’s window can look it up by the order number.",
        LongTitle = "Paid. Not confirmed by the hospital yet",
        LongText = "It has been more than 5 minutes. Please show the order number below at the cashier’s window; "
            + "staff will check and help. Please don’t pay again.",
        ShowNumber = "Show this to the staff",
        OrderNumber = "Order number",
        DoneTitle = "Paid. Collect your medicine",
        DoneText = "The hospital has confirmed your payment.",
        PickUpAt = "Collect at",
        WindowNumber = number => $"Window {number}",
        AskAtPharmacy = "Please go to the pharmacy and show the order number below",
        DocumentNumber = "Hospital document",
        AmountPaid = "Amount paid",
        PaidAt = "Paid at",
        QrForWindow = "You can show this code at the window",
        RefusedTitle = "The hospital could not confirm this payment",
        RefusedBecause = reason => reason switch
        {
            "voided" => "Reason: the hospital has cancelled the prescription.",
            "changed" or "amount-mismatch" => "Reason: the prescription or its amount has changed.",
            "already-paid" => "Reason: the prescription was paid already.",
            "expired" => "Reason: the prescription is no longer valid.",
            _ => "The hospital did not accept the payment.",
        },
        RefusedText = "Your money is not lost. What the hospital has not confirmed goes back by itself the way it came, "
            + "usually within a minute. Nothing to do for you; the cashier’s window can look up the order number.",
        ClosedTitle = "This payment is closed",
        ClosedText = "Nothing was charged. You can pay again if you wish.",
        ScanAgain = "To pay again, please scan the code on the sheet once more.",
        RefundingTitle = "Your money is on its way back",
        RefundingText = "It is not lost: it goes back the way it came, and there is nothing for you to do. "
            + "This page updates itself; the cashier’s window can look up the order number.",
        RefundedTitle = "Refunded",
        RefundedText = amount => $"{amount} went back the way it came.",
        RefundFailedTitle = "The refund has not worked yet",
        RefundFailedText = "Your money is not lost; staff are working on it. Please keep the order number; "
            + "the cashier’s window can look it up.",
        RefundsTitle = "Refunds",
        RefundLine = (status, amount) => status switch
        {
            "refunded" => $"{amount} refunded",
            "refund-failed" => $"{amount} not refunded yet",
            _ => $"{amount} on its way back",
        },
        RefundBecause = cause => cause switch
        {
            "paid-late" => "The money came after this payment was closed, or after you had paid another way.",
            "hospital-refused" => "The hospital did not accept this charge.",
            "hospital-requested" => "Requested by the hospital.",
            "finance-decided" => "The hospital's finance office checked its books and gives this money back to you.",
            _ => "",
        },
        RefundArrives = method => method.Split('.')[0] switch
        {
            "bank" => "It goes back to the same bank card, usually within 1 to 10 working days.",
            _ => "To a wallet balance usually at once; to a bank card behind the wallet within 1 to 3 working days.",
        },
        RefundCall = "Your money is not lost. Please show the order number at the cashier’s window, or call the hospital; "
            + "staff will see to it.",
        ConnectionLost = "The connection is lost; trying again. Your payment is not affected.",
        Refreshes = "This page updates by itself",
        SeeReceipt = "See the receipt",
        ReceiptTitle = "Receipt",
        ReceiptNoLines = "The medicines are shown after a short check.",
        ReceiptNote = "For collecting medicine and for questions; not an invoice. Ask the hospital for one.",
        Print = "Print or save",
        Method = "Paid with",
        NotPaidYet = "This payment has not gone through, so there is no receipt.",
        BackToPayment = "Back to the payment",
    };
}
