using System.ComponentModel.DataAnnotations;

namespace MobilePay.Sandbox.Statements;

/// <summary>What the outside parties charge, and when their files are there.</summary>
internal sealed class StatementOptions
{
    /// <summary>What a channel keeps of a payment, in hundredths of a percent: 38 is 0.38 %.</summary>
    [Range(0, 1000)]
    public int FeeBasisPoints { get; init; } = 38;

    /// <summary>From this time of the next day on a bill can be asked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "23:59:59")]
    public TimeSpan WeChatReadyAt { get; init; } = TimeSpan.FromHours(10);

    [Range(typeof(TimeSpan), "00:00:00", "23:59:59")]
    public TimeSpan AlipayReadyAt { get; init; } = TimeSpan.FromHours(9);

    [Range(typeof(TimeSpan), "00:00:00", "23:59:59")]
    public TimeSpan BankReadyAt { get; init; } = TimeSpan.FromHours(9);

    /// <summary>How long a download address is good; by the true clock, as every deadline here.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan WeChatAddressFor { get; init; } = TimeSpan.FromMinutes(5);

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan AlipayAddressFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The hospital's day ends here: what it books later belongs to the next one.</summary>
    [Range(typeof(TimeSpan), "12:00:00", "1.00:00:00")]
    public TimeSpan HospitalCutOff { get; init; } = TimeSpan.FromHours(23);

    /// <summary>The hospital pushes its hand-over by itself when its day ends, and does not only wait to be asked.</summary>
    public bool HospitalPushes { get; init; }
}
