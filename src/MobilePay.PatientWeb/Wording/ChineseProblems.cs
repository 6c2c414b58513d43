namespace MobilePay.PatientWeb.Wording;

internal static class ChineseProblems
{
    private const string NotCharged = "没有扣款。";
    private const string NotTakingMoney = "现在没有收款，您的钱不受影响。";

    public static Problem Of(string code) => code switch
    {
        "prescription.not-found" or "hospital.unknown" => new("没有找到这张处方", NotCharged,
            "请重新扫描处方单上的二维码。如果还是找不到，请带处方单到收费窗口询问。"),
        "prescription.expired" => new("这张处方已过有效期", NotCharged, "请回到开方的诊室，请医生重新开方。"),
        "prescription.voided" => new("医院已作废这张处方", NotCharged, "如果还需要用药，请回到诊室询问医生。"),
        "prescription.already-paid" => new("这张处方已付款", "不需要再付款。", "请到药房取药；如不清楚窗口，请带处方单询问药房。"),
        "prescription.window-only" => new("这张处方请到窗口缴费", NotCharged,
            "处方里有需要特殊管理的药品，请带纸质处方和身份证件到收费窗口。"),
        "prescription.nothing-to-pay" => new("这张处方不需要付款", NotCharged, "请直接到药房取药。"),
        "prescription.locked" => new("这张处方正在别处付款", NotCharged,
            "可能有家人正在付款，或收费窗口正在办理。请等几分钟再试，或到收费窗口询问。"),
        "prescription.changed" => new("医院刚刚更新了这张处方", NotCharged, "请回到处方页，核对新的金额后再付款。"),
        "hospital.unavailable" or "hospital.bill-inconsistent" => new("暂时连不上医院", NotTakingMoney,
            "请过几分钟再试。着急的话，请带处方单到收费窗口缴费。"),
        "hospital.refused" => new("医院暂时不能收这笔款", NotCharged, "请带处方单到收费窗口询问。"),
        "channel.unavailable" or "channel.refused" or "payment.method-unknown" => new("这种付款方式暂时打不开", NotCharged,
            "请再试一次，或换一种方式付款，不会重复付款。着急的话，请到收费窗口缴费。"),
        "bank.order-unknown" => new("没有找到这笔银行卡付款", NotCharged, "请重新扫描处方单上的二维码，再选择付款方式。"),
        "bank.order-over" => new("这次银行卡付款已结束", NotCharged, "可以重新支付，或换一种方式付款。"),
        "bank.code-exhausted" => new("验证码输错次数太多，这次付款已结束", NotCharged, "可以重新支付，或换一种方式付款。"),
        "bank.order-paying" => new("银行正在处理这笔付款", "请不要重复付款。", "请稍等，结果出来后本页会告诉您。"),
        "bank.card-refused" => new("银行没有接受这张卡", NotCharged,
            "请核对卡号、姓名、证件号和手机号，要与办卡时留给银行的一致；信用卡还要填有效期和背面三位数。也可以换一张卡。"),
        "bank.card-of-another" => new("这张卡不是在这部手机上添加的", NotCharged, "请选择下面的卡，或填写一张新卡。"),
        "bank.payment-refused" => new("银行没有接受这笔付款", NotCharged, "请换一张银行卡，或换一种方式付款。"),
        "bank.code-too-soon" => new("刚刚发过验证码", NotCharged, "请先查看手机短信，一分钟后可以重新获取。"),
        "bank.code-not-sent" => new("请先获取验证码", NotCharged, "点要用的银行卡，银行会把验证码发到您的手机。"),
        "bank.sealed-invalid" => new("这一步放得太久了", NotCharged, "请核对下面的银行卡信息，重新获取验证码。"),
        "bank.unavailable" => new("银行暂时没有回应", NotCharged, "验证码可能已经发出，收到后可以直接填写；没收到请过一会儿再试，或换一种方式付款。"),
        "payment.not-found" => new("没有找到这笔付款", "如果您已付款，钱是安全的，医院能查到。",
            "请重新扫描处方单上的二维码查看，或带手机里的支付记录到收费窗口询问。"),
        "request.too-many" => new("操作太快了", NotCharged, "请等一分钟再试。"),
        "page.not-found" => new("没有这个页面", NotCharged, "请用手机重新扫描处方单上的二维码。"),
        "page.stale" => new("页面放得太久了", "没有新的扣款。", "请返回处方页，或重新扫描处方单上的二维码，再继续。"),
        _ => new("页面暂时打不开", "没有新的扣款；已经付的款不会丢。", "请稍后再试一次。着急的话，请带处方单到收费窗口。"),
    };
}
