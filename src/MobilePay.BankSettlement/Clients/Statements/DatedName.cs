using System.Globalization;
using System.IO.Enumeration;

namespace MobilePay.BankSettlement.Clients.Statements;

/// <summary>A folder or file that carries a day in its name, in one of the ways banks write it.</summary>
internal static class DatedName
{
    private static readonly string[] Forms = ["yyyyMMdd", "yyyy-MM-dd", "yyMMdd", "MMdd"];

    public static string Of(string pattern, DateOnly day) => Forms.Aggregate(pattern, (name, form) =>
        name.Replace($"{{{form}}}", day.ToString(form, CultureInfo.InvariantCulture), StringComparison.Ordinal));

    /// <summary>What is left of a pattern when all days are filled in; braces there are a slip of the pen.</summary>
    public static bool IsFilled(string pattern) => Of(pattern, DateOnly.MinValue).AsSpan().IndexOfAny('{', '}') < 0;

    public static bool Fits(string name, string pattern) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
