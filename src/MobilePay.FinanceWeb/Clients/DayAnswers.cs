namespace MobilePay.FinanceWeb.Clients;

/// <summary>Some rows of a list, the totals of its whole filter, and where it goes on.</summary>
public sealed record Listing<T>(List<T> Rows, Total? Total, string? Next);

/// <summary>What a list adds up; each list fills its own members.</summary>
public sealed record Total(
    int Count, long OverFen, long ShortFen, long DebitFen, long CreditFen, long NetFen, long ReceivedFen, long FeesFen);

public sealed record Hospital(string Id, string Name, string? CutOff);

public sealed record Board(
    string HospitalId, DateOnly BusinessDate, BoardDay Yesterday, List<Bucket> Differences, int OpenCount, long OverFen,
    long ShortFen, int ProposalsWaiting, BoardHandOver? Handover, List<BoardStatement> Statements, BoardFunds? Funds,
    List<Takings> Takings);

public sealed record BoardDay(DateOnly Day, string Status, List<Block>? Blocks);

public sealed record Bucket(string Age, int Count, long Fen);

public sealed record BoardHandOver(DateOnly Day, string Status, long? DifferenceFen);

public sealed record BoardStatement(string Channel, string MerchantId, DateOnly Day, string Status, DateTimeOffset? ReceivedAt);

public sealed record BoardFunds(int LateCount, long LateFen);

public sealed record Takings(string Channel, long TodayFen, long SameWeekdayFen);

/// <param name="Status">current, replaced or refused.</param>
public sealed record HandOver(
    Guid Id, string HospitalId, DateOnly Day, bool IsProvisional, string Digest, DateTimeOffset? ClosedAt,
    DateTimeOffset ReceivedAt, string Status, int Lines, int Payments, int Refunds, long PaymentsFen, long RefundsFen,
    string? RefusedFor, string? RefusedBecause);

public sealed record HandOverTotals(DateOnly Day, bool IsProvisional, List<ChannelTotals> Channels, long DifferenceFen);

public sealed record ChannelTotals(string Channel, SideTotals Hospital, SideTotals Platform, long DifferenceFen);

public sealed record SideTotals(int Payments, long PaymentsFen, int Refunds, long RefundsFen);

/// <param name="Status">current, replaced or refused.</param>
public sealed record Statement(
    Guid Id, string HospitalId, string Channel, string MerchantId, DateOnly Day, string FileName, string Digest, long Length,
    DateTimeOffset ReceivedAt, string Status, int Lines, int Payments, int Refunds, long PaymentsFen, long RefundsFen,
    long FeesFen, string? RefusedFor, string? RefusedBecause);

public sealed record ExpectedStatement(
    string Channel, string MerchantId, string Status, Guid? StatementId, DateTimeOffset? LastTriedAt, string? LastProblem);

public sealed record RunRow(
    Guid Id, string HospitalId, DateOnly Day, DateTimeOffset RanAt, bool IsComplete, long Matched, int Differences,
    int OpenDifferences, ThreeTotals Totals);

public sealed record ThreeTotals(long HospitalFen, long PlatformFen, long ChannelFen);

public sealed record Run(
    Guid Id, string HospitalId, DateOnly Day, DateTimeOffset RanAt, bool IsComplete, long Matched, ThreeTotals Totals,
    List<BridgeRow> Bridge);

/// <summary>Amounts are never negative; those of a refund count minus.</summary>
public sealed record BridgeRow(
    string Channel, string Kind, string Step, string Class, int Count, long HospitalFen, long PlatformFen, long ChannelFen);

public sealed record RunProgress(
    bool IsRunning, string Stage, long Rows, long RowsDone, DateTimeOffset? StartedAt, long ElapsedMs);

public sealed record Block(string Code, int Count, string? Message);

public sealed record Close(
    string HospitalId, DateOnly Day, string Status, List<Block>? Blocks, Member? ProposedBy, DateTimeOffset? ProposedAt,
    Member? DecidedBy, DateTimeOffset? DecidedAt, string? Digest, string? Signature, string? KeyId, bool? IsGenuine,
    string? RejectedBecause, Member? ReopenedBy, string? ReopenedBecause, string? Report);

public sealed record CloseApproval(string Digest);

public sealed record Because(string Reason);
