using System.Diagnostics;
using MobilePay.PatientWeb.Tests.Support;
using static MobilePay.PatientWeb.Tests.Support.Samples;

namespace MobilePay.PatientWeb.Tests.Features;

public sealed class JourneyTests : IClassFixture<PatientApp>, IDisposable
{
    private readonly PatientApp app;

    // Somebody reads the spans, as an exporter does; otherwise none are made.
    private readonly ActivityListener reader = new()
    {
        ShouldListenTo = source => source.Name == "MobilePay",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public JourneyTests(PatientApp app)
    {
        this.app = app;
        ActivitySource.AddActivityListener(reader);
    }

    public void Dispose() => reader.Dispose();

    [Theory]
    [InlineData(Agents.Phone)]
    [InlineData(Agents.WeChat)]
    public async Task Everything_from_the_scan_to_the_result_is_one_trace(string agent)
    {
        app.Services.Forget();
        using var patient = app.Walker(agent);
        var stage = new Stage(app.Services, patient);

        await (agent == Agents.WeChat ? stage.SignInAndPay(Opened(Jsapi)) : stage.Pay(Opened(Samples.Redirect)));
        await patient.Open($"/p/{Id}");
        await patient.Open($"/p/{Id}/state");

        Traces().Length.ShouldBe(1);
    }

    [Fact]
    public async Task Another_sheet_is_another_trace()
    {
        app.Services.Forget();
        using var patient = app.Walker(Agents.Phone);

        await patient.Open($"/s/{Token}");
        await patient.Open($"/s/{Token.Replace("001.", "002.", StringComparison.Ordinal)}");

        Traces().Length.ShouldBe(2);
    }

    // W3C form: version, trace, span, flags.
    private string[] Traces() => [.. app.Services.Calls.Select(c => c.Headers["traceparent"].Split('-')[1]).Distinct()];
}
