using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.Payments.Tests.Support;

/// <summary>The whole service with a real PostgreSQL; the bus, the relay and the schedules rest.</summary>
internal sealed class PaymentsApp : WebApplicationFactory<PaymentsDbContext>
{
    public const string Hospital = "SYN000000";
    private readonly string database;

    private PaymentsApp(string database) => this.database = database;

    public HttpClient Http => CreateClient();

    public static async Task<PaymentsApp> Start(PostgresFixture postgres) => new(await postgres.NewDatabase());

    /// <summary>A payment the channel has taken and the hospital has booked, one bill an amount.</summary>
    public async Task<Payment> Paid(params long[] fen)
    {
        var now = TimeProvider.System.GetUtcNow();
        var payment = Payment.Open(Hospital, "wechat.jsapi", "wechat",
            [.. fen.Select((f, i) => new OwedBill($"B{i}", "1", $"RX{i}", "V1", Money.FromFen(f)))], now,
            TimeSpan.FromMinutes(15));
        payment.ConfirmPaid("4200001", payment.Amount, now).ShouldBeNull();
        foreach (var bill in payment.Bills)
            bill.Confirm("H-1", null, null, null, now);
        await Keep(payment);
        return payment;
    }

    public Task Keep(params Payment[] payments) => With(async db =>
    {
        db.AddRange(payments);
        return await db.SaveChangesAsync();
    });

    public Task<List<string>> Announced() =>
        With(db => db.Set<OutboxMessage>().OrderBy(m => m.Id).Select(m => m.Body).ToListAsync());

    public Task<Payment> Read(Guid id) => With(db => db.Payments.Include(p => p.Refunds).SingleAsync(p => p.Id == id));

    public async Task<T> With<T>(Func<PaymentsDbContext, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<PaymentsDbContext>());
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:paymentsdb", database + ";Maximum Pool Size=20");
        builder.UseSetting("ConnectionStrings:rabbitmq", "amqp://nobody:nothing@127.0.0.1:1/");
        builder.UseSetting("Database:MigrateAtStart", "true");
        builder.ConfigureTestServices(services =>
        {
            foreach (var job in services.Where(IsBackgroundJob).ToList())
                services.Remove(job);
        });
    }

    private static bool IsBackgroundJob(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.FullName is { } name
        && (name.StartsWith("MobilePay.", StringComparison.Ordinal) || name.StartsWith("MassTransit.", StringComparison.Ordinal));
}
