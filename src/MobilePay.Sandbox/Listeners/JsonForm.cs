using System.Text.Json;

namespace MobilePay.Sandbox.Listeners;

/// <summary>What a member of a documented JSON body must look like.</summary>
internal abstract record JsonRule(bool Required)
{
    internal sealed record Text(int Max, bool Required = false, int Min = 1) : JsonRule(Required);

    internal sealed record Whole(bool Required = false, long Min = 0) : JsonRule(Required);

    internal sealed record Flag() : JsonRule(false);

    internal sealed record Node(bool Required, Dictionary<string, JsonRule> Members) : JsonRule(Required);

    internal sealed record Many(JsonRule Item, int Max = 1000) : JsonRule(false);

    /// <summary>Content whose inside is nobody's business here.</summary>
    internal sealed record Anything(bool Required = false) : JsonRule(Required);
}

internal enum JsonFlawKind
{
    Unknown,
    Missing,
    Bad,
}

/// <summary>The first thing in a body that its document does not allow.</summary>
internal sealed record JsonFlaw(JsonFlawKind Kind, string At, string? Value, string Issue)
{
    public string Name => At[(At.LastIndexOf('/') + 1)..];
}

internal static class JsonForm
{
    public static JsonFlaw? Check(JsonElement value, JsonRule rule, string at = "") => rule switch
    {
        JsonRule.Text text => value.ValueKind == JsonValueKind.String && value.GetString() is { } given
            && given.Length >= text.Min && given.Length <= text.Max
                ? null : Bad(at, value, $"a string of {text.Min} to {text.Max} characters is wanted"),
        JsonRule.Whole whole => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            && number >= whole.Min ? null : Bad(at, value, $"an integer of at least {whole.Min} is wanted"),
        JsonRule.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? null : Bad(at, value, "true or false is wanted"),
        JsonRule.Many many => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > many.Max
            ? Bad(at, value, "a list is wanted")
            : value.EnumerateArray().Select((item, i) => Check(item, many.Item, $"{at}/{i}"))
                .FirstOrDefault(bad => bad is not null),
        JsonRule.Node node => CheckNode(value, node, at),
        JsonRule.Anything => value.ValueKind == JsonValueKind.Null ? Bad(at, value, "null is not a value") : null,
        _ => throw new InvalidOperationException($"No check for {rule.GetType().Name}."),
    };

    private static JsonFlaw? CheckNode(JsonElement value, JsonRule.Node node, string at)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return Bad(at, value, "an object is wanted");

        foreach (var member in value.EnumerateObject())
        {
            if (!node.Members.TryGetValue(member.Name, out var rule))
                return new JsonFlaw(JsonFlawKind.Unknown, $"{at}/{member.Name}", null, "unknown field");
            if (Check(member.Value, rule, $"{at}/{member.Name}") is { } flaw)
                return flaw;
        }

        foreach (var (name, rule) in node.Members)
        {
            if (rule.Required && !value.TryGetProperty(name, out _))
                return new JsonFlaw(JsonFlawKind.Missing, $"{at}/{name}", null, "required");
        }

        return null;
    }

    private static JsonFlaw Bad(string at, JsonElement value, string issue) => new(JsonFlawKind.Bad, at,
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), issue);
}
