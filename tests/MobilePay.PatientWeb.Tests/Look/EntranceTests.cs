using MobilePay.PatientWeb.Tests.Support;
using MobilePay.PatientWeb.Visits;

namespace MobilePay.PatientWeb.Tests.Look;

public sealed class EntranceTests(PatientApp app) : IClassFixture<PatientApp>
{
    [Theory]
    [InlineData(Agents.WeChat, Entrance.WeChat)]
    [InlineData(Agents.WeChat + " miniProgram/wx1", Entrance.MiniProgram)]
    [InlineData(Agents.WeChat + " wxwork/4.1", Entrance.Browser)]
    [InlineData(Agents.Alipay, Entrance.Alipay)]
    [InlineData(Agents.UnionPay, Entrance.UnionPay)]
    [InlineData(Agents.Phone, Entrance.Browser)]
    [InlineData(Agents.Desktop, Entrance.Desktop)]
    [InlineData("", Entrance.Desktop)]
    public void The_entrance_is_told_by_the_user_agent(string agent, Entrance entrance) =>
        Entrances.Of(null, agent).ShouldBe(entrance);

    [Theory]
    [InlineData("wechat", "in-wechat")]
    [InlineData("alipay", "in-alipay")]
    [InlineData("app", "in-hospital")]
    public async Task A_chosen_entrance_is_kept_for_the_next_page(string entrance, string look)
    {
        using var patient = app.Walker(Agents.Desktop);

        await patient.Open($"/?entrance={entrance}");
        await patient.Open("/");

        patient.Page.DocumentElement.ClassList.ShouldContain(look);
    }

    [Fact]
    public async Task A_forged_entrance_is_as_good_as_none()
    {
        using var patient = app.Walker(Agents.WeChat);

        await patient.Open("/?entrance=%22%3E%3Cscript%3E&lang=xx&large=7");

        patient.Page.DocumentElement.ClassList.ShouldContain("in-wechat");
        patient.Page.DocumentElement.GetAttribute("lang").ShouldBe("zh-CN");
    }

    [Fact]
    public async Task The_hospitals_colour_comes_as_a_style_sheet_of_its_own()
    {
        app.Services.Forget();
        using var patient = app.Walker(Agents.Phone);
        await new Stage(app.Services, patient).Scan(Samples.Sheet());
        var address = patient.Page.QuerySelectorAll("link[rel=stylesheet]")[^1].GetAttribute("href")!;

        await patient.Open(address);

        (await patient.Answer.Content.ReadAsStringAsync()).ShouldContain("--accent:#C2185B");
    }
}
