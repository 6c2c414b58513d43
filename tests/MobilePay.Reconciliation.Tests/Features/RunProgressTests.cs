using System.Net.Http.Json;
using System.Text.Json;
using MobilePay.Reconciliation.Features;
using MobilePay.Reconciliation.Persistence;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features;

/// <summary>People who wait for a day see how far it is.</summary>
[Collection(nameof(Books))]
public sealed class RunProgressTests(Books books)
{
    [Fact]
    public async Task A_run_that_waits_for_the_books_says_so_and_is_done_when_they_are_free()
    {
        await using var desk = await Desk.Open(books);
        await desk.Order(5340, 5340, 5340, isConfirmed: true);
        await desk.Arrive();
        await using var holder = books.Open();
        await holder.Database.BeginTransactionAsync();
        await holder.HoldBooks(desk.Hospital, books.Options, default);

        var running = desk.First.PostAsync($"/reconciliations/{desk.Hospital}/2026-11-23", null);
        var progress = await Until(desk, isRunning: true);
        progress.GetProperty("stage").GetString().ShouldBe("waiting");
        await holder.Database.CommitTransactionAsync();
        using var ran = await running;

        ran.IsSuccessStatusCode.ShouldBeTrue();
        (await Until(desk, isRunning: false)).GetProperty("stage").GetString().ShouldBe("done");
    }

    [Fact]
    public void Lines_count_as_done_once_they_are_matched()
    {
        var progress = new RunProgress(books.Clock);
        var day = Desk.Day;
        progress.Is("h", day, "waiting");
        progress.Is("h", day, "matching", rows: 1000);
        (progress.Of("h", day).Rows, progress.Of("h", day).RowsDone).ShouldBe((1000, 0));

        progress.Is("h", day, "looking");

        progress.Of("h", day).RowsDone.ShouldBe(1000);
        progress.Ended("h", day);
        progress.Of("h", day).IsRunning.ShouldBeFalse();
    }

    private static async Task<JsonElement> Until(Desk desk, bool isRunning)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var progress = await desk.First.GetFromJsonAsync<JsonElement>(
                $"/reconciliations/{desk.Hospital}/2026-11-23/progress", limit.Token);
            if (progress.GetProperty("isRunning").GetBoolean() == isRunning)
                return progress;
            await Task.Delay(20, limit.Token);
        }
    }
}
