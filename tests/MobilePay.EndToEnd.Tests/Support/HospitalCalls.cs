using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MobilePay.EndToEnd.Tests.Support;

/// <summary>Calls as the hospital's system makes them, signed as docs/his-interface.md says.</summary>
internal static class HospitalCalls
{
    public static Task<Answer> Call(this Platform platform, HttpMethod method, string path, object? body = null) =>
        platform.Call(method, path, body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web));

    /// <param name="spoil">Changes the headers after signing.</param>
    /// <param name="sent">Goes out instead of the body that was signed.</param>
    public static async Task<Answer> Call(this Platform platform, HttpMethod method, string path, byte[] body,
        Action<HttpRequestHeaders>? spoil = null, int clockOff = 0, string? nonce = null, byte[]? sent = null)
    {
        var his = JsonNode.Parse(await File.ReadAllTextAsync(platform.CredentialsFile))!["his"]!;
        var signedAt = TimeProvider.System.GetUtcNow().AddSeconds(clockOff);
        var timestamp = signedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        nonce ??= Guid.NewGuid().ToString("N");
        var text = $"{method}\n{path}\n{timestamp}\n{nonce}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        var request = new HttpRequestMessage(method, platform.At.Hospital + path);
        if (method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(sent ?? body);
            request.Content.Headers.ContentType = new("application/json");
        }

        request.Headers.Add("X-Institution", (string)his["institution"]!);
        request.Headers.Add("X-Key-Id", (string)his["keyId"]!);
        request.Headers.Add("X-Timestamp", timestamp);
        request.Headers.Add("X-Nonce", nonce);
        request.Headers.Add("X-Signature", Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes((string)his["secret"]!), Encoding.UTF8.GetBytes(text))));
        spoil?.Invoke(request.Headers);
        return await platform.Send(request);
    }
}
