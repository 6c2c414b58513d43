using System.ComponentModel.DataAnnotations;

namespace MobilePay.HisSync;

public sealed class HisOptions
{
    /// <summary>The hospitals this installation serves.</summary>
    [MinLength(1, ErrorMessage =
        "Set His__Hospitals__0__Id, __BaseUrl, __KeyId and __Secret: without a hospital there is nothing to do.")]
    public IReadOnlyList<HospitalOptions> Hospitals { get; init; } = [];

    /// <summary>How long one call to a HIS may take before its outcome counts as unknown.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:00:30")]
    public TimeSpan CallWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a HIS may still be working on a confirm it did not answer. Only after it does "not found" mean "never arrived"
    /// and the same confirm is sent again.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ConfirmSettlesWithin { get; init; } = TimeSpan.FromSeconds(10);
}

public sealed class HospitalOptions
{
    /// <summary>The institution's code, as it stands in every QR of this hospital.</summary>
    [Required]
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    [Required, Url]
    public string BaseUrl { get; init; } = "";

    [Required]
    public string KeyId { get; init; } = "";

    /// <summary>The key both sides sign calls with; from the environment only.</summary>
    [Required, MinLength(16)]
    public string Secret { get; init; } = "";

    public HisCapabilities Capabilities { get; init; } = new();
}
