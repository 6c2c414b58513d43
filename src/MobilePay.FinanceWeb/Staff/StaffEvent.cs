namespace MobilePay.FinanceWeb.Staff;

public enum StaffAct
{
    FirstAdministratorMade,
    Invited,
    InvitationWithdrawn,
    Joined,
    RolesChanged,
    Locked,
    Unlocked,
    SignInReset,
    SignInSetAgain,
    PasswordChanged,
    SecondFactorChanged,
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
    SignedIn,
    SignInRefused,
    PausedAfterWrongTries,
    SignedOut,
    RefundTriedAgain,
}

/// <summary>Who did what to whom, when and from where. Rows are only ever added; the database refuses anything else.</summary>
public sealed class StaffEvent
{
    public long Id { get; private init; }

    public required DateTimeOffset At { get; init; }

    public required StaffAct Act { get; init; }

    public required Guid? ActorId { get; init; }

    /// <summary>As she was called then. Null: nobody was signed in.</summary>
    public required string? Actor { get; init; }

    public required Guid? SubjectId { get; init; }

    public required string Subject { get; init; }

    public required string Detail { get; init; }

    public required string Address { get; init; }
}
