using System.Globalization;
using MobilePay.Reconciliation.Clients.Bank;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>A made-up bank: how it writes, and what it booked.</summary>
internal static class BankStatements
{
    public static readonly BankColumnMap Map = new()
    {
        SkipLines = 1,
        Date = "记账日期",
        Serial = "流水号",
        Credit = "贷方发生额",
        Debit = "借方发生额",
        Balance = "余额",
        Counterparty = "对方户名",
        Remark = "摘要",
        BatchPattern = "批次(?<batch>[0-9]{8})",
        TrailerWords = ["合计"],
        TrailerPattern = "合计：贷方(?<creditCount>[0-9]+)笔(?<credit>[0-9.]+)元；借方(?<debitCount>[0-9]+)笔(?<debit>[0-9.]+)元",
    };

    public static IReadOnlyList<BankLine> Lines(int count)
    {
        var balanceFen = 5_000_000L;
        var lines = new List<BankLine>();
        for (var i = 0; i < count; i++)
        {
            var amountFen = i % 3 == 2 ? -1250 - i : 1_234_500L + i;
            balanceFen += amountFen;
            var batchNo = amountFen > 0 ? "2026030" + (i % 10).ToString(CultureInfo.InvariantCulture) : null;
            var serialNo = "S" + i.ToString("D8", CultureInfo.InvariantCulture);
            lines.Add(new(0, Statements.Day, serialNo, amountFen, balanceFen, "财付通,支付",
                batchNo is null ? "手续费" : $"批次{batchNo} \"结算\"", batchNo));
        }

        return lines;
    }

    public static Outcome<BankLine> Read(byte[] file, BankColumnMap? map = null) =>
        Statements.Read(new BankAccountStatement(new MemoryStream(file), map ?? Map, (Statements.Day, Statements.Day)));
}
