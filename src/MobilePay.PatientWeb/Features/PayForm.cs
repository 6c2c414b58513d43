using MobilePay.PatientWeb.Visits;

namespace MobilePay.PatientWeb.Features;

/// <summary>A form that starts a payment. Its key was made with the page, so that a second tap is no second wish.</summary>
public sealed record PayForm(string Token, string Key, string Version, string Label, IReadOnlyList<string> Methods,
    bool IsUnfolded = false)
{
    public static PayForm New(string token, string version, string label, Entrance entrance) =>
        new(token, StartPayment.NewKey(), version, label, Entrances.MethodsOf(entrance));
}
