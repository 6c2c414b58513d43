using k8s;
using k8s.Models;
using MobilePay.Charts.Tests.Support;

namespace MobilePay.Charts.Tests;

/// <summary>What helm makes of the chart is whole, known to Kubernetes, and nothing besides.</summary>
public sealed class RenderTests
{
    public static TheoryData<string> EveryValueFile => Release.EveryValueFile;

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task Helm_finds_nothing_to_complain_of(string values)
    {
        var answer = await Helm.Lint(Helm.Values(values));

        answer.IsSuccess.ShouldBeTrue(answer.Output + answer.Errors);
    }

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task Every_object_is_one_that_Kubernetes_knows_to_the_last_member(string values)
    {
        var release = await Release.Of(values);

        release.Objects.Count.ShouldBeGreaterThan(20);
        release.Objects.Select(o => o.GetType().Name).Distinct().Except([
            nameof(V1Deployment), nameof(V1Service), nameof(V1Job), nameof(V1Ingress), nameof(V1PodDisruptionBudget),
            nameof(V1PersistentVolumeClaim), nameof(V1ServiceAccount)]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_member_that_Kubernetes_does_not_know_would_be_noticed()
    {
        var answer = await Helm.Template(Helm.Values("small-clinic"));
        var misspelt = answer.Output.Replace("readOnlyRootFilesystem", "readOnlyRootFileSystem", StringComparison.Ordinal);
        misspelt.ShouldNotBe(answer.Output);

        Should.Throw<YamlDotNet.Core.YamlException>(() => Release.Read(misspelt));
    }

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task Every_object_has_a_name_of_its_own_in_the_namespace_of_the_release(string values)
    {
        var release = await Release.Of(values);
        var objects = release.Objects.Cast<IKubernetesObject<V1ObjectMeta>>().ToList();

        objects.Select(o => $"{o.Kind} {o.Name()}").ShouldBeUnique();
        objects.ShouldAllBe(o => o.Namespace() == "pay");
        objects.ShouldAllBe(o => o.Name().Length <= 63);
        objects.ShouldAllBe(o => o.Labels()["app.kubernetes.io/instance"] == "trial");
    }

    [Fact]
    public async Task The_sandbox_is_there_only_when_asked_for()
    {
        (await Release.Of("small-clinic")).Deployments.ShouldAllBe(d => !d.Name().Contains("sandbox"));
        (await Release.Of("sandbox")).Deployments.ShouldContain(d => d.Name() == "pay-sandbox");
    }

    [Fact]
    public async Task A_region_gets_its_replicas_its_images_and_its_budgets()
    {
        var region = await Release.Of("region");

        region.Deployments.Single(d => d.Name() == "pay-payments").Spec.Replicas.ShouldBe(3);
        region.Container("payments").Image.ShouldBe("registry.example.com/mobilepay/mobilepay-payments:0.1.0-rc.2");
        region.Container("hissync").Image.ShouldBe("registry.example.com/mobilepay/mobilepay-hissync:0.1.0-rc.1");
        region.Container("gateway").Image
            .ShouldBe("registry.example.com/mobilepay/mobilepay-gateway@sha256:" + new string('0', 63) + "1");
        region.Budgets.Select(b => b.Name()).ShouldBe(["pay-gateway", "pay-patientweb", "pay-payments"], ignoreOrder: true);
        region.Jobs.Single(j => j.Name() == "pay-migrate-payments").Spec.Template.Spec.Containers.Single().Image
            .ShouldBe(region.Container("payments").Image);
    }

    [Fact]
    public async Task A_volume_for_one_node_is_never_wanted_by_two_pods_at_once()
    {
        var clinic = await Release.Of("small-clinic");
        var region = await Release.Of("region");

        clinic.Claims.Single().Spec.AccessModes.ShouldBe(["ReadWriteOnce"]);
        clinic.Deployments.Single(d => d.Name().EndsWith("patientweb", StringComparison.Ordinal)).Spec.Strategy.Type
            .ShouldBe("Recreate");
        region.Claims.Single(c => c.Name() == "pay-patientweb-keys").Spec.AccessModes.ShouldBe(["ReadWriteMany"]);
        region.Deployments.Single(d => d.Name() == "pay-patientweb").Spec.Strategy.Type.ShouldBe("RollingUpdate");
    }
}
