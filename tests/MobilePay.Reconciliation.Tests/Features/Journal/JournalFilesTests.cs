using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MobilePay.LocalHost.Install;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features.Journal;

/// <summary>The journal as other programs read it.</summary>
[Collection(nameof(Books))]
public sealed class JournalFilesTests(Books books)
{
    private const string Days = "from=2026-11-01&to=2099-12-31";

    [Fact]
    public async Task Hledger_finds_nothing_wrong_and_the_same_balances()
    {
        await using var desk = await Busy(books);
        var journal = await desk.First.GetByteArrayAsync($"/journal?hospitalId={desk.Hospital}&{Days}&format=hledger");
        var file = Path.Combine(Path.GetTempPath(), desk.Hospital + ".hledger");
        await File.WriteAllBytesAsync(file, journal);
        try
        {
            (await Hledger("check", "--strict", "ordereddates", "-f", file)).ShouldBe((0, "", ""));
            var (_, sums, _) = await Hledger("balance", "-f", file, "--flat", "--no-total", "-O", "csv");
            var balance = await desk.First.GetFromJsonAsync<JsonElement>($"/trial-balance?hospitalId={desk.Hospital}&{Days}");
            var ours = balance.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("closingFen").GetInt64())
                .Where(fen => fen != 0).Order();
            sums.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(line => line.Split("\",\"")[1].TrimEnd('"').Replace("CNY", "", StringComparison.Ordinal).Trim())
                .Select(text => long.Parse(string.Concat(text.Where(c => c is not ('.' or ','))),
                    System.Globalization.CultureInfo.InvariantCulture))
                .Order().ShouldBe(ours);

            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("CNY 53.40", "CNY 53.41",
                StringComparison.Ordinal));
            (await Hledger("check", "--strict", "-f", file)).Code.ShouldNotBe(0);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Debits_and_credits_are_equal_and_each_account_goes_from_its_opening_to_its_closing()
    {
        await using var desk = await Busy(books);

        var balance = await desk.First.GetFromJsonAsync<JsonElement>($"/trial-balance?hospitalId={desk.Hospital}&{Days}");

        var total = balance.GetProperty("total");
        total.GetProperty("debitFen").GetInt64().ShouldBe(total.GetProperty("creditFen").GetInt64());
        foreach (var row in balance.GetProperty("rows").EnumerateArray())
            row.GetProperty("closingFen").GetInt64().ShouldBe(row.GetProperty("openingFen").GetInt64()
                + row.GetProperty("debitFen").GetInt64() - row.GetProperty("creditFen").GetInt64());
        var later = await desk.First.GetFromJsonAsync<JsonElement>(
            $"/trial-balance?hospitalId={desk.Hospital}&from=2099-01-01&to=2099-12-31");
        later.GetProperty("rows")[0].GetProperty("openingFen").GetInt64()
            .ShouldBe(balance.GetProperty("rows")[0].GetProperty("closingFen").GetInt64());
    }

    [Fact]
    public async Task The_journal_is_filtered_paged_and_given_out_as_a_table()
    {
        await using var desk = await Busy(books);
        var all = $"/journal?hospitalId={desk.Hospital}&{Days}";

        var page = await desk.First.GetFromJsonAsync<JsonElement>(all + "&take=2");
        page.GetProperty("total").GetProperty("count").GetInt32().ShouldBe(4);
        page.GetProperty("rows").GetArrayLength().ShouldBe(2);
        var suspended = await desk.First.GetFromJsonAsync<JsonElement>(all + "&account=OVER");
        suspended.GetProperty("rows")[0].GetProperty("rule").GetString().ShouldBe("J6");
        suspended.GetProperty("rows")[0].GetProperty("lines")[1].GetProperty("name").GetString().ShouldBe("长款挂账");
        var table = (await desk.First.GetStringAsync(all + "&format=csv")).Split("\r\n");
        table.Length.ShouldBe(1 + 8 + 1);
        using var xlsx = await desk.First.GetAsync(all + "&format=xlsx&lang=en");
        (xlsx.StatusCode, xlsx.Content.Headers.ContentDisposition!.FileName).ShouldBe((HttpStatusCode.OK, "journal.xlsx"));
    }

    private static async Task<Desk> Busy(Books books)
    {
        var desk = await Desk.Open(books);
        await desk.Order(1234567, 1234567, 1234567, isConfirmed: true);
        var missing = await desk.Order(5340, 5340, null);
        await desk.Reconcile();
        await desk.Settle(missing, "suspend");
        return desk;
    }

    private static async Task<(int Code, string Out, string Errors)> Hledger(params string[] arguments)
    {
        var start = new ProcessStartInfo(await ToolInstall.Ensure("hledger", "hledger"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LANG"] = start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var (written, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await written, await errors);
    }
}
