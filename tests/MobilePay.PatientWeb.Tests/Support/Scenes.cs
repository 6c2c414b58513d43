namespace MobilePay.PatientWeb.Tests.Support;

/// <summary>One state of one page: how to get there, and what has to stand there in both languages.</summary>
public sealed record Scene(
    string Name, int Status, string Chinese, string English, Func<Stage, Task> Play, string Agent = Agents.Phone)
{
    public override string ToString() => Name;
}

/// <summary>Where a scene is played: the services' scripts and a browser without script.</summary>
public sealed record Stage(StandIn Services, Walker Patient)
{
    public Task Scan(Reply sheet)
    {
        Services.On("GET", Samples.SheetPath, sheet);
        return Patient.Open($"/s/{Samples.Token}");
    }

    public async Task Prove(params Reply[] answers)
    {
        Services.On("GET", Samples.SheetPath, answers);
        await Patient.Open($"/s/{Samples.Token}/proof");
        await Patient.Press("main form button", ("last4", Samples.Proof));
    }

    /// <summary>Scans and taps on pay; Payments answers as told.</summary>
    public Task Pay(params Reply[] opened) => PayBy("main form button", opened);

    /// <inheritdoc cref="Pay"/>
    public async Task PayBy(string button, params Reply[] opened)
    {
        Services.On("POST", "/api/v1/payments", opened);
        Services.On("GET", Samples.PaymentPath, Samples.Payment());
        await Scan(Samples.Sheet());
        await Patient.Press(button);
    }

    /// <summary>Chooses to pay by bank card; BankSettlement tells of the order as said, one after another.</summary>
    public Task PayByCard(params Reply[] orders)
    {
        Services.On("GET", BankSamples.Path, orders);
        return PayBy("button[value='bank.quickpay']", Samples.Opened(BankSamples.SmsConfirm));
    }

    /// <summary>A payment opened on this phone, as it stands now.</summary>
    public async Task Show(Reply payment, string query = "")
    {
        await Pay(Samples.Opened(Samples.Redirect));
        Services.On("GET", Samples.PaymentPath, payment);
        await Patient.Open($"/p/{Samples.Id}{query}");
    }

    public async Task SignInAndPay(params Reply[] opened)
    {
        Services.On("GET", "/wechat/authorize-url", new Reply(200, new { url = "http://cashier.example/oauth" }));
        Services.On("GET", "/wechat/openid", new Reply(200, new { openid = "oTest0000000000000000000001" }));
        await Pay(opened);
        await Patient.Open($"/wechat/return?code=code1&state={Services.State()}");
    }
}

public static class StageWords
{
    /// <summary>The state the pages gave to WeChat's sign-in most lately.</summary>
    public static string State(this StandIn services) =>
        services.CallsTo("GET", "/wechat/authorize-url")[^1].PathAndQuery.Split("state=")[1].Split('&')[0];
}
