using Microsoft.Extensions.Options;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Features.Journal;

/// <summary>
/// What each of our accounts is called, and which of the hospital's own codes it stands for: configured for a hospital, for all,
/// or as it stands here. The codes here follow the Government Accounting Standards; hospitals book differently, so each should
/// say its own.
/// </summary>
public sealed class ChartOfAccounts(IOptions<ReconciliationOptions> options)
{
    public sealed record Named(string Account, string Name, string Code, string Type);

    public Named Of(string hospitalId, Account account, bool isEnglish = false)
    {
        var word = Accounts.WordOf(account);
        var mapped = options.Value.Accounts.FirstOrDefault(a => a.Account == word && a.HospitalId == hospitalId)
            ?? options.Value.Accounts.FirstOrDefault(a => a.Account == word && a.HospitalId.Length == 0);
        var (code, zh, en) = Usual(account);
        return new(word, mapped is { Name.Length: > 0 } ? mapped.Name : isEnglish ? en : zh, mapped?.Code ?? code,
            Accounts.TypeOf(account).ToString().ToLowerInvariant());
    }

    private static (string Code, string Zh, string En) Usual(Account account) => account switch
    {
        Account.ChannelReceivable => ("1021", "应收渠道款", "Receivable from channels"),
        Account.Bank => ("1002", "银行存款", "Bank"),
        Account.Fee => ("5101", "渠道手续费", "Channel fees"),
        Account.Clearing => ("2307.01", "待确认门诊款", "Taken, not booked by the hospital yet"),
        Account.IncomeBridge => ("4101", "门诊收入", "Outpatient income"),
        Account.Over => ("2307.02", "长款挂账", "Over, in suspense"),
        Account.Short => ("1218", "短款挂账", "Short, in suspense"),
        Account.RefundPayable => ("2307.03", "应付退款", "Refunds payable"),
        Account.Loss => ("5901", "短款核销损失", "Shortages written off"),
    };
}
