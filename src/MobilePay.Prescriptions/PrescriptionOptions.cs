using System.ComponentModel.DataAnnotations;

namespace MobilePay.Prescriptions;

public sealed class PrescriptionOptions
{
    /// <summary>Wrong proofs in a row after which the lines stay hidden for a while.</summary>
    [Range(1, 20)]
    public int WrongProofsMax { get; init; } = 3;

    /// <summary>How long the lines stay hidden then.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan ProofPause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Categories whose paper original must reach the pharmacy: they are paid at the window (Order 53 of 2007).
    /// </summary>
    public IReadOnlyList<string> WindowOnlyCategories { get; init; } = ["NARCOTIC_PSY1", "PSY2", "TOXIC"];
}
