using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features;

/// <summary>The morning's board, the day after.</summary>
[Collection(nameof(Books))]
public sealed class TodayTests(Books books)
{
    [Fact]
    public async Task The_board_says_what_is_open_and_what_blocks_yesterday()
    {
        await using var desk = await Desk.Open(books);
        await desk.Order(5340, 5340, null);
        await desk.Order(null, null, 100);
        await desk.Reconcile();

        var board = await desk.First.GetFromJsonAsync<JsonElement>($"/today?hospitalId={desk.Hospital}");

        board.GetProperty("yesterday").ToString().ShouldBe(
            """{"day":"2026-11-23","status":"open","blocks":[{"code":"differences-open","count":2}]}""");
        board.GetProperty("differences")[0].ToString().ShouldBe("""{"age":"1-3","count":2,"fen":5440}""");
        (board.GetProperty("overFen").GetInt64(), board.GetProperty("shortFen").GetInt64()).ShouldBe((5340, 100));
        board.GetProperty("handover").ToString().ShouldBe("""{"day":"2026-11-23","status":"arrived","differenceFen":-100}""");
        board.GetProperty("statements")[0].GetProperty("status").GetString().ShouldBe("arrived");
    }

    [Fact]
    public async Task A_hospital_nothing_is_known_of_has_a_calm_board()
    {
        await using var desk = await Desk.Open(books);

        var board = await desk.First.GetFromJsonAsync<JsonElement>("/today?hospitalId=nobody");

        board.GetProperty("openCount").GetInt32().ShouldBe(0);
        board.GetProperty("handover").GetProperty("status").GetString().ShouldBe("missing");
    }

    [Fact]
    public async Task Hospitals_are_those_HisSync_knows()
    {
        await using var desk = await Desk.Open(books);
        using var away = await desk.First.GetAsync("/hospitals");
        away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        desk.Neighbours.On("GET /hospitals", 200, """[{"id":"H1","name":"示例医院"}]""");

        var hospitals = await desk.First.GetFromJsonAsync<JsonElement>("/hospitals");

        hospitals[0].GetProperty("name").GetString().ShouldBe("示例医院");
    }
}
