using System.Globalization;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Bank;

/// <summary>What answers and notices say of a trade or a token.</summary>
internal static class BankWire
{
    private static readonly string[] Echoed =
    [
        "version", "encoding", "txnType", "txnSubType", "bizType", "accessType", "merId", "orderId", "txnTime", "txnAmt",
        "currencyCode", "origQryId", "reqReserved",
    ];

    /// <summary>What every answer repeats; from a spoilt message only what cannot spoil the answer too.</summary>
    public static Dictionary<string, string> Echo(BankCall call) => Echoed
        .Where(name => call[name] is { Length: > 0 } value && BankForm.IsWhole(value))
        .ToDictionary(name => name, name => call[name]!);

    public static WireAnswer Done(params IEnumerable<(string Name, string Value)> facts)
    {
        var fields = new Dictionary<string, string> { ["respCode"] = BankErrors.Done, ["respMsg"] = "成功[0000000]" };
        foreach (var (name, value) in facts)
            fields[name] = value;
        return new WireAnswer(200) { Fields = fields };
    }

    public static IEnumerable<(string, string)> Facts(BankTrade trade)
    {
        yield return ("queryId", trade.QueryId);
        yield return ("traceNo", trade.TraceNo);
        yield return ("traceTime", trade.At.ToString("MMddHHmmss", CultureInfo.InvariantCulture));
        yield return ("txnAmt", trade.AmountFen.ToString(CultureInfo.InvariantCulture));
        yield return ("currencyCode", "156");
        yield return ("settleAmt", trade.AmountFen.ToString(CultureInfo.InvariantCulture));
        yield return ("settleCurrencyCode", "156");
        yield return ("settleDate", trade.SettleDate[4..]);
        yield return ("accNo", trade.AccNo);
        yield return ("payCardType", trade.PayCardType);
        if (trade.OrigQryId is { } payment)
            yield return ("origQryId", payment);
    }

    public static IEnumerable<(string, string)> Facts(BankToken token)
    {
        yield return ("tokenPayData", $"{{token={token.Token}&trId={token.TrId}&tokenLevel=80"
            + $"&tokenBegin={Time(token.BeginsAt)}&tokenEnd={Time(token.EndsAt)}&tokenType=01}}");
        yield return ("accNo", token.Card.Masked);
        yield return ("payCardType", token.Card.Kind);
        yield return ("activateStatus", token.DeletedAt is null ? "1" : "0");
        yield return ("customerInfo", BankCustomer.Packed($"phoneNo={token.Phone[..3]}****{token.Phone[^4..]}"));
    }

    /// <summary>With <paramref name="respCode"/> only that is other than the book's.</summary>
    public static WireAnswer Query(BankTrade trade, string? respCode = null)
    {
        var origRespCode = respCode ?? trade.RespCode;
        return Done([("origRespCode", origRespCode), ("origRespMsg", Words(origRespCode)), .. Facts(trade)]);
    }

    /// <summary>The form of section 6, before it is signed.</summary>
    public static Dictionary<string, string> Notice(BankTrade trade, string merId) => Notice(merId, trade.ReqReserved,
    [
        ("txnType", trade.TxnType), ("txnSubType", trade.IsPayment ? "01" : "00"), ("bizType", trade.BizType),
        ("orderId", trade.OrderId), ("txnTime", trade.TxnTime), .. Facts(trade),
    ]);

    /// <summary>The same of a card that was opened at UnionPay's own page.</summary>
    public static Dictionary<string, string> Notice(BankToken token, string merId) => Notice(merId, token.ReqReserved,
    [
        ("txnType", "79"), ("txnSubType", "00"), ("bizType", "000902"),
        ("orderId", token.OrderId), ("txnTime", token.TxnTime), .. Facts(token),
    ]);

    private static Dictionary<string, string> Notice(
        string merId, string? reqReserved, IEnumerable<(string Name, string Value)> facts)
    {
        var fields = new Dictionary<string, string>
        {
            ["version"] = "5.1.0",
            ["encoding"] = "UTF-8",
            ["accessType"] = "0",
            ["merId"] = merId,
            ["respCode"] = BankErrors.Done,
            ["respMsg"] = "成功[0000000]",
        };
        foreach (var (name, value) in facts)
            fields[name] = value;
        if (reqReserved is not null)
            fields["reqReserved"] = reqReserved;
        return fields;
    }

    private static string Words(string respCode) => respCode switch
    {
        BankErrors.Done => "成功[0000000]",
        BankErrors.UnderWay => "交易处理中",
        _ => BankErrors.Refusals[respCode],
    };

    private static string Time(DateTimeOffset at) => at.ToString(BankAuthorization.TimeForm, CultureInfo.InvariantCulture);
}
