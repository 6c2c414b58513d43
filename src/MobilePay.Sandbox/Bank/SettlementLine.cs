using System.Globalization;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.Bank;

/// <summary>One record of ZM (section 7): 42 fields of a fixed width in bytes of GBK, a blank between two, 607 bytes.</summary>
internal static class SettlementLine
{
    public const int Bytes = 607;

    private const string Acquirer = "48021000";
    private const string Sender = "00010000";
    private const string MerchantCategory = "8062";
    private const string Mobile = "08";
    private const string ByCard = "0001";
    private const string NoFen = "C000000000000";

    public static byte[] Write(ChannelRow row, string merId)
    {
        var slip = row.Slip ?? Imagined(row);
        var queryId = row.RefundTradeNo ?? row.TradeNo;
        var sign = row.IsRefund ? -1 : 1;
        (int Width, string Value)[] fields =
        [
            (3, row.IsRefund ? "S30" : "S22"), (11, Acquirer), (11, Sender), (6, queryId[14..20]), (10, slip.TraceTime),
            (19, row.Payer), (12, Digits(row.AmountFen, 12)), (4, MerchantCategory), (2, Mobile), (21, queryId), (2, ""),
            (32, Last(row.RefundNo ?? row.OrderNo)), (2, slip.PayCardType),
            (6, slip.OrigQryId is { } original ? original[14..20] : "000000"), (10, slip.OrigTraceTime ?? "0000000000"),
            (13, Signed(-sign * row.FeeFen)), (13, Signed(sign * (row.AmountFen - row.FeeFen))), (4, ByCard), (15, ""),
            (2, slip.TxnType), (2, row.IsRefund ? "00" : "01"), (6, slip.BizType), (2, "01"), (4, ""), (32, ""), (1, "0"),
            (21, slip.OrigQryId ?? ""), (15, merId), (1, ""), (15, ""), (32, "示例人民医院"), (13, NoFen),
            (13, Signed(sign * (row.AmountFen - row.FeeFen))), (8, "00000001"), (32, slip.ReqReserved ?? ""), (13, NoFen),
            (13, NoFen), (12, NoFen[..12]), (2, "00"), (1, ""), (32, row.IsRefund ? Last(row.OrderNo) : ""), (98, ""),
        ];
        var line = fields.SelectMany((field, i) => i == 0 ? Padded(field) : [(byte)' ', .. Padded(field)]).ToArray();
        return line.Length == Bytes ? line
            : throw new InvalidOperationException($"The record has {line.Length} bytes in place of {Bytes}.");
    }

    /// <summary>Credited to the merchant or debited, then twelve digits; nothing at all counts as credited.</summary>
    private static string Signed(long fen) => (fen < 0 ? "D" : "C") + Digits(Math.Abs(fen), 12);

    private static string Digits(long fen, int width) => fen.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    private static string Last(string orderId) => orderId.Length > 32 ? orderId[^32..] : orderId;

    /// <summary>A text that is too long is cut between two characters, never within one.</summary>
    private static byte[] Padded((int Width, string Value) field)
    {
        var text = field.Value;
        while (Files.Gbk.GetByteCount(text) > field.Width)
            text = text[..^1];
        var bytes = Files.Gbk.GetBytes(text);
        return [.. bytes, .. Enumerable.Repeat((byte)' ', field.Width - bytes.Length)];
    }

    /// <summary>For a row no book knows.</summary>
    private static BankSlip Imagined(ChannelRow row) => new(
        row.IsRefund ? "04" : BankTrade.Pay, row.IsRefund ? "000301" : "000902", "01",
        row.At.ToString("MMddHHmmss", CultureInfo.InvariantCulture), null, row.IsRefund ? row.TradeNo : null,
        row.IsRefund ? row.OrderedAt.ToString("MMddHHmmss", CultureInfo.InvariantCulture) : null);
}
