namespace MobilePay.PatientWeb.Wording;

internal static class EnglishProblems
{
    private const string NotCharged = "Nothing was charged.";
    private const string NotTakingMoney = "No money is being taken right now; yours is not affected.";

    public static Problem Of(string code) => code switch
    {
        "prescription.not-found" or "hospital.unknown" => new("We can’t find this prescription", NotCharged,
            "Please scan the code on the sheet again. If that doesn’t help, ask at the cashier’s window and bring the sheet."),
        "prescription.expired" => new("This prescription is no longer valid", NotCharged,
            "Please go back to the consulting room and ask the doctor for a new one."),
        "prescription.voided" => new("The hospital has cancelled this prescription", NotCharged,
            "If you still need the medicine, please ask the doctor."),
        "prescription.already-paid" => new("This prescription is paid", "You don’t need to pay again.",
            "Please collect your medicine at the pharmacy. Not sure which window? Show them the sheet."),
        "prescription.window-only" => new("Please pay for this one at the window", NotCharged,
            "It contains medicine under special control. "
            + "Please take the paper and an identity document to the cashier’s window."),
        "prescription.nothing-to-pay" => new("There is nothing to pay", NotCharged, "Please go straight to the pharmacy."),
        "prescription.locked" => new("This prescription is being paid elsewhere", NotCharged,
            "Perhaps by family, or at the cashier’s window. Please try again in a few minutes, or ask at the window."),
        "prescription.changed" => new("The hospital has just changed this prescription", NotCharged,
            "Please go back, check the new amount, and then pay."),
        "hospital.unavailable" or "hospital.bill-inconsistent" => new("The hospital can’t be reached right now", NotTakingMoney,
            "Please try again in a few minutes. In a hurry? Take the sheet to the cashier’s window."),
        "hospital.refused" => new("The hospital can’t take this payment right now", NotCharged,
            "Please ask at the cashier’s window and bring the sheet."),
        "channel.unavailable" or "channel.refused" or "payment.method-unknown" => new(
            "This way to pay can’t be opened right now", NotCharged,
            "Please try again, or pay another way; you won’t be charged twice. In a hurry? Pay at the cashier’s window."),
        "bank.order-unknown" => new("We can’t find this card payment", NotCharged,
            "Please scan the code on the sheet again and choose how to pay."),
        "bank.order-over" => new("This card payment has ended", NotCharged, "You can pay again, or pay another way."),
        "bank.code-exhausted" => new("Too many wrong codes; this payment has ended", NotCharged,
            "You can pay again, or pay another way."),
        "bank.order-paying" => new("The bank is working on this payment", "Please don’t pay again.",
            "Please wait a moment; this page will tell you."),
        "bank.card-refused" => new("The bank did not accept this card", NotCharged,
            "Please check number, name, identity number and phone: they must be those you gave the bank. "
            + "A credit card also needs its expiry and the three digits. Or use another card."),
        "bank.card-of-another" => new("This card was not added on this phone", NotCharged,
            "Please choose one of the cards below, or enter a new one."),
        "bank.payment-refused" => new("The bank did not accept this payment", NotCharged,
            "Please use another bank card, or pay another way."),
        "bank.code-too-soon" => new("A code was sent a moment ago", NotCharged,
            "Please look at your messages first; you can ask for another in a minute."),
        "bank.code-not-sent" => new("Please get a code first", NotCharged,
            "Tap the card to use; the bank sends the code to your phone."),
        "bank.sealed-invalid" => new("This step was open for too long", NotCharged,
            "Please check the card below and get a new code."),
        "bank.unavailable" => new("The bank does not answer right now", NotCharged,
            "A code may be on its way: if it comes, just enter it. If not, try again in a while, or pay another way."),
        "payment.not-found" => new("We can’t find this payment",
            "If you have paid, your money is safe and the hospital can trace it.",
            "Please scan the code on the sheet again, or show the payment in your wallet at the cashier’s window."),
        "request.too-many" => new("That was a little fast", NotCharged, "Please wait a minute and try again."),
        "page.not-found" => new("There is no such page", NotCharged, "Please scan the code on your prescription sheet again."),
        "page.stale" => new("This page was open for too long", "No new charge was made.",
            "Please go back to the prescription, or scan the code on the sheet again."),
        _ => new("This page can’t be shown right now", "No new charge was made, and a payment you made is not lost.",
            "Please try again in a moment. In a hurry? Take the sheet to the cashier’s window."),
    };
}
