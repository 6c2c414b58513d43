using MobilePay.Primitives;

namespace MobilePay.PatientWeb.Look;

/// <summary>Amounts as people read them, from fen by integers alone.</summary>
public static class Yuan
{
    public static string Of(long fen) => fen < 0 ? "-" + Of(-fen) : $"¥{Money.FromFen(fen)}";

    /// <summary>A unit price as the hospital wrote it ("12.6000"), without the zeros nobody reads.</summary>
    public static string UnitPrice(string? price)
    {
        if (string.IsNullOrEmpty(price))
            return "";

        var point = price.IndexOf('.', StringComparison.Ordinal);
        var shown = price;
        while (point >= 0 && shown.EndsWith('0') && shown.Length - point > 3)
            shown = shown[..^1];
        return "¥" + shown;
    }

    /// <summary>"1.00" packs are 1 pack.</summary>
    public static string Quantity(string? quantity) =>
        quantity?.Contains('.', StringComparison.Ordinal) == true ? quantity.TrimEnd('0').TrimEnd('.') : quantity ?? "";
}
