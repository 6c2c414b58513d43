using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MobilePay.LocalHost.Demo;

/// <summary>
/// A member of the hospital's staff at the console: she opens her link, sets up password and app, and works through the same
/// doors as people do.
/// </summary>
internal sealed partial class DemoStaff : IDisposable
{
    private readonly HttpClient http;
    private readonly string userName;
    private string secret = "";
    private long lastStep;

    private DemoStaff(string finance, string userName)
    {
        this.userName = userName;
        http = new(new SocketsHttpHandler { CookieContainer = new(), AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = new(finance),
        };
    }

    public string Name { get; private set; } = "";

    public string Password { get; } = "demo-" + RandomNumberGenerator.GetHexString(24, lowercase: true);

    /// <param name="path">Of the one-time link.</param>
    public static async Task<DemoStaff> Join(string finance, string path, string userName, string name, CancellationToken stop)
    {
        var staff = new DemoStaff(finance, userName) { Name = name };
        var page = await staff.http.GetStringAsync(path, stop);
        staff.secret = Find(Secret(), page, "the app's secret").Replace(" ", "", StringComparison.Ordinal);
        var fields = HiddenField().Matches(page).ToDictionary(
            m => WebUtility.HtmlDecode(m.Groups["name"].Value), m => WebUtility.HtmlDecode(m.Groups["value"].Value));
        fields["user"] = userName;
        fields["name"] = name;
        fields["password"] = fields["again"] = staff.Password;
        fields["code"] = await staff.NextCode(stop);
        using var joined = await staff.http.PostAsync(path, new FormUrlEncodedContent(fields), stop);
        return joined.StatusCode == HttpStatusCode.OK
            ? staff : throw new DemoFailedException($"{path} answered {(int)joined.StatusCode} to {userName}.");
    }

    public async Task<string> Invite(string user, string name, string[] roles, CancellationToken stop) =>
        DemoWorld.Text(await Post("staff", new { userName = user, displayName = name, roles }, stop), "path");

    public async Task<JsonNode> Get(string path, CancellationToken stop)
    {
        using var answer = await http.GetAsync("/api/v1/" + path, stop);
        return await Read(answer, stop);
    }

    public async Task<JsonNode> Post(string path, object? body, CancellationToken stop)
    {
        using var answer = await http.PostAsJsonAsync("/api/v1/" + path, body ?? new { }, stop);
        return await Read(answer, stop);
    }

    /// <summary>Sends a file as it is.</summary>
    public async Task<JsonNode> Upload(string path, byte[] bytes, CancellationToken stop)
    {
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/octet-stream") } };
        using var answer = await http.PostAsync("/api/v1/" + path, content, stop);
        return await Read(answer, stop);
    }

    /// <summary>Types the code her app shows now; the console takes it for some minutes.</summary>
    public async Task<JsonNode> Approve(string path, object body, bool isFirst, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + path) { Content = JsonContent.Create(body) };
        if (isFirst)
            request.Headers.Add("X-Fresh-Code", await NextCode(stop));
        using var answer = await http.SendAsync(request, stop);
        return await Read(answer, stop);
    }

    /// <summary>What the console refuses, by its code.</summary>
    public async Task<string> Refused(string path, object body, string? code, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + path) { Content = JsonContent.Create(body) };
        if (code is not null)
            request.Headers.Add("X-Fresh-Code", code);
        using var answer = await http.SendAsync(request, stop);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(stop));
        return $"{(int)answer.StatusCode} {problem?["code"]}";
    }

    public void Dispose() => http.Dispose();

    /// <summary>What her app shows. A code is good once, so she may have to wait for the next half minute.</summary>
    public async Task<string> NextCode(CancellationToken stop)
    {
        while (true)
        {
            var step = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30;
            if (step > lastStep)
            {
                lastStep = step;
                return Code(secret, step);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), stop);
        }
    }

    // RFC 6238, as an authenticator app does it.
    private static string Code(string secret, long step)
    {
        const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(secret.Select(letter =>
            Convert.ToString(Base32.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = BitConverter.GetBytes(IPAddress.HostToNetworkOrder(step));
#pragma warning disable CA5350 // Apps know no other; as HMAC, SHA-1 is not broken.
        var mac = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var offset = mac[^1] & 0xF;
        var number = IPAddress.NetworkToHostOrder(BitConverter.ToInt32(mac, offset)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private async Task<JsonNode> Read(HttpResponseMessage answer, CancellationToken stop)
    {
        var text = await answer.Content.ReadAsStringAsync(stop);
        if (!answer.IsSuccessStatusCode)
            throw new DemoFailedException(
                $"{userName}: {answer.RequestMessage?.RequestUri?.PathAndQuery} answered {(int)answer.StatusCode}: {text}");
        try
        {
            return JsonNode.Parse(text)!;
        }
        catch (JsonException)
        {
            throw new DemoFailedException($"{answer.RequestMessage?.RequestUri} answered what is not JSON: {text}");
        }
    }

    private static string Find(Regex what, string page, string named) => what.Match(page) is { Success: true } found
        ? found.Groups[1].Value : throw new DemoFailedException($"The console's page does not show {named}.");

    [GeneratedRegex("""<code id="secret">([A-Z2-7 ]+)</code>""")]
    private static partial Regex Secret();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""")]
    private static partial Regex HiddenField();
}
