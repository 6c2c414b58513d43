using System.Text.Json;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.WeChat;

internal static class WeChatEndpoints
{
    public static void AddWeChat(this IServiceCollection services)
    {
        services.AddSingleton<WeChatAuthorization>().AddSingleton<WeChatSeal>().AddSingleton<WeChatBook>();
        services.AddSingleton<IWallet, WeChatWallet>().AddSingleton<WeChatDoor>();
        services.AddSingleton<WeChatOrders>().AddSingleton<WeChatLogins>();
        services.AddSingleton<BillCounter>().AddSingleton<WeChatBills>();
        services.AddChannelStatements<WeChatFunds>();
        services.AddScoped<CashierEndpoints.CashierDesk>().AddScoped<BridgeEndpoints.BridgeDesk>();
        services.AddSingleton<WeChatNotices>().AddHostedService(provider => provider.GetRequiredService<WeChatNotices>());
        services.AddSingleton<WeChatRefunds>().AddHostedService(provider => provider.GetRequiredService<WeChatRefunds>());
    }

    public static void MapWeChat(this IEndpointRouteBuilder routes)
    {
        foreach (var (path, type) in new[]
        {
            ("jsapi", WeChatTrade.Jsapi), ("native", WeChatTrade.Native), ("app", WeChatTrade.App), ("h5", WeChatTrade.H5),
        })
        {
            routes.MapPost("/v3/pay/transactions/" + path, (HttpContext http, WeChatDoor door, WeChatOrders orders) =>
                door.Serve(http, "wechat.place", body => orders.Place(type, body), orders.PayAndTell));
        }

        routes.MapGet("/v3/pay/transactions/out-trade-no/{outTradeNo}", (
            string outTradeNo, HttpContext http, WeChatDoor door, WeChatOrders orders) =>
            door.Serve(http, "wechat.query", _ => orders.Query(http.Request, book => book.Find(outTradeNo)),
                stillPaying: () => orders.StillPaying(outTradeNo)));
        routes.MapGet("/v3/pay/transactions/id/{transactionId}", (
            string transactionId, HttpContext http, WeChatDoor door, WeChatOrders orders) =>
            door.Serve(http, "wechat.query", _ => orders.Query(http.Request, book => book.FindPaid(transactionId))));
        routes.MapPost("/v3/pay/transactions/out-trade-no/{outTradeNo}/close", (
            string outTradeNo, HttpContext http, WeChatDoor door, WeChatOrders orders) =>
            door.Serve(http, "wechat.close", body => orders.Close(outTradeNo, body)));

        routes.MapPost("/v3/refund/domestic/refunds", (HttpContext http, WeChatDoor door, WeChatRefunds refunds) =>
            door.Serve(http, "wechat.refund", body => refunds.Refund(body), ending: refunds.Refund));
        routes.MapGet("/v3/refund/domestic/refunds/{outRefundNo}", (
            string outRefundNo, HttpContext http, WeChatDoor door, WeChatRefunds refunds) =>
            door.Serve(http, "wechat.refund-query", _ => refunds.Query(http.Request, outRefundNo)));

        routes.MapGet("/v3/bill/tradebill", (HttpContext http, WeChatDoor door, WeChatBills bills) =>
            door.Serve(http, "wechat.bill", _ => bills.Trades(http.Request)));
        routes.MapGet("/v3/bill/fundflowbill", (HttpContext http, WeChatDoor door, WeChatBills bills) =>
            door.Serve(http, "wechat.bill", _ => bills.Funds(http.Request)));
        routes.MapGet("/v3/billdownload/file", (HttpContext http, WeChatDoor door, WeChatBills bills) =>
            door.Serve(http, "wechat.bill-download", _ => bills.Download(http.Request)));

        routes.MapCashier();
        routes.MapBridge();
        routes.MapLogins();
        routes.MapFallback("/{**path}", (HttpContext http, WeChatDoor door) => door.Write(http, WeChatErrors.NoSuchPath()));
    }
}

/// <summary>What the placing, query and close calls do once they are known to come from the merchant.</summary>
internal sealed class WeChatOrders(WeChatBook book, OutsideWorldKeys keys, SandboxDay day, WeChatNotices notices)
{
    public WireAnswer Place(string tradeType, byte[] body)
    {
        if (Parse(body) is not { } json)
            return WeChatErrors.Param("/", null, "the body is not a JSON object");
        if (PlaceForm.Refuse(tradeType, json) is { } refusal)
            return refusal;
        if (json.GetProperty("mchid").GetString() != keys.Published.Wechat.MchId)
            return WeChatErrors.MchidDiffers();
        if (json.GetProperty("appid").GetString() != keys.Published.Wechat.AppId)
            return WeChatErrors.AppidNotBound();

        var (order, objection) = book.Place(new WeChatOrder
        {
            OutTradeNo = json.GetProperty("out_trade_no").GetString()!,
            TradeType = tradeType,
            Appid = keys.Published.Wechat.AppId,
            Mchid = keys.Published.Wechat.MchId,
            Description = json.GetProperty("description").GetString()!,
            NotifyUrl = json.GetProperty("notify_url").GetString()!,
            TotalFen = json.GetProperty("amount").GetProperty("total").GetInt64(),
            PlacedAt = day.TrueNow,
            Content = PlaceForm.Canonical(tradeType, json),
            Attach = json.TryGetProperty("attach", out var attach) ? attach.GetString() : null,
            Openid = json.TryGetProperty("payer", out var payer) ? payer.GetProperty("openid").GetString() : null,
            TimeExpire = json.TryGetProperty("time_expire", out var expire) ? PlaceForm.ReadTime(expire.GetString()!) : null,
        });
        return objection ?? new WireAnswer(200, Ticket(order!).ToJsonString(WireJson.Strict));
    }

    private JsonObject Ticket(WeChatOrder order)
    {
        var prepay = order.Prepays[^1];
        return order.TradeType switch
        {
            WeChatTrade.Native => new JsonObject { ["code_url"] = $"weixin://wxpay/bizpayurl?pr={prepay.Link}" },
            WeChatTrade.H5 => new JsonObject
            {
                ["h5_url"] = $"{keys.Published.Wechat.BaseUrl}/cgi-bin/mmpayweb-bin/checkmweb"
                    + $"?prepay_id={prepay.Id}&package={prepay.Link}",
            },
            _ => new JsonObject { ["prepay_id"] = prepay.Id },
        };
    }

    public WireAnswer Query(HttpRequest request, Func<WeChatBook, WeChatOrder?> find)
    {
        if (request.Query["mchid"].Count != 1 || request.Query.Count != 1)
            return WeChatErrors.Param("mchid", null, "the query is mchid and nothing else");
        if (request.Query["mchid"] != keys.Published.Wechat.MchId)
            return WeChatErrors.MchidDiffers();
        return find(book) is { } order
            ? new WireAnswer(200, WeChatWire.Describe(order).ToJsonString(WireJson.Strict)) : WeChatErrors.NoOrder();
    }

    /// <summary>The payer is typing a password, whatever the book says.</summary>
    public WireAnswer StillPaying(string outTradeNo) => book.Find(outTradeNo) is { } order
        ? new WireAnswer(200, WeChatWire.Describe(order, WeChatState.UserPaying).ToJsonString(WireJson.Strict))
        : WeChatErrors.NoOrder();

    public WireAnswer Close(string outTradeNo, byte[] body)
    {
        if (Parse(body) is not { } json)
            return WeChatErrors.Param("/", null, "the body is not a JSON object");
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name != "mchid")
                return WeChatErrors.UnknownField("/" + member.Name);
        }

        if (!json.TryGetProperty("mchid", out var mchid) || mchid.ValueKind != JsonValueKind.String)
            return WeChatErrors.Param("/mchid", null, "required");
        if (mchid.GetString() != keys.Published.Wechat.MchId)
            return WeChatErrors.MchidDiffers();
        return book.Close(outTradeNo) ?? new WireAnswer(204);
    }

    /// <summary>The race in which the patient pays and the notice arrives before the placing call is answered.</summary>
    public async Task PayAndTell(byte[] placed)
    {
        var outTradeNo = Parse(placed)!.Value.GetProperty("out_trade_no").GetString()!;
        var (order, reason) = book.Pay(outTradeNo, openid: null);
        if (reason is null && !await notices.SendOnce(order!.OutTradeNo))
            notices.Start(order.OutTradeNo);
    }

    internal static JsonElement? Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, WireJson.StrictDocument);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
