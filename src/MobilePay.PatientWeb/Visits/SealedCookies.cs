namespace MobilePay.PatientWeb.Visits;

/// <summary>Cookies that only we can read and write. What is in them never stands in an address or a log.</summary>
public sealed class SealedCookies(Sealing sealing, IHttpContextAccessor accessor)
{
    private readonly Dictionary<string, string?> written = [];

    private HttpContext Http => accessor.HttpContext
        ?? throw new InvalidOperationException("There are cookies only within a request.");

    /// <summary>Null where there is none, its time is over, or it was not made by us.</summary>
    public T? Read<T>(string name)
        where T : class =>
        sealing.Open<T>(name, written.TryGetValue(name, out var now) ? now : Http.Request.Cookies[name]);

    public void Write<T>(string name, T value, TimeSpan keep)
    {
        var text = sealing.Seal(name, value, keep);
        written[name] = text;
        Http.Response.Cookies.Append(name, text, Options(Http, keep));
    }

    public void Delete(string name)
    {
        written[name] = null;
        Http.Response.Cookies.Delete(name, new() { Path = "/" });
    }

    public static CookieOptions Options(HttpContext http, TimeSpan keep) => new()
    {
        Path = "/",
        HttpOnly = true,
        IsEssential = true,
        MaxAge = keep,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
    };
}
