namespace MobilePay.FinanceWeb.Wording;

internal static class ChineseLedger
{
    public static readonly JournalWords Journal = new()
    {
        EntriesTab = "凭证",
        BalanceTab = "试算平衡",
        AccountsTab = "科目",
        Entry = "分录",
        Account = "科目",
        Rule = "规则",
        Debit = "借方",
        Credit = "贷方",
        Reversal = "红冲",
        Empty = "没有符合条件的凭证。收款、退款和差异处理会自动记账。",
        Opening = "期初余额",
        Closing = "期末余额",
        AddsUp = "借贷平衡。",
        DoesNotAddUp = "借贷不平衡，请不要日结，并告诉管理员。",
        BalanceEmpty = "这段时间没有发生额。",
        AccountsEmpty = "还没有科目。",
        AccountsText = "平台科目与医院会计科目的对应关系，由实施人员配置。",
        Code = "会计科目编码",
        NameInLedger = "会计科目",
        Type = "类别",
    };

    public static readonly BoardWords Board = new()
    {
        Calm = "一切正常：昨天已日结，没有待处理的事。",
        Yesterday = x => $"昨天（{x}）日结",
        Open = "未处理的差异",
        NoneOpen = "没有未处理的差异。",
        Proposals = "待审批",
        HandOver = "医院交账",
        HandOverOff = "与平台合计不符：",
        Statements = "渠道对账单",
        Arrived = (count, needed) => $"已到 {count}／应到 {needed}",
        Funds = "资金到账",
        Late = count => $"{count} 批逾期未到",
        NothingLate = "没有逾期的结算款。",
        Takings = "今天的收款",
        NoTakings = "今天还没有收款。",
        SoFar = "到现在",
        SameWeekday = "上周同日此时",
    };

    public static readonly FundsWords Funds = new()
    {
        Text = "渠道按批次把款项结算到医院账户：收款减退款减手续费，应与银行到账一致。",
        Empty = "没有符合条件的结算批次。导入对账单和银行流水后会出现在这里。",
        Batch = "结算批次",
        Gross = "收款",
        Net = "净额",
        Received = "银行到账",
        ExpectedOn = "预计到账",
        Credits = "银行流水",
    };

    public static readonly ReportWords Reports = new()
    {
        Empty = "这段时间没有数据。",
        Month = "月份",
        MadeBy = "制表：",
        CheckedBy = "复核：",
        HeadOfFinance = "财务负责人：",
        ShareChart = "各科室收款渠道占比",
        NoDepartment = "未标明科室",
        HoursChart = "各时段收款",
        EqualsHandOver = "与医院交账合计相符。",
        DiffersFromHandOver = "与医院交账合计不符，请查看这段时间的差异。",
        Hour = "时段",
        AgeingChart = "挂账账龄",
        SuspenseEmpty = "没有挂账。",
        ToSuspended = "查看挂账的差异",
    };
}
