using static MobilePay.PatientWeb.Tests.Support.Samples;

namespace MobilePay.PatientWeb.Tests.Support;

/// <summary>From the tap on "pay" to the receipt, in every state.</summary>
public static class PaymentScenes
{
    public static IReadOnlyList<Scene> All =>
    [
        new("pay-locked", 409, "正在别处付款", "being paid elsewhere", s => s.Pay(Samples.Problem(409, "prescription.locked"))),
        new("pay-hospital-away", 503, "暂时连不上医院", "hospital can’t be reached", s => s.Pay(Problem(503, "hospital.unavailable"))),
        new("pay-channel-away", 503, "这种付款方式暂时打不开", "way to pay can’t be opened",
            s => s.Pay(Problem(503, "channel.unavailable"))),
        new("pay-voided", 409, "已作废", "cancelled this prescription", s => s.Pay(Problem(409, "prescription.voided"))),
        new("sign-in-failed", 503, "没有确认您的身份", "did not confirm who you are", SignInFailed, Agents.WeChat),
        new("sign-in-foreign", 400, "页面放得太久了", "open for too long", s => s.Patient.Open("/wechat/return?code=c&state=forged"),
            Agents.WeChat),
        new("cashier-wechat", 200, "微信支付", "WeChat Pay", s => s.SignInAndPay(Opened(Jsapi)), Agents.WeChat),
        new("cashier-qr", 200, "请用微信扫码付款", "Scan with WeChat", s => s.Pay(Opened(Qr)), Agents.Desktop),
        new("pending", 200, "正在等待付款结果", "Waiting for your payment", s => s.Show(Payment())),
        new("asking", 200, "正在确认付款结果", "Checking your payment", s => s.Show(Payment(), "?told=ok")),
        new("cancelled", 200, "您取消了付款", "You cancelled", s => s.Show(Payment(), "?told=cancel")),
        new("failed", 200, "这次付款没有完成", "did not go through", s => s.Show(Payment(), "?told=fail")),
        new("waiting", 200, "已付款，正在通知医院", "Telling the hospital", s => s.Show(Payment("paid"))),
        new("still", 200, "医院还在确认", "still confirming", s => s.Show(Payment("paid", "unknown", TimeSpan.FromMinutes(1)))),
        new("long", 200, "已超过 5 分钟", "more than 5 minutes", s => s.Show(Payment("paid", "unknown", TimeSpan.FromMinutes(5)))),
        new("done", 200, "缴费成功，请取药", "Collect your medicine", s => s.Show(Payment("paid", "confirmed"))),
        new("done-no-window", 200, "请到药房取药", "go to the pharmacy", s => s.Show(Payment("paid", "confirmed", hasPickup: false))),
        new("refused", 200, "医院未能确认这笔付款", "could not confirm", s => s.Show(Payment("paid", "refused", reason: "voided"))),
        new("closed", 200, "这笔付款已关闭", "This payment is closed", s => s.Show(Payment("closed"))),
        new("refunding", 200, "款项正在退还给您", "on its way back", s => s.Show(Payment("refunding"))),
        new("refunded", 200, "¥53.40 已按原路退回", "¥53.40 went back", s => s.Show(Payment("refunded"))),
        new("refund-failed", 200, "退款还没有成功", "has not worked yet", s => s.Show(Payment("refund-failed"))),
        new("payment-not-found", 404, "没有找到这笔付款", "can’t find this payment",
            s => s.Show(Problem(404, "payment.not-found"))),
        new("payment-away", 503, "页面暂时打不开", "can’t be shown", s => s.Show(Problem(503, "service.unavailable"))),
        new("cashier-alipay-qr", 200, "请用支付宝扫码付款", "Scan with Alipay",
            s => s.PayBy("button[value='alipay.qr']", Opened(AlipayQr)), Agents.Desktop),
        new("pay-method-away", 409, "或换一种方式付款", "or pay another way", s => s.Pay(Problem(409, "channel.refused"))),
        new("refund-part", 200, "已退 ¥10.00", "¥10.00 refunded",
            s => s.Show(Payment("paid", "confirmed", refunds: Refund("refunded")))),
        new("refund-part-under-way", 200, "正在退 ¥10.00", "¥10.00 on its way back",
            s => s.Show(Payment("paid", "confirmed", method: "bank.quickpay", refunds: Refund("refunding")))),
        new("refund-part-failed", 200, "收费窗口", "cashier’s window",
            s => s.Show(Payment("paid", "confirmed", refunds: [Refund("refund-failed"), Refund("refunded", 500)]))),
        new("refund-late", 200, "这笔付款已经关闭，或已用别的方式付过", "after this payment was closed",
            s => s.Show(Payment("refunding", method: "alipay.wap", refunds: Refund("refunding", 5340, "paid-late")))),
        new("refund-refused", 200, "医院没有收下这笔费用", "did not accept this charge",
            s => s.Show(Payment("refunded", "refused", refunds: Refund("refunded", 5340, "hospital-refused")))),
        new("receipt-refund", 200, "已退 ¥10.00", "¥10.00 refunded", s => Receipt(s, isProved: false, Refund("refunded"))),
        new("receipt", 200, "药品明细需要验证", "after a short check", s => Receipt(s, isProved: false)),
        new("receipt-lines", 200, "示例胶囊 2", "On this prescription", s => Receipt(s, isProved: true)),
        new("receipt-not-paid", 409, "所以没有凭证", "there is no receipt", NotPaid),
    ];

    private static async Task SignInFailed(Stage stage)
    {
        stage.Services.On("GET", "/wechat/authorize-url", new Reply(200, new { url = "http://cashier.example/oauth" }));
        stage.Services.On("GET", "/wechat/openid", Problem(409, "channel.code-refused"));
        await stage.Pay(Opened(Jsapi));
        await stage.Patient.Open($"/wechat/return?code=code1&state={stage.Services.State()}");
    }

    private static async Task Receipt(Stage stage, bool isProved, params object[] refunds)
    {
        await stage.Show(Payment("paid", "confirmed", refunds: refunds));
        if (isProved)
            await stage.Prove(Sheet("paid", proved: true, paymentId: Id));
        await stage.Patient.Open($"/p/{Id}/receipt");
    }

    private static async Task NotPaid(Stage stage)
    {
        await stage.Show(Payment());
        await stage.Patient.Open($"/p/{Id}/receipt");
    }
}
