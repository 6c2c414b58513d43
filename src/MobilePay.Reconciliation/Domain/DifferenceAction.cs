namespace MobilePay.Reconciliation.Domain;

/// <summary>What two persons can decide to do about a difference.</summary>
public enum DifferenceAction
{
    /// <summary>The channel is asked what became of the order; what it says is taken in as if it had told it.</summary>
    AskChannel,

    /// <summary>The hospital is looked up, and told again where it has not booked (bu dan).</summary>
    ResendConfirm,

    /// <summary>The money goes back by the way it came.</summary>
    Refund,

    /// <summary>The hospital takes back what it booked without money (chong zheng).</summary>
    ReverseHis,

    /// <summary>A correcting entry between two accounts (tiao zhang).</summary>
    Adjust,

    /// <summary>Parked as over or short until it is explained (gua zhang).</summary>
    Suspend,

    /// <summary>A shortage is given up, or a difference without money is taken as it is (he xiao).</summary>
    WriteOff,

    /// <summary>Two records are declared one.</summary>
    ManualMatch,

    /// <summary>The other side is expected by a day (zai tu).</summary>
    Carry,

    /// <summary>The original way is shut: finance transfers the money, and two persons consent.</summary>
    OfflineRefund,
}

public enum CauseCode
{
    NetworkFault,
    RefundRule,
    HumanError,
    SystemError,
    FraudCheck,
    Timing,
    Unknown,
    Other,
}
