namespace MobilePay.FinanceWeb.Look;

/// <summary>An address with what is asked in it; empty parts are left out.</summary>
public static class Link
{
    public static string To(string path, params IEnumerable<(string Name, string? Value)> parts) =>
        path + QueryString.Create(parts.Where(part => !string.IsNullOrEmpty(part.Value))
            .Select(part => KeyValuePair.Create(part.Name, part.Value)));
}
