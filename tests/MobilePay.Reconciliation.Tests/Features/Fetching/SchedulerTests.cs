using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using MobilePay.Reconciliation.Persistence;
using MobilePay.Reconciliation.Tests.Support;
using Npgsql;
using Quartz;

namespace MobilePay.Reconciliation.Tests.Features.Fetching;

/// <summary>Two replicas of the service with one database: the store decides which of them looks.</summary>
[Collection(nameof(Books))]
public sealed class SchedulerTests(Books books)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Of_two_replicas_one_looks_at_a_time_and_each_time_once()
    {
        await using var neighbours = await Neighbours.Start();
        neighbours.On("GET /hospitals", 200, "[]");
        await using var first = Replica(neighbours);
        await using var second = Replica(neighbours);

        var schedulers = new[] { await Started(first), await Started(second) };
        await Task.Delay(TimeSpan.FromSeconds(6));
        var looks = neighbours.Calls.Count;
        var members = await Members();
        foreach (var scheduler in schedulers)
            await scheduler.Shutdown(waitForJobsToComplete: true);

        members.ShouldBe(2);
        looks.ShouldBeInRange(3, 8);
    }

    private WebApplicationFactory<ReconciliationDbContext> Replica(Neighbours neighbours) => books.Service(neighbours)
        .WithWebHostBuilder(web => web.UseSetting("Timetable:LookEvery", Every.ToString())
            .ConfigureTestServices(services => services.AddSingleton(TimeProvider.System)));

    private static async Task<IScheduler> Started(WebApplicationFactory<ReconciliationDbContext> replica)
    {
        var scheduler = await replica.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Start();
        return scheduler;
    }

    private async Task<long> Members()
    {
        await using var connection = new NpgsqlConnection(books.Connection);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("select count(*) from quartz.qrtz_scheduler_state", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
