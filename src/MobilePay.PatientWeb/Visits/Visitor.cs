using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using MobilePay.PatientWeb.Wording;

namespace MobilePay.PatientWeb.Visits;

/// <summary>How this person reads and pays: language, type, entrance. A choice in the address is kept in a cookie.</summary>
public sealed class Visitor
{
    private static readonly TimeSpan KeepChoice = TimeSpan.FromDays(365);
    private static readonly TimeSpan KeepEntrance = TimeSpan.FromHours(2);

    public Visitor(IHttpContextAccessor accessor)
    {
        var http = accessor.HttpContext ?? throw new InvalidOperationException("There is a visitor only within a request.");
        UserAgent = http.Request.Headers.UserAgent.ToString();
        Words = Chosen(http, "lang", ["zh", "en"], KeepChoice) == "en" ? English.Words : Chinese.Words;
        IsLarge = Chosen(http, "large", ["0", "1"], KeepChoice) == "1";
        Entrance = Entrances.Of(Chosen(http, "entrance", ["wechat", "alipay", "app", "unionpay"], KeepEntrance), UserAgent);

        Address = http.Connection.RemoteIpAddress?.ToString();
    }

    public Words Words { get; }
    public bool IsLarge { get; }
    public Entrance Entrance { get; }
    public string UserAgent { get; }
    public string? Address { get; }

    private static string? Chosen(HttpContext http, string name, string[] allowed, TimeSpan keep)
    {
        var cookie = "mp." + name;
        var asked = QueryOf(http)[name].ToString();
        if (!allowed.Contains(asked))
            return http.Request.Cookies[cookie] is { } kept && allowed.Contains(kept) ? kept : null;

        http.Response.Cookies.Append(cookie, asked, SealedCookies.Options(http, keep));
        return asked;
    }

    // The page for a missing one is run in its place, and without what stood after its address.
    private static IQueryCollection QueryOf(HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalQueryString is { Length: > 0 } original
            ? new QueryCollection(QueryHelpers.ParseQuery(original)) : http.Request.Query;
}
