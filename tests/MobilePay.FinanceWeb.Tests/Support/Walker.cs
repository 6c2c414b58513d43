using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace MobilePay.FinanceWeb.Tests.Support;

/// <summary>A browser without script: it keeps cookies, follows redirects, and submits forms.</summary>
public sealed class Walker : IDisposable
{
    private readonly HttpClient http;

    public Walker(Uri address, string lang = "zh")
    {
        http = new(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        Cookies.Add(address, new Cookie("mp.lang", lang, "/"));
    }

    public CookieContainer Cookies { get; } = new();
    public HttpResponseMessage Answer { get; private set; } = null!;
    public HttpStatusCode Status => Answer.StatusCode;
    public IHtmlDocument Page { get; private set; } = null!;
    public string Text => Page.QuerySelector("main")?.TextContent ?? Page.Body!.TextContent;
    public string Title => Page.QuerySelector("h1")!.TextContent;
    public string Path { get; private set; } = "";

    /// <summary>The secret the page shows for the authenticator app.</summary>
    public string Secret => Page.QuerySelector("#secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    public IReadOnlyList<string> RecoveryCodes => [.. Page.QuerySelectorAll(".codes code").Select(code => code.TextContent)];

    public async Task<Walker> Open(string path)
    {
        await Follow(new(HttpMethod.Get, path));
        return this;
    }

    public async Task<HttpResponseMessage> Ask(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        return await http.SendAsync(request);
    }

    /// <summary>As a program would, with the session's cookie.</summary>
    public Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken stop = default) =>
        http.SendAsync(request, stop);

    /// <summary>Submits the form of the main part, or the one named.</summary>
    public Task Submit(params (string Name, string Value)[] filled) => SubmitForm("main form[method=post]", filled);

    public Task SubmitForm(string selector, params (string Name, string Value)[] filled)
    {
        var form = Page.QuerySelector(selector) as IHtmlFormElement
            ?? throw new InvalidOperationException($"There is no form on {Path}: {Text}");
        var fields = form.QuerySelectorAll("input").OfType<IHtmlInputElement>().Where(i => i.Name is not null)
            .ToDictionary(i => i.Name!, i => i.Value);
        foreach (var (name, value) in filled)
            fields[name] = value;
        var target = new Uri(new Uri(http.BaseAddress!, Path), form.GetAttribute("action") ?? "").PathAndQuery;
        return Follow(new(HttpMethod.Post, target) { Content = new FormUrlEncodedContent(fields) });
    }

    public async Task SignIn(Person person)
    {
        await Open("/sign-in");
        await Submit(("user", person.UserName), ("password", person.Password), ("code", person.NextCode()));
    }

    public void Dispose() => http.Dispose();

    private async Task Follow(HttpRequestMessage request)
    {
        for (var hops = 0; hops < 6; hops++)
        {
            Path = request.RequestUri!.ToString();
            Answer = await http.SendAsync(request);
            if (Answer.Headers.Location is not { } location)
                break;
            var target = new Uri(http.BaseAddress!, location);
            target.Authority.ShouldBe(http.BaseAddress!.Authority, "nobody is sent elsewhere");
            request = new(HttpMethod.Get, target.PathAndQuery);
        }

        Page = new HtmlParser().ParseDocument(await Answer.Content.ReadAsStringAsync());
    }
}
