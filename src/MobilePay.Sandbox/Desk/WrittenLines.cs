namespace MobilePay.Sandbox.Desk;

/// <summary>One row of the desk's form, as typed.</summary>
internal sealed record WrittenLine(string ItemName, string Spec, string Unit, string Quantity, string UnitPrice)
{
    public bool IsEmpty => new[] { ItemName, Quantity, UnitPrice }.All(string.IsNullOrWhiteSpace);

    public static WrittenLine Of(His.HisLine line) => new(line.ItemName, line.Spec, line.Unit, line.Quantity, line.UnitPrice);
}

internal static class WrittenLines
{
    public static IReadOnlyList<WrittenLine> Read(IFormCollection form)
    {
        var names = form["itemName"];
        return [.. Enumerable.Range(0, names.Count).Select(i => new WrittenLine(
            names[i] ?? "", At(form, "spec", i), At(form, "unit", i), At(form, "quantity", i), At(form, "unitPrice", i)))];
    }

    /// <summary>The lines with their amounts; null when row <paramref name="bad"/>, counted from 1, cannot be read.</summary>
    public static IReadOnlyList<DeskLine>? Price(IReadOnlyList<WrittenLine> rows, out int bad)
    {
        var lines = new List<DeskLine>();
        for (bad = 1; bad <= rows.Count; bad++)
        {
            var row = rows[bad - 1];
            if (row.IsEmpty)
                continue;
            var quantity = LineAmount.Read(row.Quantity, LineAmount.QuantityPlaces);
            var price = LineAmount.Read(row.UnitPrice, LineAmount.PricePlaces);
            // Both limits keep the product far from the end of a long.
            if (quantity is null or 0 or > 1_000_000 || price is null or 0 or > 1_000_000_000)
                return null;
            if (string.IsNullOrWhiteSpace(row.ItemName))
                return null;

            lines.Add(new DeskLine(
                row.ItemName.Trim(), Kept(row.Spec), Kept(row.Unit),
                LineAmount.Write(quantity.Value, LineAmount.QuantityPlaces),
                LineAmount.Write(price.Value, LineAmount.PricePlaces),
                LineAmount.Fen(price.Value, quantity.Value)));
        }

        return lines;
    }

    private static string? Kept(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string At(IFormCollection form, string name, int i) => form[name].Count > i ? form[name][i] ?? "" : "";
}
