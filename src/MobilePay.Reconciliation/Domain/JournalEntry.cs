namespace MobilePay.Reconciliation.Domain;

/// <summary>
/// What gave rise to an entry. Event and business key together are unique: the same thing is booked once, whatever tells it.
/// </summary>
public enum JournalEvent
{
    Paid,
    Booked,
    RefundAsked,
    Refunded,

    /// <summary>The channel takes no second try under the refund's number: what was booked for it is taken back.</summary>
    RefundVoid,

    Settled,

    /// <summary>The books are brought to what channel and hospital say; the rest is over or short.</summary>
    Corrected,

    Adjusted,
    WrittenOff,
    OfflineRefund,
}

/// <summary>One entry of the journal: never changed, never deleted, and balanced by the database itself.</summary>
public sealed class JournalEntry
{
    public long Id { get; init; }
    public required string HospitalId { get; init; }

    /// <summary>The business day it is booked on: a closed day takes nothing more, so the first open one then.</summary>
    public DateOnly Day { get; init; }

    public JournalEvent Event { get; init; }
    public required string Key { get; init; }

    /// <summary>The rule it follows, J1 to J15 of docs/finance-guide.md.</summary>
    public required string Rule { get; init; }

    /// <summary>The payment or refund it is about, as differences name it.</summary>
    public LineKind? Kind { get; init; }

    public string? ItemKey { get; init; }
    public string? OrderNo { get; init; }
    public string Memo { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public long? ReversesId { get; init; }
    public List<JournalLine> Lines { get; init; } = [];
}

/// <summary>One line of an entry. A reversal has the same side with a negative ("red") amount.</summary>
public sealed class JournalLine
{
    public long EntryId { get; init; }
    public short LineNo { get; init; }
    public Account Account { get; init; }

    /// <summary>Channel and merchant number where the account is kept by them; empty otherwise.</summary>
    public string Channel { get; init; } = "";

    public string MerchantId { get; init; } = "";
    public long DebitFen { get; init; }
    public long CreditFen { get; init; }
}
