using MobilePay.PatientWeb.Visits;

namespace MobilePay.PatientWeb.Features;

/// <summary>A form that starts a payment. Its key was made with the page, so that a second tap is no second wish.</summary>
/// <param name="Label">What the button of the first method says; without it, all methods are folded alike.</param>
public sealed record PayForm(string Token, string Key, string Version, string? Label, IReadOnlyList<string> Methods,
    bool IsUnfolded = false)
{
    public static PayForm New(string token, string version, string label, Entrance entrance, string? first = null) =>
        new(token, StartPayment.NewKey(), version, label, Ordered(entrance, first));

    /// <summary>The ways to pay beside the one she is about to use.</summary>
    public static PayForm Beside(string method, string token, string version, Entrance entrance) =>
        new(token, StartPayment.NewKey(), version, null, [.. Entrances.MethodsOf(entrance).Where(m => m != method)]);

    /// <summary>The methods of this entrance; the one she chose before comes first.</summary>
    public static IReadOnlyList<string> Ordered(Entrance entrance, string? first)
    {
        var offered = Entrances.MethodsOf(entrance);
        return first is not null && offered.Contains(first) ? [first, .. offered.Where(m => m != first)] : offered;
    }
}
