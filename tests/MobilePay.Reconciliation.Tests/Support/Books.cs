using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MobilePay.LocalHost.Servers;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>A PostgreSQL of this test run's own with the books of many hospitals in it.</summary>
public sealed class Books : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mobilepay-reconciliation-");
    private PostgresServer postgres = null!;

    public ReconciliationOptions Options { get; } = new()
    {
        FeeRates = [new() { Channel = "wechat", MerchantId = "1900000001", Millionths = 3800 }],
        JoinMegabytes = 16,
    };

    public IOptions<ReconciliationOptions> Settings => Microsoft.Extensions.Options.Options.Create(Options);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 2, 30, 0, TimeSpan.Zero));

    public async Task InitializeAsync()
    {
        postgres = await PostgresServer.Start(
            new() { Folder = Path.Combine(folder.FullName, "postgres"), RemoveFilesAtStop = true });
        await postgres.CreateDatabase("reconciliation");
        await using var db = Open();
        await db.Database.MigrateAsync();
    }

    public async Task DisposeAsync()
    {
        await postgres.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>The whole service on these books; no broker, so nothing comes by events.</summary>
    public WebApplicationFactory<ReconciliationDbContext> Service(Neighbours? neighbours = null) =>
        new WebApplicationFactory<ReconciliationDbContext>().WithWebHostBuilder(web =>
        {
            web.UseSetting("ConnectionStrings:reconciliationdb", postgres.ConnectionString("reconciliation"))
                .UseSetting("ConnectionStrings:rabbitmq", "amqp://nobody:nothing@127.0.0.1:1/")
                .UseSetting("PersonalData:Key", Convert.ToBase64String(new byte[32]))
                .UseSetting("Closing:Keys:0:Id", "k1")
                .UseSetting("Closing:Keys:0:Secret", "a-secret-of-this-test-run-0123456789");
            foreach (var service in Neighbours.Names)
                web.UseSetting($"services:{service}:http:0", neighbours?.Url ?? "http://127.0.0.1:1");
            web.ConfigureTestServices(services =>
            {
                services.RemoveAll<IHostedService>();
                services.AddSingleton<TimeProvider>(Clock);
            });
        });

    public string Connection => postgres.ConnectionString("reconciliation");

    public ReconciliationDbContext Open() => new(new DbContextOptionsBuilder<ReconciliationDbContext>()
        .UseNpgsql(postgres.ConnectionString("reconciliation")).UseSnakeCaseNamingConvention().Options);

    public async Task<Run> Reconcile(string hospital, DateOnly day)
    {
        await using var db = Open();
        return await new ReconcileDay(db, new(new(db, Settings)), new(Clock), Settings, Clock).Do(hospital, day, default);
    }

    public async Task<IReadOnlyList<Difference>> Differences(string hospital)
    {
        await using var db = Open();
        return await db.Differences.AsNoTracking().Where(d => d.HospitalId == hospital).ToListAsync();
    }
}

[CollectionDefinition(nameof(Books))]
public sealed class BooksCollection : ICollectionFixture<Books>;
