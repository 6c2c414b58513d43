namespace MobilePay.PatientWeb.Wording;

internal static class ChineseBank
{
    public static readonly BankWords Words = new()
    {
        Title = "银行卡快捷支付",
        TheHospital = "医院",
        PayTo = hospital => $"付给{hospital}",
        CardName = card => $"{card.Bank ?? "银行卡"} {(card.Kind == "credit" ? "信用卡" : "借记卡")} ••••\u00a0{card.Last4}",
        ChooseTitle = "选择银行卡",
        SendsCode = "点一张卡，银行会把付款验证码发到这张卡的预留手机。",
        UseOther = "使用另一张银行卡",
        KnownCards = "使用已添加的银行卡",
        Added = "银行卡已经核对好。请点这张卡，获取付款验证码。",
        Manage = "不再使用某张卡",
        Remove = card => $"删除 {card}",
        RemoveAsk = card => $"不再使用 {card} 吗？",
        RemoveText = "删除后，下次要用这张卡需重新填写。已经付的款不受影响。",
        RemoveYes = "删除这张卡",
        RemoveNo = "保留",
        NewTitle = "填写银行卡",
        Fields = FieldOf,
        Credit = "信用卡请再填两项（借记卡不用填）",
        NotKept = "这些信息只交给银行核对，我们不保存。核对后只记住卡号后 4 位，下次不用再填。",
        GetCode = "获取验证码",
        SignUpCodeTitle = "输入验证码，核对银行卡",
        SignUpNote = "这一步只核对银行卡，不扣款。",
        SentTo = phone => phone is null ? "验证码已发到这张卡在银行预留的手机。" : $"验证码已发到手机 {phone}。",
        Code = "短信验证码",
        CodeShape = "请输入短信里的 4 至 8 位数字。",
        CodeWrong = left => $"验证码不对，没有扣款。请核对最新一条短信，还可以试 {left} 次。",
        TriesLeft = left => $"还可以试 {left} 次。",
        Check = "下一步",
        Again = "没收到？重新获取验证码",
        AgainFrom = time => $"（{time} 后）",
        AgainLeft = "（{0} 秒后）",
        TooSoon = time => $"请先查看手机短信；没收到的话，{time} 后可以重新获取。",
        Change = "修改手机号或卡号",
        PayCodeTitle = "输入付款验证码",
        PaysExactly = (amount, hospital) => $"这个验证码只用于向{hospital}支付 {amount}。",
        Confirm = amount => $"确认支付 {amount}",
        OtherCard = "换一张银行卡",
        RefusedBecause = reason => reason switch
        {
            "balance" => "这张卡余额不足",
            "limit" => "超过了这张卡的付款限额",
            "card" => "这张卡现在不能付款",
            _ => "银行没有接受这笔付款",
        },
        BankSaid = "银行的说明：",
    };

    private static FieldWords FieldOf(string name) => name switch
    {
        "CardNo" => new("银行卡号", "卡正面的一长串数字，用来找到您的银行。", "请核对卡号，应是 12 至 19 位数字。"),
        "Name" => new("持卡人姓名", "要与办卡时的姓名一致，银行用来确认是您的卡。", "请填写持卡人姓名。"),
        "IdNo" => new("证件号码", "身份证或其他办卡证件的号码，银行用来确认是您本人。", "请核对证件号码，应是 6 至 20 位数字或字母。"),
        "Phone" => new("手机号", "办卡时留给银行的手机号，验证码会发到这里。", "请核对手机号，应是 11 位数字。"),
        "Expires" => new("有效期（月/年）", "卡正面的日期，例如 07/29。", "请按 月/年 填写，例如 07/29。"),
        _ => new("安全码", "卡背面签名栏旁的三位数，我们从不保存。", "请填写卡背面的三位数。", "为了安全，请再填一次卡背面的三位数。"),
    };
}
