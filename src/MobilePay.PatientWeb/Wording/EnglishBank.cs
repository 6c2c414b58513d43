using System.Globalization;

namespace MobilePay.PatientWeb.Wording;

internal static class EnglishBank
{
    public static readonly BankWords Words = new()
    {
        Title = "Pay by bank card",
        TheHospital = "the hospital",
        PayTo = hospital => $"To {hospital}",
        CardName = card => $"{card.Bank ?? "Bank"} {(card.Kind == "credit" ? "credit" : "debit")} card ••••\u00a0{card.Last4}",
        ChooseTitle = "Choose a card",
        SendsCode = "Tap a card, and the bank sends a code for paying to the phone registered with it.",
        UseOther = "Use another card",
        KnownCards = "Use a card added before",
        Added = "The card is checked. Please tap it to get the code for paying.",
        Manage = "Stop using a card",
        Remove = card => $"Remove {card}",
        RemoveAsk = card => $"Stop using {card}?",
        RemoveText = "To use this card again you would enter it anew. What you have paid is not affected.",
        RemoveYes = "Remove this card",
        RemoveNo = "Keep it",
        NewTitle = "Enter your bank card",
        Fields = FieldOf,
        Credit = "For a credit card, two more (not for a debit card)",
        NotKept = "All this goes to the bank to be checked; we don’t keep it. Afterwards only the last 4 digits are remembered, "
            + "so that you need not enter it again.",
        GetCode = "Get a code",
        SignUpCodeTitle = "Enter the code to check the card",
        SignUpNote = "This step only checks your card. Nothing is charged.",
        SentTo = phone => phone is null ? "The code was sent to the phone registered with this card."
            : $"The code was sent to the phone {phone}.",
        Code = "Code from the message",
        CodeShape = "Please enter the 4 to 8 digits from the message.",
        CodeWrong = left => "The code is not right; nothing was charged. Please check the latest message; "
            + $"{Tries(left)}.",
        TriesLeft = left => $"{Tries(left)}.",
        Check = "Next",
        Again = "No message? Get another code",
        AgainFrom = time => $"(from {time})",
        AgainLeft = "(in {0} s)",
        TooSoon = time => $"Please look at your messages first; you can ask for another from {time}.",
        Change = "Change phone or card number",
        PayCodeTitle = "Enter the code to pay",
        PaysExactly = (amount, hospital) => $"The code pays exactly {amount} to {hospital}.",
        Confirm = amount => $"Pay {amount}",
        OtherCard = "Use another card",
        RefusedBecause = reason => reason switch
        {
            "balance" => "There is not enough money on this card",
            "limit" => "This is more than the card may pay",
            "card" => "This card can’t pay right now",
            _ => "The bank did not accept this payment",
        },
        BankSaid = "The bank says:",
    };

    private static string Tries(int left) =>
        string.Create(CultureInfo.InvariantCulture, $"{left} more {(left == 1 ? "try" : "tries")}");

    private static FieldWords FieldOf(string name) => name switch
    {
        "CardNo" => new("Card number", "The long number on the front; it tells which bank is yours.",
            "Please check the number: 12 to 19 digits."),
        "Name" => new("Name of the card holder", "As the bank knows you, so that it can see the card is yours.",
            "Please enter the card holder’s name."),
        "IdNo" => new("Identity number", "Of the document you opened the card with; the bank checks that it is you.",
            "Please check the number: 6 to 20 digits or letters."),
        "Phone" => new("Mobile phone", "The number you gave the bank; the code goes there.",
            "Please check the number: 11 digits, mainland China."),
        "Expires" => new("Valid until (month/year)", "As on the front of the card, for example 07/29.",
            "Please write month/year, for example 07/29."),
        _ => new("Security code", "The three digits on the back of the card; we never keep them.",
            "Please enter the three digits on the back.", "To be safe, please enter the three digits on the back once more."),
    };
}
