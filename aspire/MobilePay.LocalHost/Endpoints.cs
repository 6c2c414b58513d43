using System.Text.Json;
using System.Text.Json.Serialization;

namespace MobilePay.LocalHost;

/// <summary>Where everything answers: the content of endpoints.json, which other people's programs rely on.</summary>
public sealed record Endpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string? Public { get; init; }

    public string? Hospital { get; init; }

    public string? Finance { get; init; }

    public string? Sandbox { get; init; }

    [JsonPropertyName("wechat")]
    public string? WeChat { get; init; }

    public string? Alipay { get; init; }

    public string? Bank { get; init; }

    public string? His { get; init; }

    /// <summary>With user and password.</summary>
    [JsonPropertyName("rabbitmq")]
    public required string RabbitMq { get; init; }

    /// <summary>Connection strings, by service.</summary>
    public required IReadOnlyDictionary<string, string> Postgres { get; init; }

    /// <summary>Process numbers, by service; postgres and rabbitmq too where they are our own.</summary>
    public required IReadOnlyDictionary<string, int> Processes { get; init; }

    public static Endpoints Read(string file) => JsonSerializer.Deserialize<Endpoints>(File.ReadAllText(file), Json)
        ?? throw new InvalidOperationException($"{file} is empty.");

    internal string ToJson() => JsonSerializer.Serialize(this, Json);
}
