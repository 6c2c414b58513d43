using Refit;

namespace MobilePay.FinanceWeb.Clients;

public sealed record JournalFilter
{
    [AliasAs("from")]
    public string? From { get; init; }

    [AliasAs("to")]
    public string? To { get; init; }

    [AliasAs("account")]
    public string? Account { get; init; }

    [AliasAs("channel")]
    public string? Channel { get; init; }

    [AliasAs("rule")]
    public string? Rule { get; init; }

    [AliasAs("orderNo")]
    public string? OrderNo { get; init; }
}

public sealed record Entry(
    long Id, string HospitalId, DateOnly Day, string Rule, string Key, string? OrderNo, string? Memo, DateTimeOffset At,
    long? ReversesId, List<EntryLine> Lines);

public sealed record EntryLine(
    string Account, string? Name, string? Code, string? Channel, string? MerchantId, long DebitFen, long CreditFen);

public sealed record Balance(
    string Account, string? Name, string? Code, string? Channel, string? MerchantId, long OpeningFen, long DebitFen,
    long CreditFen, long ClosingFen);

public sealed record Account(
    [property: System.Text.Json.Serialization.JsonPropertyName("account")] string Key, string? Name, string? Code,
    string? Type);

public sealed record Batch(
    string BatchNo, string Channel, string MerchantId, DateOnly Day, long GrossFen, long RefundsFen, long FeesFen,
    long NetFen, DateOnly? ExpectedOn, string Status, long ReceivedFen, List<Credit>? Credits);

public sealed record Credit(string SerialNo, DateOnly BookedOn, long AmountFen, string? Remark);
