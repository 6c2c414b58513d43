namespace MobilePay.FinanceWeb.Staff;

/// <summary>One signing in on one machine. The cookie only names it; whether it still stands is said here.</summary>
public sealed class StaffSession
{
    public required Guid Id { get; init; }

    public required Guid StaffId { get; init; }

    /// <summary>Her security stamp when the session began: with another one it is over.</summary>
    public required string Stamp { get; set; }

    public required DateTimeOffset BeganAt { get; init; }

    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>When she last typed a code to approve something.</summary>
    public DateTimeOffset? CodeAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
