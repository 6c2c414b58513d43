using System.Net;
using System.Text.Json.Nodes;

namespace MobilePay.EndToEnd.Tests.Support;

/// <summary>A prescription as the doctor's desk got it back.</summary>
public sealed record Issued(
    string Token, string BillNo, string PrescriptionNo, long PayableFen, string IdLast4, string QrContent);

/// <summary>A payment the public API has opened.</summary>
public sealed record Opened(Guid PaymentId, string OutTradeNo, JsonNode Action)
{
    public string Method { get; init; } = "wechat.jsapi";

    public string Channel => Method.Split('.')[0];

    public static Opened From(Answer answer) =>
        new((Guid)answer.Json["paymentId"]!, (string)answer.Json["outTradeNo"]!, answer.Json["action"]!);
}

public sealed record Answer(HttpStatusCode Status, string Text, System.Net.Http.Headers.HttpResponseHeaders Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? Code => (string?)Json["code"];
}
