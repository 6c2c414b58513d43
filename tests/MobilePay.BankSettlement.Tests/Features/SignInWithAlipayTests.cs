using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class SignInWithAlipayTests(PostgresFixture postgres) : IAsyncLifetime
{
    private BankApp app = null!;

    public async Task InitializeAsync() => app = await BankApp.Start(postgres);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task The_address_asks_for_no_more_than_who_it_is()
    {
        var answer = await app.Http.GetAsync(
            "/alipay/authorize-url?hospital=SYN000000&redirect=https%3A%2F%2Fpay.example%2Fs%2Fx%3Fa%3D1&state=s%261");

        (await BankApp.Read(answer)).Text("url").ShouldBe(
            "https://openauth.alipay.com/oauth2/publicAppAuthorize.htm?app_id=9021000000000001&scope=auth_base"
            + "&redirect_uri=https%3A%2F%2Fpay.example%2Fs%2Fx%3Fa%3D1&state=s%261");
    }

    [Fact]
    public async Task A_code_is_exchanged_for_the_open_id() =>
        (await BankApp.Read(await app.Http.GetAsync("/alipay/openid?hospital=SYN000000&code=good")))
            .Text("openid").ShouldBe("open-id-1");

    [Theory]
    [InlineData("/alipay/openid?hospital=SYN000000&code=used", 409, "channel.code-refused")]
    [InlineData("/alipay/openid?hospital=SYN999999&code=good", 404, "channel.hospital-unknown")]
    [InlineData("/alipay/authorize-url?hospital=SYN000000&redirect=javascript:x&state=s", 400, "request.invalid")]
    public async Task What_can_not_be_is_a_problem_with_a_code(string path, int status, string code)
    {
        var answer = await app.Http.GetAsync(path);

        ((int)answer.StatusCode, (await BankApp.Read(answer)).Text("code")).ShouldBe((status, code));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("wrong-signature")]
    [InlineData("unsigned")]
    [InlineData("40006")]
    public async Task An_answer_not_to_be_believed_is_unavailable(string fault)
    {
        app.Alipay.Faults.Enqueue(("token", fault));

        var answer = await app.Http.GetAsync("/alipay/openid?hospital=SYN000000&code=good");

        ((int)answer.StatusCode, (await BankApp.Read(answer)).Text("code")).ShouldBe((503, "channel.unavailable"));
    }
}
