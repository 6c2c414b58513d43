using System.Text.Json;

namespace MobilePay.Reconciliation.Features;

/// <summary>Names as they stand on the wire: HisMissing is his-missing.</summary>
internal static class Words
{
    public static string Of<T>(T name)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(name.ToString());

    /// <summary>Null for a word that names nothing.</summary>
    public static T? Read<T>(string? word)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => Of(v) == word).Cast<T?>().FirstOrDefault();
}
