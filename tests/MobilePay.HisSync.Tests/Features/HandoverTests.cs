using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MobilePay.HisSync.Clients.Canonical;
using MobilePay.HisSync.Tests.Support;
using MobilePay.Primitives;

namespace MobilePay.HisSync.Tests.Features;

/// <summary>The hospital's day on its way to the books, pushed and pulled.</summary>
[Collection(Database.Name)]
public sealed class HandoverTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly DateOnly day = BusinessDay.Of(TimeProvider.System.GetUtcNow(), TimeOnly.MinValue).Date;
    private HisApp app = null!;

    public async Task InitializeAsync()
    {
        app = await HisApp.Start(postgres);
        (await app.World.PostAsJsonAsync("/clock", new { now = $"{day:yyyy-MM-dd}T22:00:00+08:00" })).EnsureSuccessStatusCode();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_pushed_day_reaches_the_books_byte_for_byte_and_the_hospital_hears_what_came_of_it()
    {
        await Plant(("extra", 3));

        var said = await Close(push: true);

        said.GetProperty("platform").GetProperty("status").GetInt32().ShouldBe(200);
        said.GetProperty("platform").GetProperty("body").Text("status").ShouldBe("current");
        var (path, body) = app.HandedOn.ShouldHaveSingleItem();
        path.ShouldBe($"/handovers/{app.Hospital}/{day:yyyy-MM-dd}");
        var document = JsonDocument.Parse(body).RootElement;
        document.GetProperty("lines").GetArrayLength().ShouldBe(3);
        Digest(document).ShouldBe(document.Text("digest"));
    }

    [Fact]
    public async Task What_the_books_refuse_is_refused_with_their_code()
    {
        app.BooksRefuse = (409, "handover.day-closed");

        var platform = (await Close(push: true)).GetProperty("platform");

        (platform.GetProperty("status").GetInt32(), platform.GetProperty("body").Text("code"))
            .ShouldBe((409, "handover.day-closed"));
    }

    [Fact]
    public async Task A_day_may_be_as_large_as_no_other_call_and_is_taken_only_signed()
    {
        var large = $$"""{"businessDate":"{{day:yyyy-MM-dd}}","lines":["{{new string('x', 2 << 20)}}"]}""";

        (await Push(large)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Push(large, "/his/v1/prescriptions")).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Push(large, secret: "another-secret-of-32-characters!")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        app.HandedOn.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("""{"businessDate":"23.11.2026"}""")]
    [InlineData("""{"lines":[]}""")]
    [InlineData("""[{"businessDate":"2026-11-23"}]""")]
    public async Task What_names_no_day_is_filed_nowhere(string body)
    {
        var answer = await Push(body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Json()).Text("code").ShouldBe("his.body-unreadable");
        app.HandedOn.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pulled_day_is_the_document_the_hospital_would_have_pushed()
    {
        await Plant(("extra", 1100));
        await Close(push: true);

        var pulled = await app.Http.GetAsync($"/handovers/{app.Hospital}/{day:yyyy-MM-dd}");

        var document = await pulled.Json();
        document.GetProperty("lines").GetArrayLength().ShouldBe(1100);
        Digest(document).ShouldBe(document.Text("digest"));
        JsonElement.DeepEquals(document, JsonDocument.Parse(app.HandedOn.Single().Body).RootElement).ShouldBeTrue();
    }

    [Fact]
    public async Task A_day_that_is_not_over_is_not_there()
    {
        var answer = await app.Http.GetAsync($"/handovers/{app.Hospital}/{day:yyyy-MM-dd}");

        (answer.StatusCode, (await answer.Json()).Text("code")).ShouldBe((HttpStatusCode.NotFound, "handover.not-there"));
    }

    [Theory]
    [InlineData("error")]
    [InlineData("garbage")]
    public async Task A_hospital_that_does_not_answer_has_not_said_that_there_is_no_day(string mode)
    {
        await Close(push: false);
        await app.Fault("his.handovers", new { mode, times = 9 });

        var answer = await app.Http.GetAsync($"/handovers/{app.Hospital}/{day:yyyy-MM-dd}");

        (answer.StatusCode, (await answer.Json()).Text("code"))
            .ShouldBe((HttpStatusCode.ServiceUnavailable, "hospital.unavailable"));
    }

    [Fact]
    public async Task Pages_that_do_not_add_up_are_not_put_together()
    {
        await Plant(("extra", 3), ("truncated", 1));
        await Close(push: false);

        var answer = await app.Http.GetAsync($"/handovers/{app.Hospital}/{day:yyyy-MM-dd}");

        (answer.StatusCode, (await answer.Json()).Text("code")).ShouldBe((HttpStatusCode.ServiceUnavailable, "handover.broken"));
    }

    [Fact]
    public async Task The_hospitals_are_told_by_name()
    {
        var hospital = (await (await app.Http.GetAsync("/hospitals")).Json()).EnumerateArray().ShouldHaveSingleItem();

        (hospital.Text("id"), hospital.Text("name")).ShouldBe((app.Hospital, "示例人民医院"));
    }

    private async Task Plant(params (string Kind, int Times)[] kinds) =>
        (await app.World.PutAsJsonAsync("/control/statements/planted", kinds.SelectMany(k => Enumerable.Range(1, k.Times)
            .Select(i => new
            {
                party = "his",
                date = day,
                kind = k.Kind,
                orderNo = k.Kind == "extra" ? $"P2026112309320{i:0000000}" : null,
            })))).EnsureSuccessStatusCode();

    private async Task<JsonElement> Close(bool push) =>
        await (await app.World.PostAsJsonAsync("/control/his/handover", new { businessDate = day, push })).Json();

    private async Task<HttpResponseMessage> Push(string body, string path = "/his/v1/handovers", string? secret = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = Guid.NewGuid().ToString("N");
        request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } };
        request.Headers.Add(HisSignature.Institution, app.Hospital);
        request.Headers.Add(HisSignature.KeyId, app.KeyId);
        request.Headers.Add(HisSignature.Timestamp, timestamp);
        request.Headers.Add(HisSignature.Nonce, nonce);
        request.Headers.Add(HisSignature.Signature, Convert.ToBase64String(
            HisSignature.Compute(secret ?? app.Secret, "POST", path, timestamp, nonce, bytes)));
        return await app.Http.SendAsync(request);
    }

    private static string Digest(JsonElement document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(document.GetProperty("lines").EnumerateArray().Select(l => string.Join('|', l.Text("kind"),
            l.Text("orderNo"), l.Text("refundNo"), l.Text("hisDocNo"), l.Text("channel"), l.Text("channelTradeNo"),
            l.GetProperty("amountFen").GetRawText(), l.Text("at")) + "\n")))));
}
