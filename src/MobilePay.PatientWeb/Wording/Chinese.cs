using System.Globalization;

namespace MobilePay.PatientWeb.Wording;

public static class Chinese
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static readonly Words Words = new()
    {
        Lang = "zh-CN",
        OtherLang = "en",
        OtherLangName = "English",
        LargeOn = "大字版",
        LargeOff = "标准字号",
        SkipToMain = "跳到主要内容",
        Product = "处方缴费",
        Footer = "付款由微信支付、支付宝或您的银行完成，本页不会向您索要支付密码。",
        Day = at => at.ToOffset(Beijing).ToString("yyyy年M月d日", CultureInfo.InvariantCulture),
        Moment = at => at.ToOffset(Beijing).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture),
        Clock = at => at.ToOffset(Beijing).ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        Sheet = Sheet(),
        Proof = Proof(),
        Cashier = Cashier(),
        Bank = ChineseBank.Words,
        Standing = ChineseStanding.Words,
        ProblemOf = ChineseProblems.Of,
    };

    private static SheetWords Sheet() => new()
    {
        HomeTitle = "用手机付处方费",
        HomeText = "看完医生，扫一扫处方单上的二维码，就能在手机上付款，不用排队。",
        HomeSteps = ["打开微信或支付宝“扫一扫”，对准处方单上的二维码", "核对医院、科室、姓名和金额，点“去支付”", "付款成功后，按页面显示的窗口取药"],
        Title = "处方缴费",
        Department = "科室",
        Doctor = "医生",
        Date = "开方日期",
        Patient = "患者",
        Number = "处方号",
        ValidUntil = "有效期至",
        Amount = "应付金额",
        IsItYours = "是您本人或家人的处方吗？请核对后再付款。",
        Pay = amount => $"去支付 {amount}",
        SeeLines = "查看明细",
        OtherWays = "其他付款方式",
        AnotherWay = "换一种方式付款",
        MethodName = method => method switch
        {
            "wechat.native" => "显示二维码，用另一部手机的微信扫码付款",
            "alipay.qr" => "显示二维码，用手机支付宝扫码付款",
            _ => PaidWith(method),
        },
        PayWith = method => method switch
        {
            "wechat.native" => "用手机微信扫码付款",
            "alipay.qr" => "用手机支付宝扫码付款",
            _ => PaidWith(method),
        },
        PaidWith = PaidWith,
        Changed = (before, now) => $"医院更新了这张处方：金额由 {before} 变为 {now}。请重新核对后再付款。",
        ChangedSameAmount = "医院更新了这张处方的内容，金额没有变化。请重新核对后再付款。",
        WindowOnlyTitle = "这张处方请到窗口缴费",
        WindowOnly = "处方里有需要特殊管理的药品，按规定要交纸质处方。请带上纸质处方和身份证件，到收费窗口缴费。手机上没有收款。",
        MiniProgram = "小程序里暂时不能付款。请退出小程序，用微信“扫一扫”直接扫处方单上的二维码。",
        NothingToPay = "这张处方不需要付款，请直接到药房取药。",
        PaidTitle = "这张处方已付款",
        DispensedTitle = "已付款，药已取走",
        PaidText = "不需要再付款。想看取药窗口和缴费凭证，请先验证是患者本人或家人。",
        SeePaid = "查看取药窗口和凭证",
        TryAgain = "再试一次",
        BackToSheet = "返回处方",
        LinesTitle = "处方明细",
        LineCount = count => string.Create(CultureInfo.InvariantCulture, $"共 {count} 项"),
        Total = "合计",
        Discount = "优惠",
        Insurance = "医保支付",
        Rounding = "尾数处理",
        ToPay = "您需付",
        Paid = "您已付",
    };

    private static ProofWords Proof() => new()
    {
        Title = "查看明细前，请先验证",
        Why = "处方单可能被别人看到。为了保护隐私，药品明细只给患者本人和家人看。",
        Label = "患者证件号或手机号的后 4 位",
        Hint = "身份证最后一位是 X 的，请输入 X。",
        Submit = "查看明细",
        Shape = "请输入 4 位数字或字母。",
        Wrong = left => string.Create(CultureInfo.InvariantCulture, $"后 4 位不对，请核对后再试。还可以试 {left} 次。"),
        Paused = minutes => string.Create(CultureInfo.InvariantCulture,
            $"输错次数较多，请等 {minutes} 分钟后再试。不看明细也可以直接付款。"),
    };

    private static CashierWords Cashier() => new()
    {
        WeChatTitle = "微信支付",
        WeChatOpening = "正在打开微信支付，请在弹出的窗口里确认付款。",
        WeChatAgain = "打开微信支付",
        NeedsScript = "您的浏览器关闭了脚本，打不开微信支付窗口。",
        NoBridge = "没能打开微信支付窗口，还没有扣款。可以再试一次，或改用浏览器支付。",
        ByBrowser = "改用浏览器打开微信支付",
        NoSignIn = "微信没有确认您的身份，所以支付窗口打不开。可以再试一次，或换一种方式付款。",
        QrTitle = method => $"请用{Wallet(method)}扫码付款",
        QrText = method => $"用手机打开{Wallet(method)}“扫一扫”，对准下面的二维码。付款后本页会自动更新。",
        QrAlt = method => $"{Wallet(method)}付款二维码",
        QrUntil = at => $"请在 {at} 前付款",
        HavePaid = "我已付款，查看结果",
        RetryPay = "再试一次",
        NotCharged = "没有扣款。",
    };

    private static string PaidWith(string method) => method.Split('.')[0] switch
    {
        "wechat" => "微信支付",
        "alipay" => "支付宝支付",
        "bank" => "银行卡快捷支付",
        _ => "手机支付",
    };

    private static string Wallet(string method) => method == "alipay.qr" ? "支付宝" : "微信";
}
