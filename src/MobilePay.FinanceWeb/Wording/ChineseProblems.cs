namespace MobilePay.FinanceWeb.Wording;

/// <summary>What happened and what to do now, for what the books refuse.</summary>
internal static class ChineseProblems
{
    public static string? Of(string code) => code switch
    {
        "service.unavailable" => "账务服务现在没有应答，没有做任何修改。请稍后重试；一直这样时请告诉管理员。",
        "staff.elsewhere" => "这个请求不是从控制台发出的，没有执行。",
        "staff.unknown" => "账务服务没有认出您是谁，没有做任何修改。请重新登录后再试。",
        "proposal.own" => "这是您自己提出的，请另一位同事审批。",
        "close.own" => "日结是您自己提出的，请另一位同事审批。",
        "proposal.stale" => "提出之后账目有变化，没有执行。请核对后重新提出。",
        "proposal.decided" => "这个申请已经有人决定过了。请刷新页面查看结果。",
        "proposal.incomplete" => "还有必填的内容没有填好。请核对金额、日期、科目和说明。",
        "proposal.reason-missing" => "请填写理由，提出人需要知道为什么。",
        "evidence.too-long" => "文件超过 10 MB，没有上传。请压缩后再传。",
        "evidence.type" => "不支持这种文件。请上传 PDF、图片、CSV、TXT 或 XLSX。",
        "statement.merchant-missing" => "请先填写商户号或银行账号，再选择文件。",
        "statement.too-long" => "文件超过 512 MB，没有上传。请通过程序接口上传。",
        "statement.not-there" => "渠道还没有这一天的对账单，或者当天没有交易。渠道一般在次日上午 10 点后提供。",
        "handover.not-there" => "医院系统说这一天还没有交账。请联系医院信息科。",
        "handover.day-closed" => "这一天已经日结，新收到的文件只留存备查。",
        "close.blocked" => "还有未解决的事项，不能日结。请看下面的原因。",
        "request.invalid" => "填写的内容不符合要求，没有提交。请核对后再试。",
        _ => null,
    };
}
