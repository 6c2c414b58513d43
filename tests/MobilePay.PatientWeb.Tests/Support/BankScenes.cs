using static MobilePay.PatientWeb.Tests.Support.BankSamples;
using static MobilePay.PatientWeb.Tests.Support.Samples;

namespace MobilePay.PatientWeb.Tests.Support;

/// <summary>Paying by bank card, in every state.</summary>
public static class BankScenes
{
    public static IReadOnlyList<Scene> All =>
    [
        new("bank-new-card", 200, "我们不保存", "we don’t keep it", s => s.PayByCard(QuickPay())),
        new("bank-new-card-wrong", 422, "应是 12 至 19 位数字", "12 to 19 digits", s => Enter(s, Unreadable)),
        new("bank-card-refused", 409, "银行没有接受这张卡", "did not accept this card",
            s => Enter(s, CreditParticulars, Problem(409, "bank.card-refused"))),
        new("bank-sign-up-away", 503, "银行暂时没有回应", "bank does not answer",
            s => Enter(s, Particulars, Problem(503, "bank.unavailable", headers: After(60)))),
        new("bank-sign-up-code", 200, "199****0001", "199****0001", s => Enter(s, Particulars, SignUp)),
        new("bank-sign-up-code-shape", 422, "4 至 8 位数字", "4 to 8 digits", s => Check(s, "12", Known)),
        new("bank-sign-up-code-wrong", 409, "还可以试 4 次", "4 more tries",
            s => Check(s, Message, Problem(409, "bank.code-wrong", new { triesLeft = 4 }))),
        new("bank-sign-up-too-soon", 429, "10:05:42 后可以重新获取", "another from 10:05:42", TooSoon),
        new("bank-sign-up-over", 400, "这一步放得太久了", "open for too long",
            s => Check(s, Message, Problem(400, "bank.sealed-invalid"))),
        new("bank-sign-up-edit", 200, "填写银行卡", "Enter your bank card", Edit),
        new("bank-credit-again", 200, "再填一次卡背面的三位数", "once more", CreditAgain),
        new("bank-choose", 200, "••••\u00a00011", "••••\u00a00011", s => s.PayByCard(QuickPay(cards: Card))),
        new("bank-choose-two", 200, "••••\u00a02048", "••••\u00a02048", s => s.PayByCard(QuickPay(cards: [Card, CreditCard]))),
        new("bank-added", 200, "已经核对好", "card is checked", Added),
        new("bank-remove", 200, "不再使用 示例商业银行", "Stop using 示例商业银行", Remove),
        new("bank-choose-too-soon", 429, "刚刚发过验证码", "sent a moment ago",
            s => AskForCode(s, Problem(429, "bank.code-too-soon", headers: After(42)))),
        new("bank-code", 200, "向示例人民医院支付 ¥53.40", "exactly ¥53.40 to 示例人民医院", s => AskForCode(s, CodeSent)),
        new("bank-code-elsewhere", 200, "向医院支付 ¥53.40", "exactly ¥53.40 to the hospital", Elsewhere),
        new("bank-code-shape", 422, "4 至 8 位数字", "4 to 8 digits", s => Confirm(s, "", Confirmed)),
        new("bank-code-wrong", 409, "还可以试 2 次", "2 more tries",
            s => Confirm(s, Message, Problem(409, "bank.code-wrong", new { triesLeft = 2 }))),
        new("bank-code-exhausted", 410, "输错次数太多", "Too many wrong codes",
            s => Confirm(s, Message, "over", Problem(409, "bank.code-exhausted"))),
        new("bank-refused-balance", 409, "这张卡余额不足", "not enough money", s => Confirm(s, Message, "card",
            Problem(409, "bank.payment-refused", new { reason = "balance", message = "账户余额不足[2000064]" }))),
        new("bank-over", 410, "这次银行卡付款已结束", "card payment has ended", s => s.PayByCard(QuickPay("over"))),
        new("bank-unknown", 404, "没有找到这笔银行卡付款", "can’t find this card payment",
            s => s.PayByCard(Problem(404, "bank.order-unknown"))),
        new("bank-away", 503, "银行暂时没有回应", "bank does not answer", s => s.PayByCard(Problem(503, "service.unavailable"))),
        new("bank-paying", 200, "正在等待付款结果", "Waiting for your payment", s => s.PayByCard(QuickPay("paying"))),
    ];

    /// <summary>Fills in the form for a new card.</summary>
    public static async Task Enter(Stage stage, (string, string)[] typed, params Reply[] answers)
    {
        stage.Services.On("POST", SignUpPath, answers);
        await stage.PayByCard(QuickPay());
        await stage.Patient.Press("main form button", typed);
    }

    /// <summary>Enters the code that proves the card hers.</summary>
    public static async Task Check(Stage stage, string code, params Reply[] answers)
    {
        stage.Services.On("POST", SignedUpPath, answers);
        await Enter(stage, Particulars, SignUp);
        await stage.Patient.Press("main form button", ("code", code));
    }

    /// <summary>Taps on the card she has here.</summary>
    public static async Task AskForCode(Stage stage, Reply answer)
    {
        stage.Services.On("POST", CodePath, answer);
        await stage.PayByCard(QuickPay(cards: Card));
        if (answer.Status < 400)
            stage.Services.On("GET", BankSamples.Path, QuickPay("code", cards: Card));
        await stage.Patient.Press("main form button");
    }

    /// <summary>Enters the code that pays; afterwards the order stands as before, or as told.</summary>
    public static Task Confirm(Stage stage, string code, Reply answer) => Confirm(stage, code, "code", answer);

    public static async Task Confirm(Stage stage, string code, string stepAfter, Reply answer)
    {
        stage.Services.On("POST", ConfirmPath, answer);
        await AskForCode(stage, CodeSent);
        stage.Services.On("GET", BankSamples.Path, QuickPay("code", cards: Card), QuickPay(stepAfter, triesLeft: 2, cards: Card));
        await stage.Patient.Press("main form button", ("code", code));
    }

    private static Dictionary<string, string> After(int seconds) =>
        new() { ["Retry-After"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    private static (string, string)[] Unreadable => [("CardNo", "6200 00"), ("Name", ""), ("IdNo", "无"), ("Phone", "123"),
        ("Expires", "13/29"), ("Cvn2", "7")];

    private static async Task TooSoon(Stage stage)
    {
        await Enter(stage, Particulars, SignUp);
        stage.Services.On("POST", SignUpPath, Problem(429, "bank.code-too-soon", headers: After(42)));
        await stage.Patient.Press("button[formaction*=again]");
    }

    private static async Task Edit(Stage stage)
    {
        await Enter(stage, Particulars, SignUp);
        await stage.Patient.Press("button[formaction*=edit]");
    }

    private static async Task CreditAgain(Stage stage)
    {
        await Enter(stage, CreditParticulars, SignUp);
        await stage.Patient.Press("button[formaction*=again]");
    }

    private static async Task Added(Stage stage)
    {
        stage.Services.On("POST", CodePath, Problem(503, "bank.unavailable"));
        stage.Services.On("POST", SignedUpPath, Known);
        await Enter(stage, Particulars, SignUp);
        stage.Services.On("GET", BankSamples.Path, QuickPay(cards: Card));
        await stage.Patient.Press("main form button", ("code", Message));
    }

    private static async Task Remove(Stage stage)
    {
        await stage.PayByCard(QuickPay(cards: Card));
        await stage.Patient.Open($"{Page}?remove={CardId}");
    }

    private static Task Elsewhere(Stage stage)
    {
        stage.Services.On("GET", BankSamples.Path, QuickPay("code", cards: Card));
        return stage.Patient.Open(Page);
    }
}
