using System.Text;

namespace MobilePay.Sandbox.Notices;

/// <summary>One notice, ready for the wire.</summary>
internal sealed record Letter(string Url, string ContentType, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Fields as a form, in UTF-8.</summary>
    public static string Form(IEnumerable<KeyValuePair<string, string>> fields) => string.Join('&', fields.Select(
        field => $"{field.Key}={Uri.EscapeDataString(field.Value).Replace("%20", "+", StringComparison.Ordinal)}"));
}

/// <summary>The merchant's answer, byte for byte: a channel may insist on every one.</summary>
internal sealed record LetterAnswer(int Status, byte[] Bytes)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public string Body => Encoding.UTF8.GetString(Bytes);
}

/// <summary>Carries one notice over the network.</summary>
internal sealed class Postman(HttpClient http, ILogger<Postman> log)
{
    /// <summary>The merchant's answer, or null when none came within five seconds.</summary>
    public async Task<LetterAnswer?> Deliver(Letter letter, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, letter.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(letter.Body)),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", letter.ContentType);
        request.Headers.UserAgent.ParseAdd("Mozilla/4.0");
        foreach (var (name, value) in letter.Headers)
            request.Headers.TryAddWithoutValidation(name, value);

        try
        {
            using var answer = await http.SendAsync(request, stop);
            return new LetterAnswer((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(stop));
        }
        catch (Exception unreachable) when (
            unreachable is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            log.LogInformation("A notice got no answer from {Url}", letter.Url);
            return null;
        }
    }
}
