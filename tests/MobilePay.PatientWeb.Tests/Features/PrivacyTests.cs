using System.Net;
using MobilePay.PatientWeb.Tests.Support;
using static MobilePay.PatientWeb.Tests.Support.Samples;

namespace MobilePay.PatientWeb.Tests.Features;

public sealed class PrivacyTests(PatientApp app) : IClassFixture<PatientApp>
{
    [Fact]
    public async Task Without_proof_there_are_no_lines_only_the_question()
    {
        using var patient = Begin();
        app.Services.On("GET", SheetPath, Sheet(proved: true));

        await patient.Open($"/s/{Token}/detail");

        patient.Path.ShouldBe($"/s/{Token}/proof");
        patient.Text.ShouldNotContain("示例胶囊");
        app.Services.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_proof_is_sent_as_a_header_and_stands_in_no_address()
    {
        using var patient = Begin();

        await new Stage(app.Services, patient).Prove(Sheet(proved: true));

        app.Services.Calls.ShouldAllBe(c => !c.PathAndQuery.Contains(Proof));
        app.Services.Calls.ShouldAllBe(c => c.Headers["X-Patient-Proof"] == Proof);
        patient.Path.ShouldBe($"/s/{Token}/detail");
    }

    [Fact]
    public async Task What_the_phone_keeps_is_sealed_and_out_of_reach_of_scripts()
    {
        using var patient = Begin();

        await new Stage(app.Services, patient).Prove(Sheet(proved: true));

        var kept = Kept(patient);
        kept.ShouldHaveSingleItem();
        kept[0].HttpOnly.ShouldBeTrue();
        kept[0].Value.ShouldNotContain(Proof);
    }

    [Fact]
    public async Task The_proof_of_one_sheet_opens_no_other()
    {
        using var patient = Begin();
        await new Stage(app.Services, patient).Prove(Sheet(proved: true));
        var other = Token.Replace("001.", "002.", StringComparison.Ordinal);
        var own = Kept(patient).Single();
        await patient.Open($"/s/{other}");
        Kept(patient).Single(c => c.Name != own.Name).Value = own.Value;

        await patient.Open($"/s/{other}/detail");

        patient.Path.ShouldBe($"/s/{other}/proof");
    }

    [Fact]
    public async Task The_proof_is_forgotten_after_a_while()
    {
        using var patient = Begin();
        await new Stage(app.Services, patient).Prove(Sheet(proved: true));

        app.Clock.Advance(TimeSpan.FromMinutes(21));
        await patient.Open($"/s/{Token}/detail");

        patient.Path.ShouldBe($"/s/{Token}/proof");
    }

    [Theory]
    [InlineData("/s/{0}/pay")]
    [InlineData("/s/{0}/proof")]
    [InlineData("/p/{1}?handler=close")]
    public async Task A_form_that_is_not_ours_does_nothing(string path)
    {
        using var patient = Begin();

        var address = path.Replace("{0}", Token, StringComparison.Ordinal)
            .Replace("{1}", Id.ToString(), StringComparison.Ordinal);
        await patient.Post(address, ("key", "k"), ("version", "1"), ("last4", Proof));

        patient.Answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        app.Services.Calls.ShouldBeEmpty();
    }

    private List<Cookie> Kept(Walker patient) =>
        [.. patient.Cookies.GetCookies(app.Address).Where(c => c.Name.StartsWith("mp.v.", StringComparison.Ordinal))];

    private Walker Begin()
    {
        app.Services.Forget();
        return app.Walker(Agents.Phone);
    }
}
