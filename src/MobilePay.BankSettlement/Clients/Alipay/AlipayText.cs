using System.Globalization;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>How Alipay writes amounts and times; all of its times are Beijing's.</summary>
internal static class AlipayText
{
    private const string Seconds = "yyyy-MM-dd HH:mm:ss";
    private static readonly string[] Times = [Seconds, Seconds + ".fff"];

    public static string Yuan(Money amount) => amount.ToString();

    /// <summary>Null for anything but yuan with at most two decimals; computed in integers.</summary>
    public static Money? Yuan(string? text)
    {
        if (text is not { Length: > 0 and <= 16 })
            return null;

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var (yuan, rest) = point < 0 ? (text, "00") : (text[..point], text[(point + 1)..]);
        if (yuan.Length == 0 || rest.Length is 0 or > 2 || !yuan.All(char.IsAsciiDigit) || !rest.All(char.IsAsciiDigit))
            return null;

        return Money.FromFen(long.Parse(yuan + rest.PadRight(2, '0'), CultureInfo.InvariantCulture));
    }

    public static string Time(DateTimeOffset time) =>
        time.ToOffset(BusinessDay.ChinaOffset).ToString(Seconds, CultureInfo.InvariantCulture);

    public static DateTimeOffset? Time(string? text) =>
        DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, BusinessDay.ChinaOffset).ToUniversalTime()
            : null;

    /// <summary>What the payer reads; Alipay refuses three characters, for which their wide forms stand.</summary>
    public static string Subject(string description) =>
        description.Replace('/', '／').Replace('=', '＝').Replace('&', '＆');
}
