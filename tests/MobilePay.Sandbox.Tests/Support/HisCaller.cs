using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MobilePay.Sandbox.Tests.Support;

/// <summary>Calls the hospital as the platform would.</summary>
internal sealed class HisCaller(JsonObject his, HttpClient http, TimeProvider clock)
{
    public Action<HttpRequestMessage>? Spoil { get; set; }
    public TimeSpan ClockError { get; set; }
    public string? Nonce { get; set; }

    public Task<Reply> Read(string billNo) => Send(HttpMethod.Get, "/his/v1/bills/" + billNo);

    public Task<Reply> Presettle(string billNo, string orderNo, long payableFen = 5340, string version = "1", int minutes = 15) =>
        Send(HttpMethod.Post, $"/his/v1/bills/{billNo}/presettlements", new JsonObject
        {
            ["orderNo"] = orderNo,
            ["billVersion"] = version,
            ["payableFen"] = payableFen,
            ["lockUntil"] = clock.GetUtcNow().AddMinutes(minutes).ToString("O", CultureInfo.InvariantCulture),
        });

    public Task<Reply> Settle(string billNo, string orderNo, long paidFen = 5340, string version = "1") =>
        Send(HttpMethod.Post, "/his/v1/settlements", Confirm(billNo, orderNo, paidFen, version));

    public Task<Reply> LookUp(string orderNo) => Send(HttpMethod.Get, "/his/v1/settlements?orderNo=" + orderNo);

    public static JsonObject Confirm(string billNo, string orderNo, long paidFen = 5340, string version = "1") => new()
    {
        ["orderNo"] = orderNo,
        ["billNo"] = billNo,
        ["billVersion"] = version,
        ["presettlementId"] = "PS-0001",
        ["visitNo"] = "V1",
        ["prescriptionNos"] = new JsonArray("RX1"),
        ["paidFen"] = paidFen,
        ["currency"] = "CNY",
        ["tenders"] = new JsonArray(new JsonObject
        {
            ["method"] = "WECHAT",
            ["amountFen"] = paidFen,
            ["channelTradeNo"] = "4200001",
            ["paidAt"] = "2026-11-23T09:33:02+08:00",
        }),
        ["terminal"] = "MOBILE",
        ["operator"] = "SYS-MOBILE",
    };

    public async Task<Reply> Send(HttpMethod method, string target, JsonObject? json = null, CancellationToken stop = default)
    {
        var body = json is null ? [] : Encoding.UTF8.GetBytes(json.ToJsonString());
        var timestamp = (clock.GetUtcNow() + ClockError).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = Nonce ?? Guid.NewGuid().ToString("N");
        var signed = $"{method.Method}\n{target}\n{timestamp}\n{nonce}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        using var request = new HttpRequestMessage(method, (string)his["baseUrl"]! + target);
        if (json is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        request.Headers.Add("X-Institution", (string)his["institution"]!);
        request.Headers.Add("X-Key-Id", (string)his["keyId"]!);
        request.Headers.Add("X-Timestamp", timestamp);
        request.Headers.Add("X-Nonce", nonce);
        request.Headers.Add("X-Signature", Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes((string)his["secret"]!), Encoding.UTF8.GetBytes(signed))));
        Spoil?.Invoke(request);
        using var answer = await http.SendAsync(request, stop);
        return new Reply(answer.StatusCode, await answer.Content.ReadAsStringAsync(stop), new Dictionary<string, string>());
    }
}
