using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class SignInWithWeChatTests(PostgresFixture postgres) : IAsyncLifetime
{
    private BankApp app = null!;

    public async Task InitializeAsync() => app = await BankApp.Start(postgres);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task The_address_has_its_parameters_in_the_order_WeChat_demands()
    {
        var answer = await app.Http.GetAsync(
            "/wechat/authorize-url?hospital=SYN000000&redirect=https%3A%2F%2Fpay.example%2Fs%2Fx%3Fa%3D1&state=s%261");

        (await BankApp.Read(answer)).Text("url").ShouldBe(
            "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx0000000000000001"
            + "&redirect_uri=https%3A%2F%2Fpay.example%2Fs%2Fx%3Fa%3D1&response_type=code"
            + "&scope=snsapi_base&state=s%261#wechat_redirect");
    }

    [Fact]
    public async Task A_code_is_exchanged_for_the_openid() =>
        (await BankApp.Read(await app.Http.GetAsync("/wechat/openid?hospital=SYN000000&code=good")))
            .Text("openid").ShouldBe("oTestOpenid00000000000000001");

    [Theory]
    [InlineData("/wechat/openid?hospital=SYN000000&code=used", 409, "channel.code-refused")]
    [InlineData("/wechat/openid?hospital=SYN999999&code=good", 404, "channel.hospital-unknown")]
    [InlineData("/wechat/authorize-url?hospital=SYN000000&redirect=javascript:x&state=s", 400, "request.invalid")]
    public async Task What_can_not_be_is_a_problem_with_a_code(string path, int status, string code)
    {
        var answer = await app.Http.GetAsync(path);

        ((int)answer.StatusCode, (await BankApp.Read(answer)).Text("code")).ShouldBe((status, code));
    }

    [Fact]
    public async Task WeChat_away_is_unavailable()
    {
        await app.WeChat.DisposeAsync();

        var answer = await app.Http.GetAsync("/wechat/openid?hospital=SYN000000&code=good");

        ((int)answer.StatusCode, (await BankApp.Read(answer)).Text("code")).ShouldBe((503, "channel.unavailable"));
    }
}
