using static MobilePay.PatientWeb.Tests.Support.Samples;

namespace MobilePay.PatientWeb.Tests.Support;

/// <summary>The sheet, the proof and the lines, in every state.</summary>
public static class SheetScenes
{
    public static IReadOnlyList<Scene> All =>
    [
        new("home", 200, "扫一扫", "No queue", s => s.Patient.Open("/")),
        new("scan", 200, "去支付 ¥53.40", "Pay ¥53.40", s => s.Scan(Sheet())),
        new("scan-wechat", 200, "是您本人或家人的处方吗", "yours or a family", s => s.Scan(Sheet()), Agents.WeChat),
        new("scan-long", 200, "去支付 ¥123456.78", "Pay ¥123456.78", s => s.Scan(Sheet(fen: 12345678, isLong: true))),
        new("scan-alipay", 200, "支付宝支付", "with Alipay", s => s.Scan(Sheet()), Agents.Alipay),
        new("scan-unionpay", 200, "银行卡快捷支付", "with a bank card", s => s.Scan(Sheet()), Agents.UnionPay),
        new("scan-desktop", 200, "用手机微信扫码付款", "by scanning with WeChat", s => s.Scan(Sheet()), Agents.Desktop),
        new("scan-mini-program", 200, "小程序里暂时不能付款", "inside a mini program", s => s.Scan(Sheet()),
            Agents.WeChat + " miniProgram"),
        new("scan-changed", 200, "由 ¥53.40 变为 ¥60.00", "it was ¥53.40, now it is ¥60.00", Changed),
        new("scan-window-only", 200, "收费窗口缴费", "special control", s => s.Scan(Sheet(windowOnly: true))),
        new("scan-nothing-to-pay", 200, "不需要付款", "nothing to pay", s => s.Scan(Sheet(fen: 0))),
        new("scan-paid", 200, "这张处方已付款", "This prescription is paid", s => s.Scan(Sheet("paid"))),
        new("scan-dispensed", 200, "药已取走", "handed out", s => s.Scan(Sheet("dispensed"))),
        new("scan-expired", 410, "已过有效期", "no longer valid",
            s => s.Scan(Problem(410, "prescription.expired", new { validUntil = Now }))),
        new("scan-voided", 409, "已作废", "cancelled this prescription", s => s.Scan(Problem(409, "prescription.voided"))),
        new("scan-not-found", 404, "没有找到这张处方", "can’t find this prescription",
            s => s.Scan(Problem(404, "prescription.not-found"))),
        new("scan-hospital-away", 503, "现在没有收款", "No money is being taken", s => s.Scan(Problem(503, "hospital.unavailable"))),
        new("scan-service-away", 503, "页面暂时打不开", "can’t be shown", s => s.Scan(new Reply(502, null))),
        new("proof", 200, "后 4 位", "Last 4 characters", s => s.Patient.Open($"/s/{Token}/proof")),
        new("proof-wrong", 403, "还可以试 2 次", "2 more tries",
            s => s.Prove(Problem(403, "prescription.proof-wrong", new { triesLeft = 2 }))),
        new("proof-paused", 429, "等 10 分钟", "wait 10 minutes", s => s.Prove(Problem(429, "prescription.proof-paused", null,
            new Dictionary<string, string> { ["Retry-After"] = "600" }))),
        new("proof-unreadable", 422, "4 位数字或字母", "4 digits or letters", Unreadable),
        new("detail", 200, "示例胶囊 2", "On this prescription", s => s.Prove(Sheet(proved: true))),
        new("detail-long", 200, "共 20 项", "20 items", s => s.Prove(Sheet(proved: true, isLong: true))),
        new("detail-paid", 200, "3 号窗口", "See the receipt", s => s.Prove(Sheet("paid", proved: true, paymentId: Id))),
        new("page-not-found", 404, "没有这个页面", "no such page", s => s.Patient.Open("/p/nothing-here")),
        new("page-stale", 400, "页面放得太久了", "open for too long",
            s => s.Patient.Post($"/s/{Token}/pay", ("key", "k"), ("version", "1"))),
    ];

    private static async Task Changed(Stage stage)
    {
        await stage.Scan(Sheet());
        await stage.Scan(Sheet(fen: 6000, version: "2"));
    }

    private static async Task Unreadable(Stage stage)
    {
        await stage.Patient.Open($"/s/{Token}/proof");
        await stage.Patient.Press("main form button", ("last4", "证件"));
    }
}
