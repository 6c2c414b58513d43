using System.ComponentModel.DataAnnotations;

namespace MobilePay.PatientWeb;

public sealed class PatientOptions
{
    /// <summary>The address patients reach these pages at; cashiers send people back to it.</summary>
    [Required, Url]
    public string PublicUrl { get; init; } = "http://localhost:8080";

    /// <summary>Where the keys that seal cookies are kept, so that a restart logs nobody out of a payment.</summary>
    public string? KeysDirectory { get; init; }

    /// <summary>A stand-in for the bridge that WeChat's browser brings along; only with the sandbox.</summary>
    [Url]
    public string? WeChatBridgeUrl { get; init; }

    /// <summary>Where a form may end after redirects: the channels' cashiers and sign-in pages.</summary>
    public IReadOnlyList<string> CashierOrigins { get; init; } = [];

    /// <summary>The colour of each hospital's own app, by hospital code, as #RRGGBB.</summary>
    public IReadOnlyDictionary<string, string> Colours { get; init; } = new Dictionary<string, string>();

    /// <summary>The origin the sandbox's bridge is loaded from, if there is one.</summary>
    public string? BridgeOrigin => WeChatBridgeUrl is null ? null : new Uri(WeChatBridgeUrl).GetLeftPart(UriPartial.Authority);

    public string UrlOf(string path) => PublicUrl.TrimEnd('/') + path;
}
