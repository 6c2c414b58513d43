using System.Text.RegularExpressions;

namespace MobilePay.Sandbox.Bank;

/// <summary>A card is what its number says: 625… is credit, digits five and six are the respCode it is refused with.</summary>
internal sealed partial record BankCard
{
    private static readonly string[] AtOpening = ["61", "62", "65", "66", "73"];
    private static readonly string[] AtPaying = ["60", "63", "64", "67", "68", "69"];

    private BankCard(string accNo) => AccNo = accNo;

    public string AccNo { get; }

    public bool IsCredit => AccNo.StartsWith("625", StringComparison.Ordinal);

    /// <summary>payCardType of the wire.</summary>
    public string Kind => IsCredit ? "02" : "01";

    public string Masked => AccNo[..6] + new string('*', AccNo.Length - 10) + AccNo[^4..];

    public string? RefusedAtOpening => AtOpening.FirstOrDefault(code => code == AccNo[4..6]);

    public string? RefusedAtPaying => AtPaying.FirstOrDefault(code => code == AccNo[4..6]);

    /// <summary>Null for what no bank issued.</summary>
    public static BankCard? Read(string text) => NumberForm.IsMatch(text) && LuhnSum(text) % 10 == 0 ? new(text) : null;

    /// <summary>The first card of a series, as the pages and the README list them.</summary>
    public static string Sample(string series, int length)
    {
        var number = series.PadRight(length - 1, '0') + "0";
        return number[..^1] + (10 - LuhnSum(number) % 10) % 10;
    }

    private static int LuhnSum(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += (i & 1) == 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9;
        }

        return sum;
    }

    [GeneratedRegex("^62[0-9]{14,17}$")]
    private static partial Regex NumberForm { get; }
}
