using System.Globalization;

namespace MobilePay.PatientWeb.Wording;

public static class English
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static readonly Words Words = new()
    {
        Lang = "en",
        OtherLang = "zh",
        OtherLangName = "中文",
        LargeOn = "Larger type",
        LargeOff = "Normal type",
        SkipToMain = "Skip to main content",
        Product = "Pay for a prescription",
        Footer = "You pay with WeChat Pay, Alipay or your bank. This page never asks for a payment password.",
        Day = at => at.ToOffset(Beijing).ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        Moment = at => at.ToOffset(Beijing).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture),
        Clock = at => at.ToOffset(Beijing).ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        Sheet = Sheet(),
        Proof = Proof(),
        Cashier = Cashier(),
        Bank = EnglishBank.Words,
        Standing = EnglishStanding.Words,
        ProblemOf = EnglishProblems.Of,
    };

    private static SheetWords Sheet() => new()
    {
        HomeTitle = "Pay for your prescription by phone",
        HomeText = "After seeing the doctor, scan the code on your prescription sheet and pay on your phone. No queue.",
        HomeSteps =
        [
            "Open “Scan” in WeChat or Alipay and point it at the code on the sheet",
            "Check hospital, department, name and amount, then tap “Pay”",
            "Collect your medicine at the window shown after payment",
        ],
        Title = "Pay for a prescription",
        Department = "Department",
        Doctor = "Doctor",
        Date = "Date",
        Patient = "Patient",
        Number = "Prescription no.",
        ValidUntil = "Valid until",
        Amount = "Amount to pay",
        IsItYours = "Is this prescription yours or a family member’s? Please check before you pay.",
        Pay = amount => $"Pay {amount}",
        SeeLines = "See what is on it",
        OtherWays = "Other ways to pay",
        AnotherWay = "Pay another way",
        MethodName = method => method switch
        {
            "wechat.native" => "Show a code to pay with WeChat on another phone",
            "alipay.qr" => "Show a code to pay with Alipay on your phone",
            _ => PaidWith(method),
        },
        PayWith = method => method switch
        {
            "wechat.native" => "by scanning with WeChat",
            "alipay.qr" => "by scanning with Alipay",
            "bank.quickpay" => "with a bank card",
            _ => $"with {PaidWith(method)}",
        },
        PaidWith = PaidWith,
        Changed = (before, now) => $"The hospital has changed this prescription: it was {before}, now it is {now}. "
            + "Please check again.",
        ChangedSameAmount = "The hospital has changed what is on this prescription; the amount is the same. Please check again.",
        WindowOnlyTitle = "Please pay for this one at the window",
        WindowOnly = "It contains medicine under special control, for which the paper prescription must be handed in. "
            + "Please take the paper and an identity document to the cashier’s window. Nothing was charged here.",
        MiniProgram = "You can’t pay inside a mini program yet. "
            + "Please leave it and scan the code on the sheet with WeChat’s “Scan”.",
        NothingToPay = "There is nothing to pay. Please collect your medicine at the pharmacy.",
        PaidTitle = "This prescription is paid",
        DispensedTitle = "Paid, and the medicine was handed out",
        PaidText = "You don’t need to pay again. To see the pharmacy window and the receipt, please confirm that you are the "
            + "patient or family.",
        SeePaid = "See window and receipt",
        TryAgain = "Try again",
        BackToSheet = "Back to the prescription",
        LinesTitle = "On this prescription",
        LineCount = count => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "item" : "items")}"),
        Total = "Total",
        Discount = "Discount",
        Insurance = "Paid by insurance",
        Rounding = "Rounding",
        ToPay = "You pay",
        Paid = "You paid",
    };

    private static ProofWords Proof() => new()
    {
        Title = "A short check before the details",
        Why = "A sheet of paper may be seen by others. The medicines are shown only to the patient and family.",
        Label = "Last 4 characters of the patient’s ID or phone number",
        Hint = "If the ID number ends in X, enter the X.",
        Submit = "See the details",
        Shape = "Please enter 4 digits or letters.",
        Wrong = left => string.Create(CultureInfo.InvariantCulture,
            $"These are not the right 4 characters. Please check; {left} more {(left == 1 ? "try" : "tries")}."),
        Paused = minutes => string.Create(CultureInfo.InvariantCulture,
            $"Too many wrong tries. Please wait {minutes} {(minutes == 1 ? "minute" : "minutes")}. "
            + $"You can pay without seeing the details."),
    };

    private static CashierWords Cashier() => new()
    {
        WeChatTitle = "WeChat Pay",
        WeChatOpening = "Opening WeChat Pay. Please confirm the payment in the window that appears.",
        WeChatAgain = "Open WeChat Pay",
        NeedsScript = "Scripts are switched off in your browser, so WeChat’s payment window can’t open.",
        NoBridge = "WeChat’s payment window did not open. Nothing was charged. Try again, or pay through the browser.",
        ByBrowser = "Open WeChat Pay through the browser",
        NoSignIn = "WeChat did not confirm who you are, so its payment window can’t open. "
            + "Try again, or pay another way.",
        QrTitle = method => $"Scan with {Wallet(method)} to pay",
        QrText = method => $"Open “Scan” in {Wallet(method)} on your phone and point it at this code. "
            + "The page updates by itself once you have paid.",
        QrAlt = method => $"QR code for paying with {Wallet(method)}",
        QrUntil = at => $"Please pay before {at}",
        HavePaid = "I have paid, show the result",
        RetryPay = "Try again",
        NotCharged = "Nothing was charged.",
    };

    private static string PaidWith(string method) => method.Split('.')[0] switch
    {
        "wechat" => "WeChat Pay",
        "alipay" => "Alipay",
        "bank" => "Bank card",
        _ => "Phone",
    };

    private static string Wallet(string method) => method == "alipay.qr" ? "Alipay" : "WeChat";
}
