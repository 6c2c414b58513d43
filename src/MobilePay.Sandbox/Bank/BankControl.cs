using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Notices;

namespace MobilePay.Sandbox.Bank;

/// <summary>True and forged notices on demand.</summary>
internal static class BankControl
{
    internal sealed record Override(
        string? MerId = null, string? OutTradeNo = null, string? TxnTime = null, long? TotalFen = null,
        string? CurrencyCode = null, string? RespCode = null, string? QueryId = null, string? OrigQryId = null);

    /// <param name="RefundNo">The refund of the order that is told of, and not its payment.</param>
    /// <param name="Url">Where to; wanted only of an order the bank never heard of.</param>
    internal sealed record Wanted(
        string OutTradeNo, string? RefundNo = null, Override? Override = null, string? Signature = null, string? Url = null,
        bool Send = true);

    internal sealed record Drop(string SettleDate);

    public static void MapBankControl(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/control/bank/drop-statement", (Drop drop, BankSettlement settlement) =>
            settlement.Drop(drop.SettleDate) is { } file ? Results.Json(new { file, bytes = new FileInfo(file).Length })
                : Results.Problem("settleDate is MMDD.", statusCode: StatusCodes.Status400BadRequest));
        routes.MapGet("/control/bank/notices/{outTradeNo}", (
            string outTradeNo, string? refundNo, BankBook book, BankNotices notices, BankSeal seal) =>
            Find(book, outTradeNo, refundNo) is not { State: BankState.Success } trade ? NoNotice(outTradeNo)
                : Results.Json(BankNotices.Written(trade.BackUrl, seal.Sealed(notices.Form(trade))), WireJson.Strict));
        routes.MapPost("/control/bank/notices", Vary);
    }

    private static async Task<IResult> Vary(
        Wanted wanted, BankBook book, BankNotices notices, BankSeal seal, Postman postman, CancellationToken stop)
    {
        if (wanted.Signature is not (null or "bad" or "missing" or "own-certificate"))
            return Results.Problem("signature is bad, missing or own-certificate.", statusCode: 400);
        var trade = Find(book, wanted.OutTradeNo, wanted.RefundNo);
        // A forger need not wait for a payment; a notice with nothing wrong in it, though, would be the bank's own lie.
        if (wanted is { Override: null, Signature: null } && trade is not { State: BankState.Success })
            return NoNotice(wanted.OutTradeNo);
        if ((trade?.BackUrl ?? wanted.Url) is not { } url)
            return Results.Problem($"The bank knows no {wanted.OutTradeNo}: give the url a forger would call.", statusCode: 404);

        var form = notices.Form(trade ?? book.Imagine(wanted.OutTradeNo));
        Change(form, wanted.Override);
        var letter = BankNotices.Written(url, wanted.Signature switch
        {
            "missing" => form,
            "own-certificate" => Forged(form),
            var signature => seal.Sealed(form, spoilt: signature == "bad"),
        });
        var answer = wanted.Send ? await postman.Deliver(letter, stop) : null;
        return Results.Json(
            new { url, status = answer?.Status, answerBody = answer?.Body, headers = letter.Headers, body = letter.Body },
            WireJson.Strict);
    }

    /// <summary>A good signature by a key whose certificate says the acquirer's name, and comes along.</summary>
    private static Dictionary<string, string> Forged(Dictionary<string, string> form)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=SANDBOX ACQUIRER,O=SIMULATED,C=CN", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        return BankSeal.SealedBy(key, BankSeal.Crlf(certificate.ExportCertificatePem()), form);
    }

    private static void Change(Dictionary<string, string> form, Override? change)
    {
        if (change?.TotalFen is { } totalFen)
            form["txnAmt"] = form["settleAmt"] = totalFen.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in new[]
        {
            ("merId", change?.MerId), ("orderId", change?.OutTradeNo), ("txnTime", change?.TxnTime),
            ("currencyCode", change?.CurrencyCode), ("respCode", change?.RespCode), ("queryId", change?.QueryId),
            ("origQryId", change?.OrigQryId),
        })
        {
            if (value is not null)
                form[name] = value;
        }
    }

    private static BankTrade? Find(BankBook book, string outTradeNo, string? refundNo)
    {
        var payment = book.Trades.All.LastOrDefault(trade => trade.IsPayment && trade.OrderId == outTradeNo);
        return refundNo is null || payment is null ? payment
            : book.RefundsOf(payment).LastOrDefault(refund => refund.OrderId == refundNo);
    }

    private static IResult NoNotice(string outTradeNo) => Results.Problem(
        $"There is no notice to be had of {outTradeNo}.", statusCode: StatusCodes.Status404NotFound);
}
