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

    /// <summary>Where to go; or why not, and the key a repeat has to use.</summary>
    public sealed record Step(string? GoTo, Error? Error, string Key);

    public async Task<Step> Begin(string token, string key, string version, string method, CancellationToken stop)
    {
        // An unknown method, or one of another entrance on an old page: the one that is natural here.
        var offered = Entrances.MethodsOf(visitor.Entrance);
        if (method != "wechat.h5" && !offered.Contains(method))
            method = offered is [var natural, ..] ? natural : "wechat.native";

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
    public string? CashierOf(Guid paymentId, IReadOnlyDictionary<string, string> action)
    {
        if (action.GetValueOrDefault("type") != "redirect" || action.GetValueOrDefault("url") is not { } url)
            return null;

        var back = Uri.EscapeDataString(options.Value.UrlOf($"/p/{paymentId}"));
        return $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}redirect_url={back}";
    }

    /// <summary>The pointer on the sheet names its hospital first.</summary>
    public static string HospitalOf(string token) => token.Split('.')[0];

    private async Task<Step> SignIn(string token, string key, string version, CancellationToken stop)
    {
        var state = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var page = await wechat.AuthorizeUrl(HospitalOf(token), options.Value.UrlOf("/wechat/return"), state, stop).Read();
        if (page.Value is not { } authorize)
            return SignInRefused(key);

        memory.Keep(new PendingWish(state, token, key, version));
        return new(authorize.Url, null, key);
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
            return new(null, error, error.Kind == ErrorKind.Unavailable ? outcome.Key : StartPayment.NewKey());
        }

        var id = outcome.PaymentId!.Value;
        if (outcome.Action is not { } action)
        {
            if (memory.AttemptOf(id) is null)
                memory.Keep(id, new Attempt(token, Journey.Here, []));
            return new($"/p/{id}", null, outcome.Key);
        }

        memory.Keep(id, new Attempt(token, memory.VisitOf(token).TraceParent, action));
        return new(CashierOf(id, action) ?? $"/pay/{id}", null, outcome.Key);
    }

    private static Step SignInRefused(string key) =>
        new(null, new(ErrorKind.Unavailable, SignInFailed, "WeChat did not say who the payer is."), key);
}
