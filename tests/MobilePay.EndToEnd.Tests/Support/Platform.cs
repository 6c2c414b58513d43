using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using MobilePay.LocalHost;
using Npgsql;

namespace MobilePay.EndToEnd.Tests.Support;

#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime, which disposes of everything.

/// <summary>
/// The whole platform as a newcomer starts it, on free ports and with empty books, and the ways people reach it.
/// </summary>
public sealed class Platform : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mobilepay-e2e-");
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly int portBase = Ports.FreeBase();
    private LocalPlatform platform = null!;

    public Endpoints At => platform.Endpoints;

    public string CredentialsFile => Path.Combine(platform.Folder, "sandbox", "credentials.json");

    /// <summary>Where the services' traces arrive.</summary>
    public TraceSink Traces { get; } = new();

    /// <summary>Connections of the services that go anywhere but to this machine.</summary>
    public StrangeConnections Strangers { get; } = new();

    /// <summary>By method: opened before all tests and left alone, so that their time runs out while they run.</summary>
    public IReadOnlyDictionary<string, Opened> Forgotten { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Traces.Start();
        platform = await LocalPlatform.Start(new()
        {
            Folder = folder.FullName,
            PortBase = portBase,
            Build = false,
            RemoveFilesAtStop = true,
            Topology = Quick(Topology.Whole),
        });
        Strangers.Watch([.. At.Processes.Values]);
        Forgotten = new Dictionary<string, Opened>
        {
            ["wechat.jsapi"] = await Open(await Issue()),
            ["alipay.wap"] = await Open(await Issue(), "alipay.wap"),
            ["bank.quickpay"] = await Open(await Issue(), "bank.quickpay"),
        };
        await PayAndBeToldNo(Forgotten["bank.quickpay"]);
    }

    public async Task DisposeAsync()
    {
        await Strangers.DisposeAsync();
        await platform.DisposeAsync();
        await Traces.DisposeAsync();
        http.Dispose();
        folder.Delete(recursive: true);
    }

    // Waits that are minutes for people are seconds here; WeChat takes no order that ends within a minute.
    private Topology Quick(Topology whole) => new([.. whole.Services.Select(service => service with
    {
        Settings = new Dictionary<string, string>(service.Settings)
        {
            ["Payment__PayWithin"] = "00:01:15",
            ["His__ConfirmSettlesWithin"] = "00:00:02",
            ["His__CallWithin"] = "00:00:02",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Traces.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "2000",
            ["Sandbox__NoticeTimeScale"] = "0.05",
        },
    })]);

    /// <summary>A service's own port, which no road of the gateway leads to.</summary>
    public string OwnAddressOf(string service) => $"http://localhost:{portBase + Topology.Whole.Named(service).PortOffset}";

    /// <summary>Stops a service as an operator would, and starts it again.</summary>
    public async Task Restart(string service)
    {
        await platform.StopService(service);
        await platform.StartService(service);
    }

    /// <summary>The doctor issues a prescription; null: the desk's own template.</summary>
    public async Task<Issued> Issue(object? order = null)
    {
        using var answer = await http.PostAsJsonAsync(At.Sandbox + "/desk/prescriptions", order ?? new { });
        var issued = await Read(answer);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, issued.ToJsonString());
        return new((string)issued["token"]!, (string)issued["billNo"]!, (string)issued["prescriptionNo"]!,
            (long)issued["payableFen"]!, (string)issued["patient"]!["idLast4"]!, (string)issued["qrContent"]!);
    }

    public Task<Answer> Scan(string token, string? proof = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{At.Public}/api/v1/prescriptions/{token}");
        if (proof is not null)
            request.Headers.Add("X-Patient-Proof", proof);
        return Send(request);
    }

    public Task<Answer> TryOpen(object body, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, At.Public + "/api/v1/payments")
        {
            Content = JsonContent.Create(body),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return Send(request);
    }

    public Task<Opened> Open(Issued prescription, string method = "wechat.jsapi") =>
        OpenInTheEnd(Body(prescription, method), Guid.NewGuid().ToString());

    /// <summary>
    /// Does what a 503 says: asks again with the same key. A breaker that an earlier fault opened closes by itself.
    /// </summary>
    public async Task<Opened> OpenInTheEnd(object body, string key)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var answer = await TryOpen(body, key);
            if (answer.Status == HttpStatusCode.Created)
                return Opened.From(answer) with { Method = (string)JsonSerializer.SerializeToNode(body)!["method"]! };
            (answer.Status, limit.IsCancellationRequested).ShouldBe((HttpStatusCode.ServiceUnavailable, false), answer.Text);
            await Task.Delay(500);
        }
    }

    public static object Body(Issued prescription, string method = "wechat.jsapi") => Body([prescription.Token], method);

    public static object Body(string[] tokens, string method = "wechat.jsapi") => new
    {
        tokens,
        method,
        entrance = "wechat",
        payer = new { openid = "oSandboxPatient0001", address = "203.0.113.7" },
    };

    /// <summary>The patient's thumb in WeChat.</summary>
    public Task PayInWallet(string outTradeNo) => PayInWallet(new Opened(Guid.Empty, outTradeNo, new JsonObject()));

    /// <summary>The patient's thumb, in whichever wallet the payment was opened for.</summary>
    /// <param name="isLate">The money was under way already when the order ended.</param>
    public async Task PayInWallet(Opened opened, bool isLate = false)
    {
        var answer = await Thumb(opened, isLate);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
    }

    public Task<Answer> Thumb(Opened opened, bool isLate = false) => Control(
        HttpMethod.Post, $"/wallet/{opened.Channel}/{opened.OutTradeNo}/pay", new
        {
            late = isLate,

            // Alipay first hears of an order when the payer opens what she holds in hand.
            url = opened.Channel == "alipay" ? (string?)opened.Action["url"] : null,
            orderString = (string?)opened.Action["orderString"],
            qrCode = (string?)opened.Action["codeUrl"],
        });

    /// <summary>The bank charges the card and answers that it did not; nobody is told, until it is made to.</summary>
    public async Task PayAndBeToldNo(Opened opened)
    {
        await using (await Fault("bank.pay", new { mode = "refuse-after-commit", code = "64", times = 1 }))
        await using (await Fault("bank.notify", new { mode = "delay", delayMs = 3_600_000, times = 1 }))
        {
            var answer = await Thumb(opened);
            answer.Text.ShouldContain("bank.payment-refused");
            while ((await Control(HttpMethod.Get, "/faults")).Text.Contains("bank.notify", StringComparison.Ordinal))
                await Task.Delay(20);
        }
    }

    /// <summary>The bank's true notice, now.</summary>
    public async Task TellTheTruth(Opened opened)
    {
        var told = await Control(HttpMethod.Post, "/control/bank/notices", new { outTradeNo = opened.OutTradeNo });
        ((int?)told.Json["status"]).ShouldBe(200, told.Text);
    }

    public Task<Answer> Payment(Guid id, int wait = 0) =>
        Send(new(HttpMethod.Get, $"{At.Public}/api/v1/payments/{id}?wait={wait}"));

    public Task<Answer> Close(Guid id) => Send(new(HttpMethod.Post, $"{At.Public}/api/v1/payments/{id}/close"));

    /// <summary>Waits by long-poll until the payment is as wanted; the limit only ends a broken run.</summary>
    public async Task<JsonNode> Until(Guid id, Func<JsonNode, bool> holds, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            var payment = (await Payment(id, wait: 2)).Json;
            if (holds(payment))
                return payment;
            limit.IsCancellationRequested.ShouldBeFalse($"Never {what}: {payment.ToJsonString()}");
            await Task.Delay(100);
        }
    }

    public Task<JsonNode> UntilStatus(Guid id, string status) => Until(id, p => (string)p["status"]! == status, status);

    public Task<JsonNode> UntilConfirmed(Guid id) =>
        Until(id, p => (string)p["status"]! == "paid" && (string)p["hospital"]!["status"]! == "confirmed", "paid and confirmed");

    public async Task<IAsyncDisposable> Fault(string operation, object fault)
    {
        using var put = await http.PutAsJsonAsync(At.Sandbox + "/faults", new Dictionary<string, object> { [operation] = fault });
        put.IsSuccessStatusCode.ShouldBeTrue(await put.Content.ReadAsStringAsync());
        return new Cleared(async () => (await http.DeleteAsync(At.Sandbox + "/faults")).Dispose());
    }

    /// <summary>What the outside world believes: wechat, alipay, bank or his.</summary>
    public async Task<JsonNode> Book(string party) => JsonNode.Parse(await http.GetStringAsync($"{At.Sandbox}/book/{party}"))!;

    public Task<JsonNode?> WeChatOrder(string outTradeNo) => OrderIn("wechat", outTradeNo);

    public Task<JsonNode?> OrderIn(Opened opened) => OrderIn(opened.Channel, opened.OutTradeNo);

    /// <summary>What the channel has of a payment now: taken less given back, in fen.</summary>
    public async Task<long> Net(Opened opened)
    {
        var order = await OrderIn(opened);
        return order is null ? 0 : (long)order["paidFen"]! - (long)order["refundedFen"]!;
    }

    private async Task<JsonNode?> OrderIn(string channel, string outTradeNo) =>
        (await Book(channel))["orders"]!.AsArray().FirstOrDefault(o => (string)o!["outTradeNo"]! == outTradeNo);

    public async Task<JsonNode[]> Settlements(string orderNo) =>
        [.. (await Book("his"))["settlements"]!.AsArray().Where(s => (string)s!["orderNo"]! == orderNo).Select(s => s!)];

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        using (request)
        using (var answer = await http.SendAsync(request))
            return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers);
    }

    public Task<Answer> Control(HttpMethod method, string path, object? body = null) => Send(new(method, At.Sandbox + path)
    {
        Content = body is null ? null : JsonContent.Create(body),
    });

    /// <summary>One value out of a service's database.</summary>
    public async Task<T> Query<T>(string service, string sql)
    {
        await using var source = NpgsqlDataSource.Create(At.Postgres[service]);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<JsonNode> Read(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        try
        {
            return JsonNode.Parse(text)!;
        }
        catch (JsonException)
        {
            throw new InvalidOperationException($"{answer.StatusCode}, not JSON: {text}");
        }
    }

    private sealed class Cleared(Func<Task> clear) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await clear();
    }
}

[CollectionDefinition(Name)]
public sealed class OnePlatform : ICollectionFixture<Platform>
{
    public const string Name = "one platform";
}
