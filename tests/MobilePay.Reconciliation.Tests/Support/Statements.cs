using System.Globalization;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Clients.Alipay;
using MobilePay.Reconciliation.Clients.UnionPay;
using MobilePay.Reconciliation.Clients.WeChat;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>A file read to its end: what was read, and why it was refused.</summary>
internal sealed record Outcome<TLine>(IReadOnlyList<TLine> Lines, Error? Refused, StatementTotals Totals)
    where TLine : struct
{
    /// <summary>The code of the refusal without its first word, or null.</summary>
    public string? Code => Refused?.Code["statement.".Length..];
}

/// <summary>Lines to write, and the shortest way to read a file.</summary>
internal static class Statements
{
    public const string WeChatMerchant = "1900000109";
    public const string AlipayMerchant = "2088102122524333";
    public const string BankMerchant = "777290058110097";

    public static readonly DateOnly Day = new(2026, 3, 2);

    /// <summary>Payments, each fourth one with a refund behind it.</summary>
    public static IReadOnlyList<StatementLine> Lines(int count, string merchantId)
    {
        var lines = new List<StatementLine>();
        for (var i = 0; i < count; i++)
        {
            var at = new DateTimeOffset(Day, new(8, 0), BusinessDay.ChinaOffset).AddSeconds(i);
            var amountFen = 1234 + 77 * i;
            var tradeNo = Number("260302000000000", i);
            lines.Add(i % 4 == 3
                ? lines[i - 1] with
                {
                    LineNo = 0,
                    Kind = LineKind.Refund,
                    RefundNo = Number("R2026030200", i),
                    ChannelRefundNo = Number("260302900000000", i),
                    FeeFen = -lines[i - 1].FeeFen,
                    At = at,
                }
                : new(0, LineKind.Payment, LineStatus.Done, merchantId, Number("P2026030200", i), null, tradeNo, null, amountFen,
                    amountFen * 38 / 10000, at));
        }

        return lines;
    }

    /// <summary>What was read, without where it stood.</summary>
    public static IReadOnlyList<StatementLine> Unnumbered(this IEnumerable<StatementLine> lines) =>
        [.. lines.Select(line => line with { LineNo = 0 })];

    public static Outcome<StatementLine> WeChat(byte[] file, ArchiveLimits? limits = null) =>
        Read(new WeChatTradeBill(new MemoryStream(file), WeChatMerchant, Day, limits));

    public static Outcome<StatementLine> Alipay(byte[] file, ArchiveLimits? limits = null) =>
        Read(new AlipayTradeBill(new MemoryStream(file), AlipayMerchant, Day, limits));

    public static Outcome<StatementLine> UnionPay(byte[] file, ArchiveLimits? limits = null) =>
        Read(new UnionPaySettlement(new MemoryStream(file), BankMerchant, Day, limits));

    public static Outcome<TLine> Read<TLine>(IStatementReader<TLine> reader)
        where TLine : struct
    {
        using (reader)
        {
            var lines = new List<TLine>();
            while (reader.Read())
                lines.Add(reader.Line);

            // A refusal stays, and so does the end.
            reader.Read().ShouldBeFalse();
            return new(lines, reader.Refused, reader.Totals);
        }
    }

    private static string Number(string prefix, int i) => prefix + i.ToString("D6", CultureInfo.InvariantCulture);
}
