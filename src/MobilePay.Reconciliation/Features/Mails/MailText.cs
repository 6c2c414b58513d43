using System.Globalization;
using System.Text;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Features.Reports;

namespace MobilePay.Reconciliation.Features.Mails;

/// <summary>What a mail says, in Chinese and below it in English. Numbers and sums only: a mail may be read by anybody.</summary>
internal sealed record MailText(string Subject, string Body)
{
    private const string Rule = "\n----------\n";

    public static MailText Digest(
        MailReceiver receiver, DateOnly day, IReadOnlyList<SuspenseAgeing.Bucket> ages, string consoleUrl)
    {
        var (zh, en) = (new StringBuilder(), new StringBuilder());
        var (count, over, under) = (ages.Sum(a => a.Count), Yuan(ages.Sum(a => a.OverFen)), Yuan(ages.Sum(a => a.ShortFen)));
        zh.Append(CultureInfo.InvariantCulture, $"{Day(day)} 对账后共有 {count} 笔差异未处理：长款 {over} 元，短款 {under} 元。\n\n");
        en.Append(CultureInfo.InvariantCulture,
            $"After the reconciliation of {Day(day)} there are {count} open differences: over {over} yuan, "
            + $"short {under} yuan.\n\n");
        foreach (var age in ages.OrderBy(a => a.Age.Length).ThenBy(a => a.Age, StringComparer.Ordinal))
        {
            zh.Append(CultureInfo.InvariantCulture,
                $"{WireWord.InChinese(age.Age)} 天：{age.Count} 笔，长款 {Yuan(age.OverFen)}，短款 {Yuan(age.ShortFen)}\n");
            en.Append(CultureInfo.InvariantCulture,
                $"{age.Age} days: {age.Count}, over {Yuan(age.OverFen)}, short {Yuan(age.ShortFen)}\n");
        }

        return Of(receiver, $"{Day(day)} 对账差异 {count} 笔 / {count} open differences", zh, en, consoleUrl);
    }

    public static MailText Missing(MailReceiver receiver, DateOnly day,
        IReadOnlyList<(string Channel, string MerchantId)> lacking, bool isHandedOver, string consoleUrl)
    {
        var (zh, en) = (new StringBuilder(), new StringBuilder());
        zh.Append(CultureInfo.InvariantCulture, $"{Day(day)} 以下资料尚未收到，当日无法对账完整：\n\n");
        en.Append(CultureInfo.InvariantCulture, $"For {Day(day)} these are not here, so the day can't be reconciled whole:\n\n");
        if (!isHandedOver)
        {
            zh.Append("医院交账\n");
            en.Append("the hospital's hand-over\n");
        }

        foreach (var (channel, merchant) in lacking)
        {
            zh.Append(CultureInfo.InvariantCulture, $"{WireWord.InChinese(channel)} 对账单，商户号 {merchant}\n");
            en.Append(CultureInfo.InvariantCulture, $"the statement of {channel}, merchant {merchant}\n");
        }

        return Of(receiver, $"{Day(day)} 对账资料缺失 / files missing", zh, en, consoleUrl);
    }

    public static MailText Refused(MailReceiver receiver, string channel, string merchantId, DateOnly day, string fileName,
        string code, string consoleUrl)
    {
        var name = fileName.Length > 0 ? $" {fileName}" : "";
        var zh = new StringBuilder($"{WireWord.InChinese(channel)} {merchantId} {Day(day)} 的文件{name}未通过校验，"
            + $"未计入对账，原件已留存。原因代码：{code}\n");
        var en = new StringBuilder($"The file{name} of {channel} {merchantId} for {Day(day)} can't be believed: nothing of it "
            + $"counts, and it is kept as it came. Code: {code}\n");
        return Of(receiver, $"{Day(day)} 文件被拒收 / file refused{name}", zh, en, consoleUrl);
    }

    private static MailText Of(MailReceiver receiver, string subject, StringBuilder zh, StringBuilder en, string consoleUrl)
    {
        var hospital = receiver.Name.Length > 0 ? receiver.Name : receiver.HospitalId;
        var link = consoleUrl.Length > 0 ? $"\n{consoleUrl}\n" : "";
        return new($"[{hospital}] {subject}", $"{hospital}\n\n{zh}{link}{Rule}\n{en}{link}");
    }

    private static string Yuan(long fen) => CsvFile.Yuan(fen);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
