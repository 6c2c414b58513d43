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
    private readonly Channel<Heard> heard = Channel.CreateUnbounded<Heard>();
    private readonly int[] ports = FreePorts(6);
    private WebApplication? sandbox;
    private WebApplication? ear;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public string People => At(0);
    public string WeChat => At(1);
    public string NotifyUrl => At(5) + "/notify/wechat/m1";
    public string Folder => directory;

    internal int[] Ports => ports;
    internal Func<HttpContext, int> EarAnswers { get; set; } = _ => 200;
    internal JsonObject Credentials => JsonNode.Parse(File.ReadAllText(Path.Combine(directory, "credentials.json")))!.AsObject();
    internal Merchant Merchant => new(Credentials["wechat"]!.AsObject(), Http);
    internal HisCaller His => new(Credentials["his"]!.AsObject(), Http);

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

    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    internal ValueTask<Heard> NextHeard() => heard.Reader.ReadAsync();

    internal async Task<JsonObject> Json(string path) => JsonNode.Parse(await Http.GetStringAsync(People + path))!.AsObject();

    internal async Task<Reply> Post(string path, object? body = null)
    {
        using var answer = body is null ? await Http.PostAsync(People + path, null) : await Http.PostAsJsonAsync(People + path, body);
        return new Reply(answer.StatusCode, await answer.Content.ReadAsStringAsync(), new Dictionary<string, string>());
    }

    internal async Task<HttpStatusCode> Fault(string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await Http.PutAsync(People + "/faults", content);
        return answer.StatusCode;
    }

    internal async Task<string> Bill(object? request = null) => (string)(await Post("/desk/prescriptions", request ?? new { })).Json["billNo"]!;

    private async Task Start()
    {
        sandbox = SandboxApp.Build([
            "--Logging:LogLevel:Default=Error", $"--Sandbox:Directory={directory}", "--Sandbox:WeChatAppSecret=app-secret-of-tests",
            $"--Sandbox:PlatformHospitalUrl={At(5)}", $"--Sandbox:PlatformPublicUrl={At(5)}", "--Sandbox:NoticeTimeScale=0.0005",
            .. new[] { "People", "WeChat", "Alipay", "Bank", "His" }.Select((name, i) => $"--Sandbox:Ports:{name}={ports[i]}"),
        ]);
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
        heard.Writer.TryWrite(new Heard(http.Request.Path, body,
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString())));
        http.Response.StatusCode = EarAnswers(http);
        if (http.Request.Path == "/his/v1/prescriptions")
            await http.Response.WriteAsJsonAsync(new { prescriptionNo = "RX", token = "t0ken", qrContent = At(5) + "/s/t0ken" });
    }

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
