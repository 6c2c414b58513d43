using System.Net;
using System.Text.Json;
using MobilePay.Primitives;
using Refit;

namespace MobilePay.ServiceDefaults.Http;

/// <summary>
/// Reads the problem details another service of ours answered, so that code and facts reach the first caller unchanged.
/// </summary>
public static class ServiceProblem
{
    private static readonly string[] Standard = ["type", "title", "status", "detail", "instance", "code", "traceId"];

    public static Error Of(IApiResponse answer)
    {
        var content = (answer.Error as ApiException)?.Content;
        var members = Read(content);
        var code = members.TryGetValue("code", out var value) ? value.GetString() : null;
        if (code is null)
            return new(
                ErrorKind.Unavailable, "service.unavailable", "A part of the platform does not answer; nothing was decided.");

        var detail = members.TryGetValue("detail", out var text) ? text.GetString() : null;
        var facts = members.Where(m => !Standard.Contains(m.Key)).ToDictionary(m => m.Key, m => (object?)m.Value);
        return new(KindOf(answer.StatusCode), code, detail ?? code, facts.Count == 0 ? null : facts)
        {
            RetryAfter = answer.Headers?.RetryAfter?.Delta,
        };
    }

    private static ErrorKind KindOf(HttpStatusCode? status) =>
        Enum.GetValues<ErrorKind>().Cast<ErrorKind?>().FirstOrDefault(kind => ErrorHttp.StatusOf(kind!.Value) == (int?)status)
        ?? ErrorKind.Unavailable;

    private static Dictionary<string, JsonElement> Read(string? content)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(content ?? "{}") ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
