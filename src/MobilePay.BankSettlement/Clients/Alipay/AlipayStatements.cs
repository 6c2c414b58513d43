using MobilePay.BankSettlement.Clients.Statements;
using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>Alipay's bills: a signed call tells an address that is good for half a minute and for whoever has it.</summary>
internal sealed class AlipayStatements(AlipayMerchants merchants, StatementDownload download, TimeProvider clock)
    : IStatementSource
{
    public string Channel => AlipayChannel.ChannelName;

    /// <summary>By the account that is paid, as the bill names it, and not by the application that places the orders.</summary>
    public IEnumerable<(string HospitalId, string MerchantId)> Merchants =>
        merchants.All.Select(m => (m.Options.HospitalId, m.Options.SellerId));

    public bool Has(string kind) => kind is StatementAsked.Trade or StatementAsked.Funds;

    public async Task<Result<StatementFile>> Fetch(StatementAsked asked, CancellationToken stop)
    {
        var merchant = merchants.Of(asked.HospitalId)!;
        return await download.Do(Channel, token => AskAndTake(merchant, asked, token), stop);
    }

    private async Task<Result<StatementFile>> AskAndTake(
        AlipayMerchant merchant, StatementAsked asked, CancellationToken stop)
    {
        var wanted = new AlipayBillAsked(asked.Kind == StatementAsked.Trade ? "trade" : "signcustomer", asked.Dashed);
        var answer = await AlipayAnswers.Read<AlipayBill>(() => merchant.Gateway.Bill(wanted, stop), stop);
        if (answer.Body is not { } bill)
            return Objection(answer, asked);

        return Uri.TryCreate(bill.BillDownloadUrl, UriKind.Absolute, out var address)
            ? await download.Take(merchants.Files, address, Channel, $"{asked.MerchantId}0156_{asked.Digits}.csv.zip", stop)
            : StatementErrors.Unanswered(Channel);
    }

    // The spelling of "no such bill" is not documented beyond doubt, and the code before it says "Alipay's own trouble".
    private Error Objection(AlipayAnswer<AlipayBill> answer, StatementAsked asked) => answer switch
    {
        { SubCode: { } code } when code.EndsWith("bill_not_exist", StringComparison.OrdinalIgnoreCase) =>
            StatementErrors.NotThere(Channel, asked.Day, "Alipay has not made it, or nothing was sold."),
        { SubCode: "isv.invalid-parameter" } when !IsOver(asked.Day) =>
            StatementErrors.NotThere(Channel, asked.Day, "the day is not over."),
        { Outcome: ChannelOutcome.Refused } or { IsMisconfigured: true } =>
            StatementErrors.Refused(Channel, answer.SubCode ?? answer.Code),
        _ => StatementErrors.Unanswered(Channel),
    };

    private bool IsOver(DateOnly day) => day < BusinessDay.Of(clock.GetUtcNow(), TimeOnly.MinValue).Date;
}
