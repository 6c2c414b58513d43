namespace MobilePay.Sandbox.Pages;

/// <summary>A fault in the words of the person who lives through it.</summary>
public sealed record PhoneFault(string Operation, string Mode, string Words, string? Code = null, int? DelayMs = null);

internal static class PhoneFaults
{
    public static PhoneFault[] In(Words t) =>
    [
        new("wechat.place", "error", t["下单失败：她点了支付，收银台打不开，没有扣款",
            "Placing fails: she presses Pay, no cashier opens, nothing is taken"]),
        new("wechat.place", "paid-before-answer", t["还没等到下单的回答，钱已经付好",
            "Her money is taken before the placing call is answered"]),
        new("wechat.notify", "drop", t["付款通知丢了：她付了钱，平台要自己去问",
            "The notice is lost: she paid, and the platform must ask"]),
        new("wechat.notify", "duplicate", t["同一个通知来两次：只能算一次",
            "The notice comes twice: it must count once"]),
        new("wechat.notify", "wrong-signature", t["通知的签名是错的：不能信，也不能因此丢了她的钱",
            "The notice is badly signed: not to be believed, and her money not to be lost"]),
        new("wechat.query", "error", t["微信查不到结果：她要等，不会被要求再付",
            "WeChat cannot be asked: she waits and is not asked to pay again"]),
        new("alipay.cashier", "error", t["支付宝收银台打不开，没有扣款",
            "Alipay's cashier does not open, nothing is taken"]),
        new("alipay.notify", "drop", t["支付宝的通知丢了：平台要自己去问",
            "Alipay's notice is lost: the platform must ask"]),
        new("alipay.query", "user-paying", t["支付宝说她还在输密码，其实已经付好",
            "Alipay says she is still typing, though she has paid"]),
        new("bank.sms", "error", t["银行发不出验证码：她还不能付，没有扣款",
            "The bank sends no code: she cannot pay yet, nothing is taken"]),
        new("bank.pay", "timeout-after-commit", t["银行扣了款却没回答：不能让她再付一次",
            "The bank took her money and never answers: she must not pay again"]),
        new("bank.pay", "refuse-after-commit", t["银行说余额不足，其实扣了款：她会多付，要退回一笔",
            "The bank says no balance and takes the money: whatever she pays besides must go back"], Code: "64"),
        new("bank.query", "user-paying", t["银行一直说“处理中”，其实已经扣款",
            "The bank goes on saying \"in process\", though it took the money"]),
        new("bank.notify", "drop", t["银行的通知丢了：平台要自己去问",
            "The bank's notice is lost: the platform must ask"]),
        new("bank.refund", "outcome", t["银行答应退款，后来又退不成",
            "The bank accepts a refund, which fails later"], Code: "60"),
        new("wechat.refund", "outcome", t["微信退不回去：她的卡已注销",
            "WeChat cannot give it back: her card is gone"], Code: "ABNORMAL"),
        new("alipay.refund", "timeout-after-commit", t["支付宝退了款却没回答：不能退第二次",
            "Alipay gave it back and never answers: it must not go back twice"]),
        new("his.bills", "error", t["医院系统停机：看不到处方，也不应被要求付款",
            "The hospital is down: no prescription to see, and nobody asks her to pay"]),
        new("his.presettlements", "refuse", t["别人正在付这张单：请她稍等，没有扣款",
            "Someone else is paying this bill: she is asked to wait, nothing is taken"], Code: "LOCKED_BY_OTHER"),
        new("his.settlements", "timeout-after-commit", t["医院记了账却没回答：她看到“正在通知医院”",
            "The hospital booked it and never answers: she sees that it is being told"]),
        new("his.settlements", "refuse", t["付完才知道窗口已收过钱：她这一笔要退回",
            "Paid at the window meanwhile: this payment must go back to her"], Code: "ALREADY_PAID"),
    ];
}
