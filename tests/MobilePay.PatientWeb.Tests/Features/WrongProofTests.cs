using System.Net;
using MobilePay.PatientWeb.Tests.Support;
using static MobilePay.PatientWeb.Tests.Support.Samples;

namespace MobilePay.PatientWeb.Tests.Features;

public sealed class WrongProofTests(PatientApp app) : IClassFixture<PatientApp>
{
    [Fact]
    public async Task She_is_told_at_once_to_come_back_later_and_nobody_waits_for_her()
    {
        app.Services.Forget();
        using var patient = app.Walker(Agents.Phone);

        await new Stage(app.Services, patient).Prove(Problem(429, "prescription.proof-paused", null,
            new Dictionary<string, string> { ["Retry-After"] = "600" }));

        patient.Answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        app.Services.CallsTo("GET", SheetPath).ShouldHaveSingleItem();
    }
}
