using static MobilePay.HisSync.Domain.WriteBackStatus;

namespace MobilePay.HisSync.Domain;

/// <summary>How far the hospital knows of a payment.</summary>
public enum WriteBackStatus
{
    Waiting,
    Confirmed,
    Refused,
    Unknown,
}

/// <summary>How a call to the HIS ended. Unknown is never read as a refusal.</summary>
public enum HisOutcome
{
    Accepted,
    Refused,
    Unknown,
}

public static class WriteBackLifecycle
{
    /// <summary>Every move a write-back can make. Confirmed and Refused are final.</summary>
    public static WriteBackStatus? Next(WriteBackStatus status, HisOutcome happened) => (status, happened) switch
    {
        (Waiting or Unknown, HisOutcome.Accepted) => Confirmed,
        (Waiting or Unknown, HisOutcome.Refused) => Refused,
        (Waiting or Unknown, HisOutcome.Unknown) => Unknown,

        _ => null,
    };
}
