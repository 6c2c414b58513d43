using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MobilePay.Sandbox.Tests.Support;

internal sealed record Heard(string Path, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>The sandbox in this process on free ports, and a small ear that plays the platform.</summary>
public sealed class OutsideWorld : IAsyncLifetime
{
    private readonly string directory = Path.Combine(Path.GetTempPath(), "sandbox-" + Guid.NewGuid().ToString("N"));
    private readonly ConcurrentDictionary<string, Channel<Heard>> heard = new();
    private readonly int[] ports = FreePorts(6);
    private WebApplication? sandbox;
    private WebApplication? ear;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public string People => At(0);
    public string WeChat => At(1);
    public string Alipay => At(2);
    public string Bank => At(3);
    public string PlatformUrl => At(5);
    public string Folder => directory;

    internal int[] Ports => ports;
    /// <summary>For the next start.</summary>
    internal string[] MoreSettings { get; set; } = [];
    /// <summary>What the ear answers to a path; 200 where nothing is said.</summary>
    internal ConcurrentDictionary<string, Func<int>> EarAnswers { get; } = new();
    /// <summary>What the ear says with it; success to Alipay's notices where nothing is said.</summary>
    internal ConcurrentDictionary<string, Func<string>> EarWords { get; } = new();
    internal TestClock Clock { get; } = new();
    internal JsonObject Credentials => JsonNode.Parse(File.ReadAllText(Path.Combine(directory, "credentials.json")))!.AsObject();
    internal Merchant Merchant => new(Credentials["wechat"]!.AsObject(), Http, Clock);
    internal AlipayMerchant AlipayMerchant => new(Credentials["alipay"]!.AsObject(), Http, Clock);
    internal BankMerchant BankMerchant => new(Credentials["bank"]!.AsObject(), Http, Clock);
    internal QuickPayPlatform QuickPays => field ??= new(() => BankMerchant, At(5) + "/notify/bank/wallet");
    internal HisCaller His => new(Credentials["his"]!.AsObject(), Http, Clock);

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(At(5));
        ear = builder.Build();
        ear.Run(Listen);
        await ear.StartAsync();
        await Start();
    }

    public async Task DisposeAsync()
    {
        await Stop();
        await ear!.DisposeAsync();
        Http.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    public async Task Restart(Action? between = null)
    {
        await Stop();
        between?.Invoke();
        await Start();
    }

    /// <summary>An address of one test alone, so that it hears nobody else's notices.</summary>
    internal string NotifyUrlFor(string number) => At(5) + PathFor(number);

    internal static string PathFor(string number) => "/notify/wechat/" + number;

    internal static string BankPathFor(string number) => "/notify/bank/" + number;

    internal static string AlipayPathFor(string number) => "/notify/alipay/" + number;

    /// <summary>The limit is only so that a notice which never comes fails the test and does not hang it.</summary>
    internal Task<Heard> NextHeard(string path) => At(path).Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    internal int HeardCount(string path) => At(path).Reader.Count;

    internal async Task<JsonObject> Json(string path) => JsonNode.Parse(await Http.GetStringAsync(People + path))!.AsObject();

    /// <summary>What a phone got, newest first.</summary>
    internal async Task<JsonArray> Messages(string phone) =>
        JsonNode.Parse(await Http.GetStringAsync($"{People}/sms?phone={phone}"))!.AsArray();

    internal async Task<JsonNode> BankOrder(string orderId) => (await Json("/book/bank"))["orders"]!.AsArray()
        .Single(order => (string?)order!["outTradeNo"] == orderId)!;

    internal async Task<Reply> Post(string path, object? body = null)
    {
        using var answer = body is null
            ? await Http.PostAsync(People + path, null) : await Http.PostAsJsonAsync(People + path, body);
        return new Reply(answer.StatusCode, await answer.Content.ReadAsStringAsync(), new Dictionary<string, string>());
    }

    internal async Task<HttpStatusCode> Fault(string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await Http.PutAsync(People + "/faults", content);
        return answer.StatusCode;
    }

    internal async Task<string> Bill(object? request = null) =>
        (string)(await Post("/desk/prescriptions", request ?? new { })).Json["billNo"]!;

    private int daysOn;

    /// <summary>Ten in the morning of a day no test of this class has used; a multiple of seven keeps it a Monday.</summary>
    internal async Task<DateOnly> FreshDay()
    {
        var date = new DateOnly(2027, 1, 4).AddDays(daysOn += 7);
        await MoveTo(date, "10:00:00");
        return date;
    }

    internal async Task MoveTo(DateOnly date, string time) =>
        (await Post("/clock", new { now = $"{date:yyyy-MM-dd}T{time}+08:00" })).Status.ShouldBe(HttpStatusCode.OK);

    internal async Task<HttpStatusCode> Plant(params object[] rows)
    {
        using var answer = await Http.PutAsJsonAsync(People + "/control/statements/planted", rows);
        return answer.StatusCode;
    }

    /// <summary>Asks again until it is so; the limit is on questions, not on time.</summary>
    internal static async Task Until(Func<Task<bool>> isSo)
    {
        for (var asked = 0; !await isSo(); asked++)
            asked.ShouldBeLessThan(5000);
    }

    private async Task Start()
    {
        sandbox = SandboxApp.Build([
            "--Logging:LogLevel:Default=Error", $"--Sandbox:Directory={directory}",
            "--Sandbox:WeChatAppSecret=app-secret-of-tests",
            $"--Sandbox:PlatformHospitalUrl={At(5)}", $"--Sandbox:PlatformPublicUrl={At(5)}",
            .. new[] { "People", "WeChat", "Alipay", "Bank", "His" }.Select((name, i) => $"--Sandbox:Ports:{name}={ports[i]}"),
            .. MoreSettings,
        ], Clock);
        await sandbox.StartAsync();
    }

    private async Task Stop()
    {
        await sandbox!.StopAsync();
        await sandbox.DisposeAsync();
    }

    private async Task Listen(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var path = http.Request.Path.ToString();
        if (path.StartsWith("/api/v1/quick-pays/", StringComparison.Ordinal))
        {
            await QuickPays.Answer(http, body);
            return;
        }

        // Decided before the test hears of it, so that what the test does next cannot change this answer.
        http.Response.StatusCode = EarAnswers.TryGetValue(path, out var answer) ? answer() : 200;
        At(path).Writer.TryWrite(new Heard(path, body,
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString())));
        var words = EarWords.TryGetValue(path, out var said) ? said()
            : path.StartsWith("/notify/alipay/", StringComparison.Ordinal) ? "success" : "";
        if (words.Length > 0)
            await http.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(words));
        if (http.Request.Path == "/his/v1/prescriptions")
            await http.Response.WriteAsJsonAsync(new { prescriptionNo = "RX", token = "t0ken", qrContent = At(5) + "/s/t0ken" });
    }

    private Channel<Heard> At(string path) => heard.GetOrAdd(path, _ => Channel.CreateUnbounded<Heard>());

    private string At(int index) => $"http://localhost:{ports[index]}";

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var free = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Stop());
        return free;
    }
}
