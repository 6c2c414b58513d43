using System.Runtime.CompilerServices;

namespace MobilePay.BankSettlement.Clients;

/// <summary>What must hold of every channel's list of merchants.</summary>
internal static class MerchantSettings
{
    /// <summary>A sentence for each value that two merchants share.</summary>
    public static IEnumerable<string> Repeated<T>(
        string section, IEnumerable<T> merchants, Func<T, string> member,
        [CallerArgumentExpression(nameof(member))] string setting = "") =>
        merchants.GroupBy(member).Where(same => same.Count() > 1)
            .Select(same => $"Two of {section}__Merchants have the {setting.Split('.')[^1]} {same.Key}.");
}
