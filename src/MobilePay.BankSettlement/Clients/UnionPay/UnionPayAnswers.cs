using System.Net;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>What an answer of UnionPay comes to.</summary>
internal enum BankSaid
{
    /// <summary>Done; of a payment or refund: accepted, its end is told later.</summary>
    Yes,

    /// <summary>For certain nothing was booked.</summary>
    No,

    /// <summary>It knows no such transaction, at least not yet.</summary>
    NotFound,

    /// <summary>The number came before: only a query tells what became of it.</summary>
    Duplicate,

    /// <summary>No answer, none to be believed, or one that decides nothing.</summary>
    Unclear,
}

/// <param name="Code">UnionPay's respCode, or our word for why there is none.</param>
internal sealed record UnionPayAnswer(BankSaid Said, IReadOnlyDictionary<string, string> Fields, string? Code)
{
    public string? this[string field] => Fields.GetValueOrDefault(field);
}

/// <summary>The only place that decides whether UnionPay said yes, no, or nothing.</summary>
internal static class UnionPayAnswers
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();
    private static readonly string[] Identity = ["merId", "orderId", "txnTime"];
    private static readonly string[] Kind = ["txnType", "txnSubType"];

    public static async Task<UnionPayAnswer> Ask(
        UnionPayMerchant merchant, Dictionary<string, string> form, CancellationToken stop)
    {
        try
        {
            var call = form["txnType"] == "00" ? merchant.Line.Query(form, stop) : merchant.Line.Send(form, stop);
            using var response = await call;
            return Sort(form, response.StatusCode, UnionPayForm.ReadAnswer(await response.Content.ReadAsByteArrayAsync(stop)));
        }
        catch (Exception silent) when (ChannelNetwork.IsSilence(silent, stop))
        {
            return new(BankSaid.Unclear, Nothing, (silent.InnerException ?? silent).GetType().Name);
        }
    }

    /// <summary>
    /// What a respCode or origRespCode means. Only codes known as a no are one: some others mean "charged, but late" or "charged,
    /// not booked", and one we have never heard of decides nothing.
    /// </summary>
    public static BankSaid Meaning(string? code) => code switch
    {
        "00" or "A6" => BankSaid.Yes,
        "12" => BankSaid.Duplicate,
        "34" => BankSaid.NotFound,
        "01" or "10" or "11" or "13" => BankSaid.No,
        "31" or "32" or "33" or "35" or "36" or "37" or "38" or "39" or "40" or "43" or "44" => BankSaid.No,
        "60" or "61" or "62" or "63" or "64" or "65" or "66" or "67" or "68" or "69" => BankSaid.No,
        "71" or "72" or "73" or "77" or "78" or "79" or "80" or "81" => BankSaid.No,
        _ => BankSaid.Unclear,
    };

    private static UnionPayAnswer Sort(
        Dictionary<string, string> form, HttpStatusCode status, IReadOnlyDictionary<string, string>? fields)
    {
        if (status != HttpStatusCode.OK || fields is null || !fields.TryGetValue("respCode", out var code))
            return new(BankSaid.Unclear, Nothing, "unreadable");

        // The answer is signed, but is it about this call? An old one sent again would be well signed, too.
        // A query is answered with the words of what it asks about, and says so by origRespCode.
        var echoed = form["txnType"] == "00" ? Identity : [.. Identity, .. Kind];
        return echoed.All(name => fields.GetValueOrDefault(name) == form[name])
            ? new(Meaning(code), fields, code)
            : new(BankSaid.Unclear, Nothing, "about-another");
    }
}
