using System.Globalization;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.Bank;

/// <summary>The settlement file of a day, by call (76/01) or as a file in a dated folder, as acquirers deliver it.</summary>
internal sealed class BankSettlement(
    BankFunds funds, BankBook book, SandboxDay day, PlantedBoard planted, IOptions<SandboxOptions> options)
{
    private const string ZmLineEnd = "\r\n";

    public WireAnswer Answer(BankCall call)
    {
        if (Read(call["settleDate"]!) is not { } date)
            return BankErrors.Of("10", "settleDate");
        return IsReady(date) ? BankWire.Done(
                ("settleDate", call["settleDate"]!), ("fileType", call["fileType"]!), ("fileName", NameOf(date)),
                ("fileContent", Convert.ToBase64String(Files.Zlib(Zip(date)))))
            : BankErrors.Of("98");
    }

    /// <summary>Where the file lies, or null for a date that is none. A person may drop it before its time.</summary>
    public string? Drop(string settleDate)
    {
        if (Read(settleDate) is not { } date)
            return null;
        var folder = Directory.CreateDirectory(Path.Combine(options.Value.Directory, "sftp", Files.Day(date))).FullName;
        var file = Path.Combine(folder, NameOf(date));
        // Whoever watches the folder must never meet half a file.
        File.WriteAllBytes(file + ".part", Zip(date));
        File.Move(file + ".part", file, overwrite: true);
        return file;
    }

    public byte[] Zip(DateOnly date)
    {
        var flaws = planted.Flaws(BankFunds.Name, date);
        var merId = flaws.Contains(PlantedKinds.OtherMerchant) ? "777000000000000" : funds.Merchant;
        var rows = planted.Apply(BankFunds.Name, date, funds.Rows().Where(row => row.Day == date));
        byte[] lines = [.. rows.SelectMany(row =>
            SettlementLine.Write(row, merId).Concat(Files.Gbk.GetBytes(ZmLineEnd)))];
        // The short name in Chinese grows by half in UTF-8, and every field after it moves.
        var zm = flaws.Contains(PlantedKinds.MisEncoded) ? Files.Utf8.GetBytes(Files.Gbk.GetString(lines)) : lines;
        var stem = $"INN{date.ToString("yyMMdd", CultureInfo.InvariantCulture)}88";
        return Files.Zip([($"{stem}ZM_{merId}", zm), ($"{stem}ZME_{merId}", [])], flaws, day.Now);
    }

    private string NameOf(DateOnly date) => $"{funds.Merchant}_{Files.Day(date)}.zip";

    /// <summary>Ready in the morning after the settlement day, which has ended at 23:00 of the evening before.</summary>
    private bool IsReady(DateOnly date) => day.Now.DateTime >= date.AddDays(1).ToDateTime(TimeOnly.MinValue)
        + options.Value.Statements.BankReadyAt;

    /// <summary>MMDD has no year: it means the nearest day of that name, so that tomorrow is not last year's.</summary>
    private DateOnly? Read(string settleDate)
    {
        var current = DateOnly.ParseExact(book.SettleDate, "yyyyMMdd", CultureInfo.InvariantCulture);
        return new[] { current.Year - 1, current.Year, current.Year + 1 }
            .Select(year => ReadWhole(year.ToString("0000", CultureInfo.InvariantCulture) + settleDate))
            .Where(date => date is not null)
            .MinBy(date => Math.Abs(date!.Value.DayNumber - current.DayNumber));
    }

    /// <summary>29 February is not in every year.</summary>
    private static DateOnly? ReadWhole(string text) => DateOnly.TryParseExact(
        text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
