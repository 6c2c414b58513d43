using System.Text.RegularExpressions;
using MobilePay.Charts.Tests.Support;
using MobilePay.Charts.Tests.Topologies;
using MobilePay.LocalHost;

namespace MobilePay.Charts.Tests;

/// <summary>Three ways to run one platform: on one machine, by Aspire, on Kubernetes. They say the same.</summary>
public sealed class TopologyTests
{
    private static string AppHostText => File.ReadAllText(Path.Combine(Repository.Root, "aspire", "apphost.cs"));

    [Fact]
    public async Task The_app_host_declares_what_the_local_host_does() =>
        (await FromTopology.Read(Topology.Whole)).DifferencesFrom(FromAppHost.Read(AppHostText)).ShouldBeEmpty();

    [Fact]
    public async Task The_chart_declares_what_the_local_host_does() =>
        (await FromTopology.Read(Topology.Whole)).DifferencesFrom(await Chart()).ShouldBeEmpty();

    [Fact]
    public async Task The_chart_declares_what_the_app_host_does() =>
        FromAppHost.Read(AppHostText).DifferencesFrom(await Chart()).ShouldBeEmpty();

    [Fact]
    public async Task Each_reader_sees_the_platform()
    {
        foreach (var platform in await All())
        {
            platform.Services.Count.ShouldBe(9, platform.Way);
            platform.Services.Sum(service => service.Calls.Count).ShouldBeGreaterThanOrEqualTo(16, platform.Way);
            platform.Services.Count(service => service.Database is not null).ShouldBe(6, platform.Way);
            platform.Services.Single(service => service.Name == "banksettlement").Settings.Count
                .ShouldBeGreaterThan(30, platform.Way);
            platform.Services.Single(service => service.Name == "payments").Connections
                .ShouldBe(["ConnectionStrings__paymentsdb", "ConnectionStrings__rabbitmq"], ignoreOrder: true, platform.Way);
        }
    }

    [Fact]
    public async Task No_difference_is_called_intended_that_is_none() =>
        IntendedDifferences.NotFoundIn(await All()).ShouldBeEmpty();

    [Fact]
    public async Task Addresses_of_ours_that_others_are_told_end_alike()
    {
        var chart = await Release.Of("sandbox");
        var addresses =
            (from service in Topology.Whole.Services
             from setting in service.Settings.Concat(service.SandboxSettings)
             let tail = Regex.Match(setting.Value, @"^\{url:\w+\}(/.+)$").Groups[1].Value
             where tail.Length > 0
             select (service.Name, Setting: setting.Key, Tail: tail)).ToList();

        addresses.Count.ShouldBeGreaterThan(6);
        foreach (var (service, setting, tail) in addresses)
        {
            chart.Container(service).Env.Single(variable => variable.Name == setting).Value.ShouldEndWith(tail);
            AppHostText.Split('\n').Single(line => line.Contains($"\"{setting}\"", StringComparison.Ordinal))
                .ShouldContain(tail + "\"");
        }
    }

    [Fact]
    public void The_app_host_names_the_projects_of_the_services()
    {
        var included = Regex.Matches(AppHostText, @"^#:project \.\./src/(\S+)/\1\.csproj$", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value).ToList();

        included.ShouldBe(Topology.Whole.Services.Select(service => service.Project), ignoreOrder: true);
        included.ShouldAllBe(project => File.Exists(Path.Combine(Repository.Root, "src", project, project + ".csproj")));
        FromAppHost.Projects(AppHostText).ShouldBe(
            Topology.Whole.Services.ToDictionary(s => s.Name, s => s.Project.Replace('.', '_')), ignoreOrder: true);
    }

    [Fact]
    public void Nothing_that_is_built_here_needs_Aspire()
    {
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "aspire"), "*.csproj").ShouldBeEmpty();
        Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "Directory.Packages.props"))
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"Include=""Aspire\.|Sdk=""Aspire\.")).ShouldBeEmpty();
        File.ReadAllText(Path.Combine(Repository.Root, "aspire.config.json")).ShouldContain("\"aspire/apphost.cs\"");
    }

    private static async Task<Platform> Chart() => FromChart.Read(await Release.Of("sandbox"));

    private static async Task<IReadOnlyList<Platform>> All() =>
        [await FromTopology.Read(Topology.Whole), FromAppHost.Read(AppHostText), await Chart()];
}
