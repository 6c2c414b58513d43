using static MobilePay.Payments.Domain.HospitalEvent;
using static MobilePay.Payments.Domain.HospitalStatus;

namespace MobilePay.Payments.Domain;

/// <summary>What the hospital knows of one bill's payment.</summary>
public enum HospitalStatus
{
    Waiting,
    Confirmed,
    Refused,

    /// <summary>It was told and did not answer; it is being asked.</summary>
    Unknown,
}

public enum HospitalEvent
{
    Accepted,
    Declined,
    Unanswered,
}

public static class HospitalLifecycle
{
    /// <summary>Every move. Confirmed and refused are final; an answer beats the news that there was none.</summary>
    public static HospitalStatus? Next(HospitalStatus status, HospitalEvent happened) => (status, happened) switch
    {
        (Waiting or Unknown, Accepted) => Confirmed,
        (Waiting or Unknown, Declined) => Refused,
        (Waiting, Unanswered) => Unknown,

        _ => null,
    };

    /// <summary>One word for several bills: the worst that needs somebody to act comes first.</summary>
    public static HospitalStatus Together(IEnumerable<HospitalStatus> statuses)
    {
        var all = statuses.ToHashSet();
        return all.Contains(Refused) ? Refused
            : all.Contains(Unknown) ? Unknown
            : all.Contains(Waiting) || all.Count == 0 ? Waiting
            : Confirmed;
    }
}
