using System.Globalization;
using k8s.Models;
using MobilePay.Charts.Tests.Support;

namespace MobilePay.Charts.Tests;

/// <summary>Names, selectors and ports of different objects agree: what one points at is there.</summary>
public sealed class WiringTests
{
    public static TheoryData<string> EveryValueFile => Release.EveryValueFile;

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task A_deployment_selects_its_own_pods_and_no_others(string values)
    {
        var release = await Release.Of(values);

        foreach (var deployment in release.Deployments)
            release.Pods.Where(pod => IsSelected(deployment.Spec.Selector.MatchLabels, pod.Pod.Metadata.Labels))
                .Select(pod => pod.Owner).ShouldBe([deployment.Name()]);
    }

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task A_service_leads_to_the_named_port_of_one_deployment(string values)
    {
        var release = await Release.Of(values);

        foreach (var service in release.Services)
        {
            var pod = release.Pods.Single(candidate => IsSelected(service.Spec.Selector, candidate.Pod.Metadata.Labels)).Pod;
            var ports = pod.Spec.Containers.Single().Ports.Select(port => port.Name).ToList();
            service.Spec.Ports.ShouldAllBe(port => ports.Contains(port.TargetPort.Value));
        }
    }

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task Whoever_is_called_answers_at_that_name_and_port(string values)
    {
        var release = await Release.Of(values);
        var answering = release.Services
            .SelectMany(service => service.Spec.Ports.Select(port => $"http://{service.Name()}:{port.Port}")).ToList();

        var calls = release.Deployments.SelectMany(d => d.Spec.Template.Spec.Containers.Single().Env)
            .Where(variable => variable.Name.StartsWith("services__", StringComparison.Ordinal)).ToList();
        calls.Count.ShouldBeGreaterThan(10);
        calls.ShouldAllBe(variable => answering.Contains(variable.Value));
    }

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task The_three_zones_have_ports_and_services_of_their_own(string values)
    {
        var release = await Release.Of(values);
        var gateway = release.Container("gateway");

        gateway.Ports.Select(port => port.Name).ShouldBe(["http", "public", "hospital", "finance"], ignoreOrder: true);
        gateway.Ports.Select(port => port.ContainerPort).ShouldBeUnique();
        foreach (var (name, zone) in new[] { ("public", "Public"), ("hospital", "Hospital"), ("finance", "Finance") })
        {
            var port = gateway.Ports.Single(candidate => candidate.Name == name);
            gateway.Env.Single(variable => variable.Name == $"Gateway__Zones__{zone}__Port").Value
                .ShouldBe(port.ContainerPort.ToString(CultureInfo.InvariantCulture));

            // One zone a Service: who reaches the hospital's does not by that reach another.
            release.Services.Single(service => service.Name().EndsWith("-gateway-" + port.Name, StringComparison.Ordinal))
                .Spec.Ports.Single().TargetPort.Value.ShouldBe(port.Name);
        }
    }

    [Fact]
    public async Task The_finance_zone_is_not_opened_to_the_world_unasked()
    {
        var clinic = await Release.Of("small-clinic");

        clinic.Services.ShouldAllBe(service => service.Spec.Type == "ClusterIP");
        clinic.Ingresses.Single().Spec.Rules.Single().Http.Paths.Single().Backend.Service.Name
            .ShouldBe("trial-mobilepay-gateway-public");
    }

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task An_ingress_leads_to_a_port_that_its_service_has(string values)
    {
        var release = await Release.Of(values);

        foreach (var ingress in release.Ingresses)
        {
            var backend = ingress.Spec.Rules.Single().Http.Paths.Single().Backend.Service;
            release.Services.Single(service => service.Name() == backend.Name)
                .Spec.Ports.ShouldContain(port => port.Name == backend.Port.Name);
            foreach (var tls in ingress.Spec.Tls ?? [])
                tls.Hosts.ShouldBe([ingress.Spec.Rules.Single().Host]);
        }
    }

    [Fact]
    public async Task A_balancer_keeps_the_callers_address()
    {
        var region = await Release.Of("region");

        region.Services.Single(service => service.Spec.Type == "LoadBalancer").Spec.ExternalTrafficPolicy.ShouldBe("Local");
    }

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task Every_volume_and_account_a_pod_names_is_there(string values)
    {
        var release = await Release.Of(values);
        var claims = release.Claims.Select(claim => claim.Name()).ToList();

        foreach (var (_, pod) in release.Pods)
        {
            pod.Spec.Volumes.Where(volume => volume.PersistentVolumeClaim is not null)
                .ShouldAllBe(volume => claims.Contains(volume.PersistentVolumeClaim.ClaimName));
            pod.Spec.Containers.Single().VolumeMounts.Select(mount => mount.Name)
                .ShouldBe(pod.Spec.Volumes.Select(volume => volume.Name), ignoreOrder: true);
        }

        release.Deployments.Select(deployment => deployment.Spec.Template.Spec.ServiceAccountName).Distinct()
            .ShouldBe(release.Accounts.Select(account => account.Name()));
        release.Accounts.ShouldAllBe(account => account.AutomountServiceAccountToken == false);
    }

    [Fact]
    public async Task A_budget_guards_the_pods_of_its_service()
    {
        var region = await Release.Of("region");

        foreach (var budget in region.Budgets)
            region.Pods.Where(pod => IsSelected(budget.Spec.Selector.MatchLabels, pod.Pod.Metadata.Labels))
                .Select(pod => pod.Owner).ShouldBe([budget.Name()]);
    }

    private static bool IsSelected(IDictionary<string, string> selector, IDictionary<string, string> labels) =>
        selector.All(wanted => labels.TryGetValue(wanted.Key, out var found) && found == wanted.Value);
}
