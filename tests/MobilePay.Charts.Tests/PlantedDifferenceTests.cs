using MobilePay.Charts.Tests.Support;
using MobilePay.Charts.Tests.Topologies;
using MobilePay.LocalHost;

namespace MobilePay.Charts.Tests;

/// <summary>The comparison is worth something only if it tells: here one thing is taken from each of the three in turn.</summary>
public sealed class PlantedDifferenceTests
{
    [Theory]
    [InlineData("Calls(prescriptions, hissync);", "", "prescriptions: call hissync is in Topology.cs and not in apphost.cs.")]
    [InlineData("Calls(prescriptions, hissync);", "Calls(prescriptions, hissync, payments);",
        "prescriptions: call payments is in apphost.cs and not in Topology.cs.")]
    [InlineData("Issued(hissync, \"His__Hospitals__0__Secret\", \"his.secret\");", "",
        "hissync: setting His__Hospitals__0__Secret is in Topology.cs and not in apphost.cs.")]
    [InlineData(".WithEnvironment(\"Pointer__Keys__0__Id\", \"k1\")", "",
        "prescriptions: setting Pointer__Keys__0__Id is in Topology.cs and not in apphost.cs.")]
    [InlineData("OnlyWithSandbox(banksettlement, \"WeChat__ApiUrl\", \"http://localhost:8091\");", "",
        "banksettlement: setting WeChat__ApiUrl is in Topology.cs and not in apphost.cs.")]
    [InlineData("\"hissync\", hasDatabase: true", "\"hissync\"",
        "hissync: the database is mobilepay_hissync in Topology.cs, none in apphost.cs.")]
    [InlineData("\"mobilepay_\" + name", "\"pay_\" + name",
        "payments: the database is mobilepay_payments in Topology.cs, pay_payments in apphost.cs.")]
    [InlineData(".WithEnvironment(\"PersonalData__Key\", personalKey)", "",
        "payments: setting PersonalData__Key is in Topology.cs and not in apphost.cs.")]
    [InlineData("service.WithReference(rabbitMq).WaitFor(rabbitMq)", "service.WaitFor(rabbitMq)",
        "payments: connection ConnectionStrings__rabbitmq is in Topology.cs and not in apphost.cs.")]
    [InlineData("(\"financeweb\", hasDatabase: true)", "(\"finance\", hasDatabase: true)",
        "service financeweb is in Topology.cs and not in apphost.cs.")]
    public async Task In_the_app_host(string taken, string put, string told)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "aspire", "apphost.cs"));
        text.ShouldContain(taken);

        var planted = FromAppHost.Read(text.Replace(taken, put, StringComparison.Ordinal));

        (await FromTopology.Read(Topology.Whole)).DifferencesFrom(planted).ShouldContain(told);
    }

    [Theory]
    [InlineData("_topology.tpl", "prescriptions: {database: true, trusted: true, calls: [hissync]}",
        "prescriptions: {database: true, trusted: true, calls: []}",
        "prescriptions: call hissync is in Topology.cs and not in the chart.")]
    [InlineData("_topology.tpl",
        "reconciliation: {database: true, trusted: true, calls: [payments, banksettlement, hissync]}", "",
        "service reconciliation is in Topology.cs and not in the chart.")]
    [InlineData("_topology.tpl", "financeweb: {database: true, trusted: true", "financeweb: {trusted: true",
        "financeweb: the database is mobilepay_financeweb in Topology.cs, none in the chart.")]
    [InlineData("_topology.tpl", "patientweb: {trusted: true", "patientweb: {trusted: false",
        "patientweb: setting PersonalData__Key is in Topology.cs and not in the chart.")]
    [InlineData("_settings.tpl", "Bank__ConfirmUrl", "Bank__ConfirmAddress",
        "banksettlement: setting Bank__ConfirmUrl is in Topology.cs and not in the chart.")]
    [InlineData("sandbox.yaml", "Sandbox__Ports__His", "Sandbox__Ports__Hospital",
        "sandbox: setting Sandbox__Ports__His is in Topology.cs and not in the chart.")]
    [InlineData("migrations.yaml", "mobilepay_{{ $name }}", "{{ $name }}",
        "payments: the database is mobilepay_payments in Topology.cs, payments in the chart.")]
    public async Task In_the_chart(string template, string taken, string put, string told)
    {
        var folder = Directory.CreateTempSubdirectory("mobilepay-chart-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(Helm.Chart, "*", SearchOption.AllDirectories))
            {
                var text = await File.ReadAllTextAsync(file);
                var copy = Path.Combine(folder, Path.GetRelativePath(Helm.Chart, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                if (Path.GetFileName(file) == template)
                    text.ShouldContain(taken);
                await File.WriteAllTextAsync(copy, Path.GetFileName(file) == template ? text.Replace(taken, put) : text);
            }

            var answer = await Helm.TemplateOf(folder, Helm.Values("sandbox"));
            answer.IsSuccess.ShouldBeTrue(answer.Errors);

            (await FromTopology.Read(Topology.Whole)).DifferencesFrom(FromChart.Read(Release.Read(answer.Output)))
                .ShouldContain(told);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("prescriptions", "prescriptions: call hissync is in apphost.cs and not in Topology.cs.")]
    [InlineData("payments", "payments: the database is none in Topology.cs, mobilepay_payments in apphost.cs.")]
    [InlineData("hissync", "hissync: setting His__Hospitals__0__Id is in apphost.cs and not in Topology.cs.")]
    [InlineData("patientweb", "patientweb: setting Patient__PublicUrl is in apphost.cs and not in Topology.cs.")]
    public async Task In_the_local_host(string bare, string told)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "aspire", "apphost.cs"));
        var planted = new Topology([.. Topology.Whole.Services.Select(service =>
            service.Name == bare ? new Service(service.Name, service.Project, service.PortOffset) : service)]);

        (await FromTopology.Read(planted)).DifferencesFrom(FromAppHost.Read(text)).ShouldContain(told);
    }

    [Fact]
    public async Task A_whole_service_of_the_local_host()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "aspire", "apphost.cs"));
        var planted = new Topology([.. Topology.Whole.Services.Where(service => service.Name != "sandbox")]);

        (await FromTopology.Read(planted)).DifferencesFrom(FromAppHost.Read(text))
            .ShouldContain("service sandbox is in apphost.cs and not in Topology.cs.");
    }
}
