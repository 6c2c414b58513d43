using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Visits;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.PatientWeb.Features;

/// <summary>From a tap on "pay" to the place the browser goes next; in WeChat by way of its sign-in the first time.</summary>
public sealed class Checkout(
    StartPayment start, IWeChatApi wechat, PhoneMemory memory, Visitor visitor, IOptions<PatientOptions> options)
{
    public const string SignInFailed = "wechat.sign-in";
    private const string Jsapi = "wechat.jsapi";

    /// <summary>Where to go; or why not, and the method and key a repeat has to use.</summary>
    public sealed record Step(string? GoTo, Error? Error, string Method, string Key);

    public async Task<Step> Begin(string token, string key, string version, string method, CancellationToken stop)
    {
        method = Entrances.MethodFor(visitor.Entrance, method);
        var openid = method == Jsapi ? memory.OpenidAt(HospitalOf(token)) : null;
        return method == Jsapi && openid is null
            ? await SignIn(token, key, version, stop)
            : await Pay(token, key, version, method, openid);
    }

    /// <summary>WeChat sent her back with a code. Only the phone that asked, with the state it was given, goes on.</summary>
    public async Task<Step> AfterSignIn(PendingWish wish, string? code, CancellationToken stop)
    {
        memory.ForgetWish();
        if (string.IsNullOrEmpty(code))
            return SignInRefused(wish.Key);

        var hospital = HospitalOf(wish.Token);
        var user = await wechat.Openid(hospital, code, stop).Read();
        if (user.Value is not { } known)
            return SignInRefused(wish.Key);

        memory.RememberOpenid(hospital, known.Openid);
        return await Pay(wish.Token, wish.Key, wish.Version, Jsapi, known.Openid);
    }

    /// <summary>The cashier's address for an open order; null where it is opened on a page of ours.</summary>
    public string? CashierOf(Guid paymentId, Attempt attempt) =>
        (attempt.Action.GetValueOrDefault("type"), attempt.Action.GetValueOrDefault("url")) switch
        {
            // Only WeChat is told here where to send her back to; Alipay's address is signed to the letter.
            ("redirect", { } url) when attempt.Method is null or "wechat.h5" => url
                + (url.Contains('?', StringComparison.Ordinal) ? '&' : '?')
                + "redirect_url=" + Uri.EscapeDataString(options.Value.UrlOf($"/p/{paymentId}")),
            ("redirect", { } url) => url,

            // The page for cards is ours: under the name of the host she came by it finds her cookies again.
            ("sms-confirm", { } url) => new Uri(url).AbsolutePath,
            _ => null,
        };

    /// <summary>The pointer on the sheet names its hospital first.</summary>
    public static string HospitalOf(string token) => token.Split('.')[0];

    private async Task<Step> SignIn(string token, string key, string version, CancellationToken stop)
    {
        var state = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var page = await wechat.AuthorizeUrl(HospitalOf(token), options.Value.UrlOf("/wechat/return"), state, stop).Read();
        if (page.Value is not { } authorize)
            return SignInRefused(key);

        memory.Keep(new PendingWish(state, token, key, version));
        return new(authorize.Url, null, Jsapi, key);
    }

    private async Task<Step> Pay(string token, string key, string version, string method, string? openid)
    {
        var outcome = await start.Go(new(token, key, version, method, Entrances.NameOf(visitor.Entrance),
            new(openid, visitor.Address, Entrances.DeviceOf(visitor.UserAgent))));
        if (outcome.Replaced is { } replaced)
            memory.Forget(replaced);

        if (outcome.Error is { } error)
        {
            // Perhaps WeChat knows her by another name by now; the next try asks anew.
            if (error.Code == "channel.refused" && method == Jsapi)
                memory.ForgetOpenid(HospitalOf(token));

            // A refusal is an answer for good under its key; after a doubt only the same key is safe.
            return new(null, error, method, error.Kind == ErrorKind.Unavailable ? outcome.Key : StartPayment.NewKey());
        }

        var id = outcome.PaymentId!.Value;
        if (outcome.Action is not { } action)
        {
            if (memory.AttemptOf(id) is null)
                memory.Keep(id, new Attempt(token, Journey.Here, []));
            return new($"/p/{id}", null, method, outcome.Key);
        }

        // One payment of a sheet is alive at a time: what opened the cashier of the last one is over.
        var visit = memory.VisitOf(token);
        if (visit.PaymentId is { } last && last != id)
            memory.Forget(last);

        var attempt = new Attempt(token, visit.TraceParent, action, method);
        memory.Keep(id, attempt);
        return new(CashierOf(id, attempt) ?? $"/pay/{id}", null, method, outcome.Key);
    }

    private static Step SignInRefused(string key) =>
        new(null, new(ErrorKind.Unavailable, SignInFailed, "WeChat did not say who the payer is."), Jsapi, key);
}
