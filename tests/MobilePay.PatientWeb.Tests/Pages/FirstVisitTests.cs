using MobilePay.PatientWeb.Tests.Support;

namespace MobilePay.PatientWeb.Tests.Pages;

/// <summary>A corridor has a poor connection: what the first visit transfers is counted as it goes over the wire.</summary>
public sealed class FirstVisitTests(PatientApp app) : IClassFixture<PatientApp>
{
    private const int BytesMax = 45_000;

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Page_styles_and_script_stay_within_45_kB(string encoding)
    {
        app.Services.Forget();
        using var patient = app.Walker();
        await new Stage(app.Services, patient).Scan(Samples.Sheet(isLong: true));
        var parts = patient.Page.QuerySelectorAll("link[rel=stylesheet]").Select(l => l.GetAttribute("href")!)
            .Concat(patient.Page.QuerySelectorAll("script[src]").Select(s => s.GetAttribute("src")!))
            .Prepend(patient.Path).ToList();
        using var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Add("Accept-Encoding", encoding);
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Agents.WeChat);

        var sizes = new Dictionary<string, int>();
        foreach (var part in parts)
        {
            using var answer = await http.GetAsync(part);
            answer.EnsureSuccessStatusCode();
            answer.Content.Headers.ContentEncoding.ShouldBe([encoding]);
            sizes[part] = (await answer.Content.ReadAsByteArrayAsync()).Length;
        }

        parts.Count.ShouldBe(4);
        sizes.Values.Sum().ShouldBeLessThanOrEqualTo(BytesMax, string.Join(", ", sizes));
    }

    [Fact]
    public async Task Styles_and_script_are_fetched_once_and_kept_for_a_year()
    {
        app.Services.Forget();
        using var patient = app.Walker();
        await patient.Open("/");

        foreach (var part in patient.Page.QuerySelectorAll("link[rel=stylesheet]").Select(l => l.GetAttribute("href")!))
        {
            part.ShouldStartWith("/assets/");
            part.ShouldContain("?v=");
            await patient.Open(part);
            patient.Answer.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(365));
        }
    }

    [Fact]
    public async Task Nothing_is_loaded_from_elsewhere()
    {
        app.Services.Forget();
        using var patient = app.Walker();
        await new Stage(app.Services, patient).Scan(Samples.Sheet());

        patient.Page.QuerySelectorAll("[src], link[href]").Select(e => e.GetAttribute("src") ?? e.GetAttribute("href")!)
            .ShouldAllBe(address => address.StartsWith("/assets/") || address.StartsWith("data:"));
    }
}
