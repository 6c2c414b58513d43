namespace MobilePay.PatientWeb.Tests.Support;

/// <summary>Paying by bank card, as BankSettlement would tell it. Every number is made up.</summary>
public static class BankSamples
{
    public const string OutTradeNo = "MP202611230000000001";
    public const string CardNo = "6200000000000000011";
    public const string HolderName = "示例持卡人";
    public const string IdNo = "99010119900101001X";
    public const string Phone = "19900000001";
    public const string Cvn2 = "735";
    public const string Message = "471182";
    public static readonly Guid CardId = Guid.Parse("019aaf00-0000-7000-8000-0000000000c1");
    public static readonly Guid CreditCardId = Guid.Parse("019aaf00-0000-7000-8000-0000000000c2");
    public static readonly Guid SignUpId = Guid.Parse("019aaf00-0000-7000-8000-0000000000d1");

    public static string Page => $"/pay/bank/{OutTradeNo}";
    public static string CardPage => $"{Page}/card";
    public static string Path => $"/api/v1/quick-pays/{OutTradeNo}";
    public static string SignUpPath => $"{Path}/sign-ups";
    public static string SignedUpPath => $"{SignUpPath}/{SignUpId}/confirm";
    public static string CodePath => $"{Path}/code";
    public static string ConfirmPath => $"{Path}/confirm";

    public static object SmsConfirm => new { type = "sms-confirm", url = $"http://pay.example{Page}" };

    public static object Card => new { cardId = CardId, bank = "示例商业银行", last4 = "0011", kind = "debit" };

    public static object CreditCard => new
    {
        cardId = CreditCardId,
        bank = "示例农村商业银行股份有限公司信用卡中心",
        last4 = "2048",
        kind = "credit",
    };

    public static Reply QuickPay(string step = "card", int triesLeft = 5, params object[] cards) => new(200, new
    {
        outTradeNo = OutTradeNo,
        paymentId = Samples.Id,
        hospitalId = "SYN000000",
        amountFen = 5340,
        expiresAt = Samples.Now.AddMinutes(14),
        step,
        codeAgainAt = step == "code" ? Samples.Now.AddSeconds(58) : (DateTimeOffset?)null,
        triesLeft,
        cardId = step == "code" ? CardId : (Guid?)null,
        cards,
    });

    public static Reply SignUp => new(201, new Dictionary<string, object>
    {
        ["signUpId"] = SignUpId,
        ["sealed"] = "sealed-by-the-service",
        ["codeSentTo"] = "199****0001",
        ["codeAgainAt"] = Samples.Now.AddSeconds(60),
    });

    public static Reply Known => new(200, Card);

    public static Reply CodeSent => new(200, new { codeSentTo = "199****0001", codeAgainAt = Samples.Now.AddSeconds(60) });

    public static Reply Confirmed => new(200, new { outcome = "accepted" });

    public static (string, string)[] Particulars =>
        [("CardNo", "6200 0000 0000 0000 011"), ("Name", HolderName), ("IdNo", IdNo), ("Phone", Phone)];

    public static (string, string)[] CreditParticulars => [.. Particulars, ("Expires", "07/29"), ("Cvn2", Cvn2)];
}
