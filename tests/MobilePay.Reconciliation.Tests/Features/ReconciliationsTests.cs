using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features;

/// <summary>A clerk's way through a day: file in, day reconciled, differences read, file out again.</summary>
[Collection(nameof(Books))]
public sealed class ReconciliationsTests(Books books)
{
    private readonly string hospital = "http-" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_file_goes_in_and_the_day_is_reconciled_and_the_file_comes_out_as_it_was()
    {
        await using var service = books.Service();
        using var http = service.CreateClient();
        var bytes = File(5340);

        using var kept = await http.PostAsync(
            $"/statements/{hospital}/wechat/{PlantedDay.Merchant}/2026-11-23?fileName=../bill.csv", new ByteArrayContent(bytes));
        var statement = await kept.Content.ReadFromJsonAsync<JsonElement>();
        kept.StatusCode.ShouldBe(HttpStatusCode.OK, statement.ToString());
        statement.GetProperty("status").GetString().ShouldBe("current");
        statement.GetProperty("fileName").GetString().ShouldBe("bill.csv");

        using var ran = await http.PostAsync($"/reconciliations/{hospital}/2026-11-23", null);
        ran.StatusCode.ShouldBe(HttpStatusCode.OK);
        var read = await http.GetFromJsonAsync<JsonElement>($"/reconciliations/{hospital}/2026-11-23");
        read.GetProperty("totals").GetProperty("channelFen").GetInt64().ShouldBe(5340);
        read.GetProperty("bridge")[0].GetProperty("class").GetString().ShouldBe("in-transit");
        var found = await http.GetFromJsonAsync<JsonElement>($"/reconciliations/{hospital}/2026-11-23/differences");
        found[0].GetProperty("differenceFen").GetInt64().ShouldBe(5340);

        var listed = await http.GetFromJsonAsync<JsonElement>($"/statements/{hospital}/2026-11-23");
        var id = listed[0].GetProperty("id").GetGuid();
        (await http.GetByteArrayAsync($"/statements/{id}/file")).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_file_that_can_not_be_believed_is_refused_with_a_code_and_listed_with_the_reason()
    {
        await using var service = books.Service();
        using var http = service.CreateClient();

        using var refused = await http.PostAsync(
            $"/statements/{hospital}/wechat/{PlantedDay.Merchant}/2026-11-23", new ByteArrayContent(File(5340)[..^30]));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var code = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
        var listed = await http.GetFromJsonAsync<JsonElement>($"/statements/{hospital}/2026-11-23");
        listed[0].GetProperty("status").GetString().ShouldBe("refused");
        listed[0].GetProperty("refusedFor").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task A_day_that_was_not_reconciled_is_said_so()
    {
        await using var service = books.Service();
        using var http = service.CreateClient();

        using var answer = await http.GetAsync($"/reconciliations/{hospital}/2026-11-23");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("reconciliation.not-run");
    }

    private static byte[] File(long fen)
    {
        const string Order = "P20261123120000000000000001";
        var at = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.FromHours(8));
        return Encoding.UTF8.GetBytes(BillWriter.WeChat(
            [new(1, LineKind.Payment, LineStatus.Done, PlantedDay.Merchant, Order, null, "T1", null, fen, 20, at)]));
    }
}
