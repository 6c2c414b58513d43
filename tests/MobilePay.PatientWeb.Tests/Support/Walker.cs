using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace MobilePay.PatientWeb.Tests.Support;

/// <summary>A browser without script: it keeps cookies, follows redirects within the site, and submits forms.</summary>
public sealed class Walker : IDisposable
{
    private readonly HttpClient http;

    public Walker(Uri address, string agent, string lang)
    {
        http = new(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        Cookies.Add(address, new Cookie("mp.lang", lang, "/"));
    }

    public CookieContainer Cookies { get; } = new();
    public HttpResponseMessage Answer { get; private set; } = null!;
    public IHtmlDocument Page { get; private set; } = null!;
    public string Text { get; private set; } = "";

    /// <summary>Where the site sent the browser away to, if it did.</summary>
    public Uri? Outside { get; private set; }

    public string Path { get; private set; } = "";

    public Task Open(string path) => Send(new(HttpMethod.Get, path));

    /// <summary>Submits the form of the button, with the button's own value, as a browser does.</summary>
    public Task Press(string button, params (string Name, string Value)[] filled)
    {
        var pressed = Page.QuerySelector(button) as IHtmlButtonElement
            ?? throw new InvalidOperationException($"There is no button {button} on {Path}: {Text}");
        var form = pressed.Form!;
        var fields = form.QuerySelectorAll("input").OfType<IHtmlInputElement>().Where(i => i.Name is not null)
            .ToDictionary(i => i.Name!, i => i.Value);
        foreach (var (name, value) in filled)
            fields[name] = value;
        if (pressed.Name is { Length: > 0 } own)
            fields[own] = pressed.Value;

        var action = pressed.GetAttribute("formaction") ?? form.GetAttribute("action");
        var target = new Uri(new Uri(http.BaseAddress!, Path), action ?? "").PathAndQuery;
        return Send(new(HttpMethod.Post, target) { Content = new FormUrlEncodedContent(fields) });
    }

    public Task Post(string path, params (string Name, string Value)[] fields) =>
        Send(new(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        });

    public void Dispose() => http.Dispose();

    private async Task Send(HttpRequestMessage request)
    {
        Outside = null;
        for (var hops = 0; hops < 6; hops++)
        {
            Path = request.RequestUri!.ToString();
            Answer = await http.SendAsync(request);
            if (Answer.Headers.Location is not { } location)
                break;
            if (location.IsAbsoluteUri && location.Scheme.StartsWith("http", StringComparison.Ordinal))
            {
                Outside = location;
                break;
            }

            request = new(HttpMethod.Get, location.OriginalString);
        }

        Page = new HtmlParser().ParseDocument(await Answer.Content.ReadAsStringAsync());
        Text = Page.QuerySelector("main")?.TextContent ?? Page.Body!.TextContent;
    }
}
