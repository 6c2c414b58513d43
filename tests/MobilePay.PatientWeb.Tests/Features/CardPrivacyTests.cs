using System.Net;
using System.Text.RegularExpressions;
using MobilePay.PatientWeb.Tests.Support;
using static MobilePay.PatientWeb.Tests.Support.BankSamples;

namespace MobilePay.PatientWeb.Tests.Features;

public sealed class CardPrivacyTests(PatientApp app) : IClassFixture<PatientApp>
{
    private static readonly string[] Secrets = [CardNo, HolderName, IdNo, Phone, Cvn2, Message];

    public static TheoryData<string> Everything =>
        [.. BankScenes.All.Select(scene => scene.Name).Where(name => name.StartsWith("bank", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Everything))]
    public async Task What_is_on_a_card_is_in_no_address_cookie_or_log(string name)
    {
        using var patient = Begin();

        await BankScenes.All.Single(scene => scene.Name == name).Play(new(app.Services, patient));

        // Looked into, not only at: sealed or not, a card has no place in a cookie.
        var cookies = patient.Cookies.GetCookies(app.Address).Select(cookie => Uri.UnescapeDataString(cookie.Value) + " "
            + app.Sealing.Open<object>(cookie.Name, Uri.UnescapeDataString(cookie.Value)));
        var addresses = app.Services.Calls.Select(call => call.PathAndQuery).Append(patient.Path);
        cookies.ShouldContain(text => text.Contains("secret"), "the holder's own secret is seen");
        foreach (var text in cookies.Concat(addresses).Append(app.Log.Text))
            Secrets.ShouldAllBe(secret => !Stands(secret, text));
    }

    [Fact]
    public async Task What_breaks_unexpectedly_is_logged_without_the_card()
    {
        using var patient = Begin();

        await BankScenes.Enter(new(app.Services, patient), CreditParticulars, new Reply(201, "no such shape"));

        patient.Answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        Secrets.ShouldAllBe(secret => !Stands(secret, app.Log.Text));
    }

    [Fact]
    public async Task The_page_for_the_code_carries_the_card_unreadable()
    {
        using var patient = Begin();

        await BankScenes.Enter(new(app.Services, patient), CreditParticulars, SignUp);

        var html = await patient.Answer.Content.ReadAsStringAsync();
        Secrets.ShouldAllBe(secret => secret == Cvn2 || !html.Contains(secret));
        patient.Page.QuerySelectorAll("input").Select(input => input.GetAttribute("value")).ShouldNotContain(Cvn2);
        var typed = patient.Page.QuerySelector("input[name=typed]")!.GetAttribute("value");
        var inside = app.Sealing.Open<object>($"card typed for {OutTradeNo}", typed)!.ToString()!;
        inside.ShouldContain(CardNo);
        Stands(Cvn2, inside).ShouldBeFalse();
    }

    [Fact]
    public async Task The_holders_secret_stays_with_this_phone_for_a_year()
    {
        using var patient = Begin();
        using var other = app.Walker(Agents.Phone);

        await BankScenes.AskForCode(new(app.Services, patient), CodeSent);
        var mine = Holders().Distinct().ShouldHaveSingleItem();
        await new Stage(app.Services, other).PayByCard(QuickPay());

        mine.ShouldMatch("^[A-Za-z0-9._~-]{22,128}$");
        Holders().Distinct().Count().ShouldBe(2);
        var kept = patient.Cookies.GetCookies(app.Address).Single(cookie => cookie.Name == "mp.card");
        kept.HttpOnly.ShouldBeTrue();
        kept.Value.ShouldNotContain(mine);
        (kept.Expires - kept.TimeStamp).TotalDays.ShouldBe(365, 1);
    }

    // Three digits alone turn up in any longer number.
    private static bool Stands(string secret, string text) => Regex.IsMatch(text, $"(?<![0-9A-Za-z]){secret}(?![0-9A-Za-z])");

    private IEnumerable<string> Holders() => app.Services.Calls
        .Where(call => call.Path.StartsWith(BankSamples.Path, StringComparison.Ordinal))
        .Select(call => call.Headers["X-Card-Holder"]);

    private Walker Begin()
    {
        app.Services.Forget();
        return app.Walker(Agents.Phone);
    }
}
