using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Alipay;

/// <summary>What each method does once it is known to come from the merchant.</summary>
internal sealed class AlipayTrades(
    AlipayBook book, OutsideWorldKeys keys, AlipayNotices notices, AlipayLogins logins, AlipayRefundEnding refundEnding,
    AlipayBills bills, IOptions<SandboxOptions> options)
{
    private AlipayCredentials Account => keys.Published.Alipay;

    public WireAnswer Do(AlipayCall call) => call["method"] switch
    {
        AlipayMethods.Create => Create(call),
        AlipayMethods.Precreate => Precreate(call),
        AlipayMethods.Query => On(call, (content, _) => Find(content) is { } trade
            ? AlipayWire.Answer(AlipayWire.Describe(trade)) : AlipayErrors.NoTrade()),
        AlipayMethods.Close => On(call, (content, _) => Close(content)),
        AlipayMethods.Cancel => On(call, (content, _) => Cancel(content)),
        AlipayMethods.Refund => Refund(call),
        AlipayMethods.RefundQuery => On(call, (content, options) => Find(content) is { } trade
            ? AlipayWire.Answer(AlipayWire.Describe(trade, trade.Refund(content.Has("out_request_no")!), options))
            : AlipayErrors.NoTrade()),
        AlipayMethods.Token => Token(call),
        AlipayMethods.Bill => On(call, (content, _) => bills.Offer(content.Has("bill_type")!, content.Has("bill_date")!)),
        var method => AlipayErrors.Of("isv.invalid-method", $"{method} 由浏览器或客户端打开"),
    };

    /// <summary>The wish of a placing call, or why it is refused.</summary>
    public (AlipayWish? Wish, WireAnswer? Refusal) Wish(AlipayCall call)
    {
        var method = call["method"]!;
        var (content, refusal) = BizForm.Read(call);
        if ((refusal ?? BizForm.RefusePlacing(method, content, Account)) is { } objection)
            return (null, objection);
        var timeout = content.Has("timeout_express");
        return (new AlipayWish
        {
            Method = method,
            OutTradeNo = content.Has("out_trade_no")!,
            TotalFen = Books.Yuan.Read(content.Has("total_amount"))!.Value,
            Subject = content.Has("subject")!,
            Body = content.Has("body"),
            PassbackParams = content.Has("passback_params"),
            NotifyUrl = call["notify_url"],
            ReturnUrl = call["return_url"],
            QuitUrl = content.Has("quit_url"),
            BuyerOpenId = content.Has("buyer_open_id"),
            BuyerId = content.Has("buyer_id"),
            Within = timeout is null or "1c" ? null : BizForm.ReadTimeout(method, timeout),
            UntilMidnight = timeout == "1c",
            Until = content.Has("time_expire") is { } until ? AlipayAuthorization.ReadTime(until) : null,
            ByCertificate = call.IsByCertificate,
        }, null);
    }

    /// <summary>The answer while the payer is typing a password, whatever the book says.</summary>
    public WireAnswer StillPaying(AlipayCall call) => On(call, (content, _) => Find(content) is { } trade
        ? AlipayWire.Answer(AlipayWire.Describe(trade, AlipayStatus.Waiting)) : AlipayErrors.NoTrade());

    /// <summary>The race in which the patient pays and the notice arrives before the call is answered.</summary>
    public async Task PayAndTell(AlipayCall call)
    {
        if (Wish(call) is not ({ } wish, _) || book.Open(wish) is not ({ } opened, null))
            return;
        var (trade, reason) = book.Pay(opened.OutTradeNo, openId: null);
        if (reason is null)
            await notices.SendFirst(trade!);
    }

    public WireAnswer Refund(AlipayCall call, string endsAs = AlipayRefundEnd.Success) => On(call, (content, options) =>
    {
        var (trade, isNew, refusal) = book.Refund(
            content.Has("trade_no"), content.Has("out_trade_no"), content.Has("out_request_no"),
            content.Has("refund_amount")!, content.Has("refund_reason"), endsAs);
        if (refusal is not null)
            return refusal;

        var refund = trade!.Refund(content.Has("out_request_no") ?? trade.OutTradeNo)!;
        var hasMoved = isNew && refund.Status == AlipayRefundEnd.Success;
        if (hasMoved)
            notices.Start(trade);
        if (isNew && endsAs == AlipayRefundEnd.Later)
            refundEnding.Start(trade.OutTradeNo, refund.OutRequestNo);
        return AlipayWire.Answer(AlipayWire.Describe(trade, refund, hasMoved, options));
    });

    private WireAnswer Create(AlipayCall call)
    {
        var (wish, refusal) = Wish(call);
        if (wish is null)
            return refusal!;
        var (trade, objection) = book.Open(wish);
        return objection ?? AlipayWire.Answer(AlipayWire.Numbers(trade!));
    }

    private WireAnswer Precreate(AlipayCall call)
    {
        var (wish, refusal) = Wish(call);
        if (wish is null)
            return refusal!;
        var life = BizForm.Read(call).Content.Has("qr_code_timeout_express") is { } text
            ? BizForm.ReadTimeout(AlipayMethods.Precreate, text) : null;
        var (code, objection) = book.Print(wish, life);
        if (objection is not null)
            return objection;
        var node = AlipayWire.Success();
        node["out_trade_no"] = wish.OutTradeNo;
        node["qr_code"] = new Uri(new Uri(Account.GatewayUrl), "/qr/" + code!.Id).ToString();
        return AlipayWire.Answer(node);
    }

    private WireAnswer Close(JsonElement content)
    {
        var refusal = book.Close(content.Has("trade_no"), content.Has("out_trade_no"));
        return refusal ?? AlipayWire.Answer(AlipayWire.Numbers(Find(content)!));
    }

    private WireAnswer Cancel(JsonElement content)
    {
        var (trade, action, refusal) = book.Cancel(content.Has("trade_no"), content.Has("out_trade_no"));
        if (refusal is not null)
            return refusal;
        if (action == "refund" && Find(content) is { } refunded)
            notices.Start(refunded);
        var node = trade is null ? AlipayWire.Success() : AlipayWire.Numbers(trade);
        if (trade is null && content.Has("out_trade_no") is { } number)
            node["out_trade_no"] = number;
        node["retry_flag"] = "N";
        node["action"] = action;
        return AlipayWire.Answer(node);
    }

    /// <summary>Section 11: arguments are common parameters, success has no code, failure is an error_response.</summary>
    private WireAnswer Token(AlipayCall call)
    {
        if (call["grant_type"] is not ("authorization_code" or "refresh_token"))
            return AlipayErrors.Of("isv.invalid-parameter", "grant_type 无效") with { Node = AlipayErrors.Node };
        var given = call["grant_type"] == "refresh_token" ? call["refresh_token"] : call["code"];
        if (logins.Redeem(given ?? "") is not { } openId)
            return AlipayErrors.Of("isv.code-invalid", "授权码 code 无效") with { Node = AlipayErrors.Node };

        var node = new JsonObject
        {
            ["access_token"] = "authbs" + Guid.NewGuid().ToString("N"),
            ["auth_start"] = AlipayWire.Time(logins.Now),
            ["expires_in"] = 1296000,
            ["re_expires_in"] = 2592000,
            ["refresh_token"] = logins.Issue(openId),
        };
        if (options.Value.AlipayTellsUserIds)
            node["user_id"] = AlipayBook.UserIdOf(openId);
        else
            node["open_id"] = openId;
        return AlipayWire.Answer(node);
    }

    private AlipayTrade? Find(JsonElement content) => book.Find(content.Has("trade_no"), content.Has("out_trade_no"));

    private static WireAnswer On(AlipayCall call, Func<JsonElement, IReadOnlyList<string>, WireAnswer> work)
    {
        var (content, refusal) = BizForm.Read(call);
        if (refusal is not null)
            return refusal;
        IReadOnlyList<string> options = content.TryGetProperty("query_options", out var asked)
            ? [.. asked.EnumerateArray().Select(option => option.GetString()!)] : [];
        return work(content, options);
    }
}

/// <summary>Lets an accepted refund end a moment later. After a restart it waits to be settled by hand.</summary>
internal sealed class AlipayRefundEnding(
    AlipayBook book, AlipayNotices notices, IOptions<SandboxOptions> options, TimeProvider clock, IHostApplicationLifetime life)
{
    public void Start(string outTradeNo, string outRequestNo) => _ = Task.Run(async () =>
    {
        var stop = life.ApplicationStopping;
        await Task.Delay(options.Value.RefundAfter, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stop.IsCancellationRequested)
            End(outTradeNo, outRequestNo, AlipayRefundEnd.Success);
    }, CancellationToken.None);

    public bool End(string outTradeNo, string outRequestNo, string status)
    {
        var trade = book.EndRefund(outTradeNo, outRequestNo, status);
        if (trade is not null && status == AlipayRefundEnd.Success)
            notices.Start(trade);
        return trade is not null;
    }
}
