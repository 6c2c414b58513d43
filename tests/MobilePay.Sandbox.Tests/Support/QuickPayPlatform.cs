using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace MobilePay.Sandbox.Tests.Support;

/// <summary>The platform's quick pay in small: what the wallet walks through, with a true merchant behind it.</summary>
internal sealed class QuickPayPlatform(Func<BankMerchant> merchantOf, string backUrl)
{
    private readonly ConcurrentDictionary<string, Order> orders = new();
    private readonly ConcurrentDictionary<string, Card> cards = new();
    private readonly ConcurrentQueue<string> steps = new();

    private sealed record Order(BankNumber Number, int Tries = 0, string Step = "card", string? Token = null);

    private sealed record Card(string Holder, string Token);

    /// <summary>The calls in their order, without their numbers.</summary>
    public IReadOnlyList<string> Steps => [.. steps];

    public void Place(string outTradeNo) => orders[outTradeNo] = new Order(merchantOf().Number() with { OrderId = outTradeNo });

    public async Task Answer(HttpContext http, string body)
    {
        var parts = http.Request.Path.Value!.Split('/')[4..];
        var holder = http.Request.Headers["X-Card-Holder"].ToString();
        steps.Enqueue(http.Request.Method + " " + string.Join('/', parts[1..].Select(part => part.Length > 20 ? "id" : part)));
        var sent = body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject();
        var (status, answer) = !Regex.IsMatch(holder, "^[0-9A-Za-z_-]{22,128}$") ? Problem(400, "bank.holder-unreadable")
            : !orders.TryGetValue(parts[0], out var order) ? Problem(404, "bank.order-unknown")
            : await Do(parts, holder, sent, order);
        http.Response.StatusCode = status;
        await http.Response.WriteAsJsonAsync(answer, (System.Text.Json.JsonSerializerOptions?)null,
            status >= 400 ? "application/problem+json" : "application/json");
    }

    private async Task<(int, JsonObject)> Do(string[] parts, string holder, JsonObject sent, Order order)
    {
        var merchant = merchantOf();
        merchant.BackUrl = backUrl;
        switch (parts[1..])
        {
            case []:
                return (200, new JsonObject
                {
                    ["outTradeNo"] = parts[0],
                    ["amountFen"] = 5340,
                    ["step"] = order.Step,
                    ["cards"] = new JsonArray([.. cards.Where(card => card.Value.Holder == holder)
                        .Select(card => new JsonObject { ["cardId"] = card.Key })]),
                });
            case ["sign-ups"]:
                var number = merchant.Number("S");
                var asked = await merchant.AskForOpeningCode(number, (string)sent["cardNo"]!, (string)sent["phone"]!);
                sent["number"] = number.OrderId;
                sent["time"] = number.TxnTime;
                return asked.Code != "00" ? Refused(asked)
                    : (201, new JsonObject { ["signUpId"] = Guid.NewGuid().ToString(), ["sealed"] = sent.ToJsonString() });
            case ["sign-ups", _, "confirm"]:
                var held = JsonNode.Parse((string)sent["sealed"]!)!.AsObject();
                var encrypted = $"phoneNo={held["phone"]}"
                    + (held["cvn2"] is null ? "" : $"&cvn2={held["cvn2"]}&expired={held["expires"]}");
                var opened = await merchant.Open(new((string)held["number"]!, (string)held["time"]!), (string)sent["code"]!,
                    (string)held["cardNo"]!, encrypted, $"certifTp=01&certifId={held["idNo"]}&customerNm={held["name"]}");
                if (opened.Code != "00")
                    return Refused(opened);
                var cardId = Guid.NewGuid().ToString();
                cards[cardId] = new Card(holder, opened.Token());
                return (200, new JsonObject { ["cardId"] = cardId });
            case ["code"]:
                var card = cards[(string)sent["cardId"]!];
                var told = await merchant.AskForCode(order.Number, card.Token);
                orders[parts[0]] = order with { Step = "code", Token = card.Token };
                return told.Code == "00" ? (200, new JsonObject { ["codeSentTo"] = "199****0000" }) : Refused(told);
            default:
                return await Confirmed(merchant, parts[0], order, (string)sent["code"]!);
        }
    }

    /// <summary>A refused payment is tried again under a number of its own.</summary>
    private async Task<(int, JsonObject)> Confirmed(BankMerchant merchant, string outTradeNo, Order order, string code)
    {
        var paid = await merchant.Pay(order.Number, order.Token!, code);
        if (paid.Code is not ("00" or "71"))
            orders[outTradeNo] = order with
            {
                Number = order.Number with { OrderId = $"{outTradeNo}A{order.Tries + 1}" },
                Tries = order.Tries + 1,
                Step = "card",
            };
        if (paid.Code != "00")
            return Refused(paid);
        orders[outTradeNo] = order with { Step = "paid" };
        return (200, new JsonObject { ["outcome"] = "accepted" });
    }

    private static (int, JsonObject) Refused(BankReply reply) => Problem(409, "bank.refused-" + reply.Code);

    private static (int, JsonObject) Problem(int status, string code) =>
        (status, new JsonObject { ["title"] = "No.", ["status"] = status, ["code"] = code });
}
