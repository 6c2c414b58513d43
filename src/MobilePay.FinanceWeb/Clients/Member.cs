using System.Text.Json;
using System.Text.Json.Serialization;

namespace MobilePay.FinanceWeb.Clients;

/// <summary>A person as the books name her.</summary>
[JsonConverter(typeof(MemberJson))]
public sealed record Member(Guid Id, string Name);

/// <summary>Older records know only the name.</summary>
internal sealed class MemberJson : JsonConverter<Member>
{
    private sealed record Whole(Guid Id, string Name);

    public override Member? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new(Guid.Empty, reader.GetString()!);
        return JsonSerializer.Deserialize<Whole>(ref reader, options) is { } whole ? new(whole.Id, whole.Name) : null;
    }

    public override void Write(Utf8JsonWriter writer, Member member, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Whole(member.Id, member.Name), options);
}
