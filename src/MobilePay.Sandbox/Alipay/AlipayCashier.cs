using System.Text;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Faults;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Notices;
using MobilePay.Sandbox.Pages;

namespace MobilePay.Sandbox.Alipay;

/// <summary>The pages a payer sees: from a signed address, from the app's order string, or from a code.</summary>
internal sealed class AlipayCashier(
    AlipayTrades trades, AlipayBook book, AlipayNotices notices, AlipayReturn back, AlipayAuthorization authorization,
    FaultGate gate, SandboxDay day, CashierPage page)
{
    public const string PayPath = "/cashier/pay";
    private static readonly AlipayFaultVoice Voice = new();

    private Words T => page.Words;

    /// <summary>The trade exists from here on: the payer is in, and logged in (section 5).</summary>
    public async Task<IResult> Open(HttpContext http, AlipayCall call)
    {
        var (wish, refusal) = trades.Wish(call);
        return wish is null ? Refusal(refusal!) : await Open(http, wish, () => trades.PayAndTell(call));
    }

    /// <summary>"The app" hands over its order string, as it stands or as a form's field.</summary>
    public async Task<IResult> OpenApp(HttpContext http)
    {
        var body = await http.Request.ReadBytes(http.RequestAborted);
        var call = AlipayCall.Read("", body);
        if (call["orderString"] is { } inside)
            call = AlipayCall.Read(inside, []);
        if (authorization.Refuse(call) is { } refusal)
            return Refusal(refusal);
        return call["method"] == AlipayMethods.App ? await Open(http, call)
            : Refusal(AlipayErrors.Of("isv.invalid-method", "客户端只打开 alipay.trade.app.pay 的订单"));
    }

    public async Task<IResult> OpenCode(HttpContext http, string id)
    {
        if (book.Codes.Get(id) is not { } code)
            return Tell(T["二维码无效", "No such code"], T["没有这个付款码。", "There is no such payment code."], 404);
        return code.ValidUntil <= day.TrueNow && book.Find(code.Wish.OutTradeNo) is null
            ? Unpayable("expired") : await Open(http, code.Wish, payFirst: null);
    }

    public IResult Answer(HttpContext http, IFormCollection form)
    {
        if (book.FindByTradeNo(form["trade_no"].ToString()) is not { } trade)
            return Tell(T["订单不存在", "No such order"], page.Reason("not-found"), 404);
        if (form["choice"] != "pay")
            return trade.Wish.QuitUrl is { } quit ? Results.Redirect(quit)
                : Tell(T["已取消", "Cancelled"], T["没有付款，可以关闭这个页面。", "Nothing was paid. You can close this page."]);

        var (paid, reason) = book.Pay(trade.OutTradeNo, AlipayLoginEndpoints.OpenIdOf(http));
        if (reason is not null)
            return Unpayable(reason);
        notices.Start(paid!);
        return back.AddressOf(paid!) is { } address ? Results.Redirect(address)
            : Tell(T["支付成功", "Paid"], T["已付款，可以回到医院的页面。", "Paid. Go back to the hospital's page."]);
    }

    /// <summary>A refusal for a person: the channel's code stays readable for those who build.</summary>
    public IResult Refusal(WireAnswer refusal)
    {
        var (subCode, why) = Read(refusal);
        return subCode switch
        {
            "ACQ.TRADE_HAS_SUCCESS" => Unpayable("paid-already"),
            "ACQ.TRADE_HAS_CLOSE" => Unpayable("closed"),
            _ => Tell(T["无法支付", "Cannot be paid"], $"{why} ({subCode})", 400),
        };
    }

    private async Task<IResult> Open(HttpContext http, AlipayWish wish, Func<Task>? payFirst)
    {
        AlipayTrade? opened = null;
        var answer = await gate.Run(http, "alipay.cashier", Voice, new Work(() =>
        {
            (opened, var refusal) = book.Open(wish);
            return refusal ?? AlipayWire.Answer(AlipayWire.Success());
        })
        { PayFirst = payFirst });
        if (answer is null)
            return Results.Empty;
        if (Read(answer).SubCode.Length > 0)
            return opened is { Status: AlipayStatus.Closed, PaidAt: null } && opened.ExpiresAt <= day.TrueNow
                ? Unpayable("expired") : Refusal(answer);

        return page.Ask(opened!.ForCashier, PayPath, new Dictionary<string, string?> { ["trade_no"] = opened.TradeNo });
    }

    private static (string SubCode, string Why) Read(WireAnswer refusal)
    {
        var node = JsonNode.Parse(refusal.Body)!;
        return ((string?)node["sub_code"] ?? "", (string?)node["sub_msg"] ?? "");
    }

    private IResult Unpayable(string reason) => Tell(T["无法支付", "Cannot be paid"], page.Reason(reason), 409);

    private IResult Tell(string title, string text, int status = 200) => page.Tell(CashierParty.Alipay, title, text, status);
}

/// <summary>Where a payer goes after paying, with the signed parameters of section 5.</summary>
internal sealed class AlipayReturn(AlipaySeal seal, OutsideWorldKeys keys, SandboxDay day)
{
    public string? AddressOf(AlipayTrade trade)
    {
        if (trade.Wish.ReturnUrl is not { } address || !AlipayMethods.IsPage(trade.Wish.Method))
            return null;
        var parameters = new Dictionary<string, string>
        {
            ["charset"] = "utf-8",
            ["out_trade_no"] = trade.OutTradeNo,
            ["method"] = trade.Wish.Method + ".return",
            ["total_amount"] = Yuan.Of(trade.TotalFen),
            ["trade_no"] = trade.TradeNo,
            ["auth_app_id"] = keys.Published.Alipay.AppId,
            ["version"] = "1.0",
            ["app_id"] = keys.Published.Alipay.AppId,
            ["seller_id"] = keys.Published.Alipay.SellerId,
            ["timestamp"] = AlipayWire.Time(day.TrueNow),
        };
        // The parameters the merchant had in the address come back inside the signature too.
        var own = AlipayCall.Read(new Uri(address).Query, []).Parameters;
        var sign = seal.Sign(AlipaySignature.OfNotice(parameters.Concat(own)), Encoding.UTF8);
        parameters["sign_type"] = "RSA2";
        parameters["sign"] = sign;
        return address + (address.Contains('?', StringComparison.Ordinal) ? '&' : '?') + Letter.Form(parameters);
    }
}
