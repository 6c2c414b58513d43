using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Features;
using MobilePay.BankSettlement.Persistence;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>The whole service with a real PostgreSQL and a WeChat of its own; time stands still, nothing polls.</summary>
internal sealed class BankApp : WebApplicationFactory<BankSettlementDbContext>
{
    public const string Number = "MP20251009000001";
    private readonly string database;

    private BankApp(string database, OutsideWeChat wechat, OutsideAlipay alipay, OutsideBank bank, FakeTimeProvider clock) =>
        (this.database, WeChat, Alipay, Bank, Clock) = (database, wechat, alipay, bank, clock);

    public OutsideWeChat WeChat { get; }
    public OutsideAlipay Alipay { get; }
    public OutsideBank Bank { get; }

    /// <summary>All that was logged.</summary>
    public WrittenLog Log { get; } = new();
    public FakeTimeProvider Clock { get; }
    public HttpClient Http => CreateClient();

    public static async Task<BankApp> Start(PostgresFixture postgres)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1760000000));
        return new(await postgres.NewDatabase(), await OutsideWeChat.Start(clock), await OutsideAlipay.Start(clock),
            await OutsideBank.Start(), clock);
    }

    public static object Order(string number = Number, string method = "wechat.jsapi", long amountFen = 5340) => new
    {
        paymentId = new Guid("01890000-0000-7000-8000-000000000001"),
        hospitalId = TestMerchant.Hospital,
        outTradeNo = number,
        method,
        amountFen,
        description = "示例人民医院 处方药费",
        expiresAt = DateTimeOffset.FromUnixTimeSeconds(1760000000).AddMinutes(15),
        payer = new { openid = "oTestOpenid00000000000000001", address = "203.0.113.7", device = "Android" },
        traceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    public async Task<JsonElement> Place(object? order = null) =>
        await Read(await Http.PostAsJsonAsync("/orders", order ?? Order()));

    public async Task<string> Close(string number = Number) =>
        (await Read(await Http.PostAsync($"/orders/{number}/close", null))).Text("outcome");

    public async Task<JsonElement> Get(string number = Number) => await Read(await Http.GetAsync($"/orders/{number}"));

    public async Task<string> State(string number = Number) => (await Get(number)).Text("state");

    public Task<HttpResponseMessage> Notify(SignedNotice notice, string merchant = TestMerchant.MchId)
    {
        var (body, headers) = notice.Make();
        return Notify(body, headers, merchant);
    }

    public async Task<HttpResponseMessage> NotifyAlipay(AlipayNotice notice, string appId = TestAlipay.AppId)
    {
        using var form = new StringContent(notice.Make(), Encoding.UTF8, "application/x-www-form-urlencoded");
        return await Http.PostAsync($"/notify/alipay/{appId}", form);
    }

    public async Task<HttpResponseMessage> NotifyBank(BankNotice notice, string merId = TestBank.MerId)
    {
        using var form = new FormUrlEncodedContent(notice.Make());
        return await Http.PostAsync($"/notify/bank/{merId}", form);
    }

    public async Task<HttpResponseMessage> Notify(
        byte[] body, Dictionary<string, string> headers, string merchant = TestMerchant.MchId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/notify/wechat/{merchant}");
        request.Content = new ByteArrayContent(body);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request);
    }

    /// <summary>One round of the scheduled queries, now.</summary>
    public Task<int> QueryDue() => ActivatorUtilities.CreateInstance<QueryOpenOrders>(Services).TakeDue(CancellationToken.None);

    /// <summary>One round of the refunds that are due, now.</summary>
    public Task<int> StepRefunds() =>
        ActivatorUtilities.CreateInstance<SettleRefunds>(Services).TakeDue(CancellationToken.None);

    /// <summary>Writes the intent to refund, as the wish from Payments does.</summary>
    public Task WantRefund(string refundNo, long fen) => Change(async db => db.Add(ChannelRefund.Of(
        await db.Orders.SingleAsync(), refundNo, Money.FromFen(fen), "原路退回", Clock.GetUtcNow(), null)));

    public async Task Change(Func<BankSettlementDbContext, Task> change)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BankSettlementDbContext>();
        await change(db);
        await db.SaveChangesAsync();
    }

    public async Task<ChannelRefund> Refund(string refundNo) =>
        (await Rows(db => db.Refunds.Where(r => r.RefundNo == refundNo))).Single();

    public async Task<List<OutboxMessage>> Outbox() => await Rows(db => db.Set<OutboxMessage>().OrderBy(m => m.Id));

    public async Task<List<ChannelNotice>> Notices() => await Rows(db => db.Notices);

    public async Task<List<T>> Rows<T>(Func<BankSettlementDbContext, IQueryable<T>> query)
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<BankSettlementDbContext>()).ToListAsync();
    }

    public static async Task<JsonElement> Read(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await WeChat.DisposeAsync();
        await Alipay.DisposeAsync();
        await Bank.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        var merchant = TestMerchant.Options;
        builder.UseSetting("ConnectionStrings:banksettlementdb", database + ";Maximum Pool Size=10");
        builder.UseSetting("ConnectionStrings:rabbitmq", "amqp://nobody:nothing@127.0.0.1:1/");
        builder.UseSetting("Database:MigrateAtStart", "true");
        builder.UseSetting("PersonalData:Key", Convert.ToBase64String(new byte[32]));
        builder.UseSetting("WeChat:BaseUrl", WeChat.Url);
        builder.UseSetting("WeChat:ApiUrl", WeChat.Url);
        builder.UseSetting("WeChat:NotifyUrl", "https://pay.example/notify/wechat");
        builder.UseSetting("WeChat:CallWithin", "00:00:02");
        foreach (var member in merchant.GetType().GetProperties())
            builder.UseSetting($"WeChat:Merchants:0:{member.Name}", (string)member.GetValue(merchant)!);

        builder.UseSetting("Alipay:GatewayUrl", Alipay.Url + "/gateway.do");
        builder.UseSetting("Alipay:NotifyUrl", "https://pay.example/notify/alipay");
        builder.UseSetting("Alipay:ReturnUrl", "https://pay.example/back");
        builder.UseSetting("Alipay:CallWithin", "00:00:02");
        foreach (var member in TestAlipay.Options.GetType().GetProperties())
            builder.UseSetting($"Alipay:Merchants:0:{member.Name}", member.GetValue(TestAlipay.Options)?.ToString());

        builder.UseSetting("Bank:BaseUrl", Bank.Url);
        builder.UseSetting("Bank:NotifyUrl", "https://pay.example/notify/bank");
        builder.UseSetting("Bank:ConfirmUrl", "https://pay.example/pay/bank");
        builder.UseSetting("Bank:CallWithin", "00:00:02");
        foreach (var member in TestBank.Options.GetType().GetProperties())
            builder.UseSetting($"Bank:Merchants:0:{member.Name}", member.GetValue(TestBank.Options)?.ToString());

        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Log));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            Rest(services);
        });
    }

    /// <summary>The bus, the relay and the schedule rest: a test looks at what is in the tables.</summary>
    public static void Rest(IServiceCollection services)
    {
        foreach (var job in services.Where(IsBackgroundJob).ToList())
            services.Remove(job);
    }

    private static bool IsBackgroundJob(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.FullName is { } name
        && (name.StartsWith("MobilePay.", StringComparison.Ordinal) || name.StartsWith("MassTransit.", StringComparison.Ordinal));
}
