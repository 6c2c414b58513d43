using k8s.Models;
using MobilePay.Charts.Tests.Support;

namespace MobilePay.Charts.Tests;

/// <summary>What every pod is held to, whatever the values.</summary>
public sealed class PodTests
{
    public static TheoryData<string> EveryValueFile => Release.EveryValueFile;

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task No_pod_may_more_than_the_restricted_profile_allows(string values)
    {
        foreach (var (owner, pod) in (await Release.Of(values)).Pods)
        {
            pod.Spec.SecurityContext.RunAsNonRoot.ShouldBe(true, owner);
            pod.Spec.SecurityContext.RunAsUser.ShouldBe(1654, owner);
            pod.Spec.SecurityContext.SeccompProfile.Type.ShouldBe("RuntimeDefault", owner);
            pod.Spec.AutomountServiceAccountToken.ShouldBe(false, owner);
            pod.Spec.EnableServiceLinks.ShouldBe(false, owner);
            pod.Spec.HostNetwork.ShouldBeNull(owner);
            pod.Spec.Volumes.ShouldAllBe(volume => volume.HostPath == null);
            foreach (var container in pod.Spec.Containers)
            {
                container.SecurityContext.AllowPrivilegeEscalation.ShouldBe(false, owner);
                container.SecurityContext.ReadOnlyRootFilesystem.ShouldBe(true, owner);
                container.SecurityContext.RunAsNonRoot.ShouldBe(true, owner);
                container.SecurityContext.Capabilities.Drop.ShouldBe(["ALL"], owner);
                container.SecurityContext.Capabilities.Add.ShouldBeNull(owner);
                container.VolumeMounts.ShouldContain(mount => mount.MountPath == "/tmp", owner);
            }
        }
    }

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task Every_container_says_what_it_needs_and_what_it_may_take(string values)
    {
        foreach (var (owner, pod) in (await Release.Of(values)).Pods)
            foreach (var container in pod.Spec.Containers)
            {
                container.Resources.Requests.Keys.ShouldBe(["cpu", "memory"], ignoreOrder: true, owner);
                container.Resources.Limits.Keys.ShouldContain("memory", owner);
                container.Resources.Limits["memory"].ToDecimal()
                    .ShouldBeGreaterThanOrEqualTo(container.Resources.Requests["memory"].ToDecimal(), owner);
            }
    }

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task Every_service_is_asked_whether_it_lives_and_whether_it_is_ready(string values)
    {
        foreach (var deployment in (await Release.Of(values)).Deployments)
        {
            var container = deployment.Spec.Template.Spec.Containers.Single();
            var health = container.Ports.Single(port => port.Name == "http");

            foreach (var probe in new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe })
                probe.HttpGet.Port.Value.ShouldBe("http", deployment.Name());
            container.StartupProbe.HttpGet.Path.ShouldBe("/health/live");
            container.LivenessProbe.HttpGet.Path.ShouldBe("/health/live");
            container.ReadinessProbe.HttpGet.Path.ShouldBe("/health/ready");
            if (!deployment.Name().EndsWith("sandbox", StringComparison.Ordinal))
                ValueOf(container, "ASPNETCORE_URLS").ShouldBe($"http://*:{health.ContainerPort}", deployment.Name());
        }
    }

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task Secrets_come_by_reference_and_never_as_values(string values)
    {
        string[] secret = ["Secret", "Password", "Pem", "ApiV3Key", "ConnectionStrings", "PersonalData", "_HEADERS"];
        var release = await Release.Of(values);

        foreach (var (owner, pod) in release.Pods)
            foreach (var variable in pod.Spec.Containers.SelectMany(container => container.Env))
                if (secret.Any(word => variable.Name.Contains(word, StringComparison.Ordinal)))
                {
                    variable.Value.ShouldBeNull($"{owner}: {variable.Name}");
                    variable.ValueFrom.SecretKeyRef.Name.ShouldNotBeNullOrEmpty(owner);
                    variable.ValueFrom.SecretKeyRef.Key.ShouldNotBeNullOrEmpty(owner);
                }

        release.Objects.OfType<V1Secret>().ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task No_variable_is_set_twice(string values)
    {
        foreach (var (_, pod) in (await Release.Of(values)).Pods)
            pod.Spec.Containers.Single().Env.Select(variable => variable.Name).ShouldBeUnique();
    }

    [Fact]
    public async Task A_pod_has_the_time_to_end_what_it_has_begun()
    {
        foreach (var deployment in (await Release.Of("small-clinic")).Deployments)
        {
            var pod = deployment.Spec.Template.Spec;
            var pause = pod.Containers.Single().Lifecycle.PreStop.Sleep.Seconds;

            // A service takes at most 25 seconds to stop.
            (pod.TerminationGracePeriodSeconds - pause).ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(25);
        }
    }

    [Theory, MemberData(nameof(EveryValueFile))]
    public async Task Databases_are_brought_up_to_date_by_jobs_before_the_services_start(string values)
    {
        var release = await Release.Of(values);
        var withDatabase = release.Deployments
            .Where(d => d.Spec.Template.Spec.Containers.Single().Env.Any(v => v.Name == "Database__MigrateAtStart"))
            .Select(d => d.Labels()["app.kubernetes.io/component"]);

        release.Jobs.Select(job => job.Labels()["app.kubernetes.io/component"]["migrate-".Length..])
            .ShouldBe(withDatabase, ignoreOrder: true);
        foreach (var job in release.Jobs)
        {
            job.Annotations()["helm.sh/hook"].ShouldBe("pre-install,pre-upgrade");
            job.Annotations()["helm.sh/hook-weight"].ShouldBe("-5");
            job.Annotations()["helm.sh/hook-delete-policy"].ShouldBe("before-hook-creation,hook-succeeded");
            job.Spec.ActiveDeadlineSeconds.ShouldNotBeNull();
            job.Spec.Template.Spec.RestartPolicy.ShouldBe("Never");
            job.Spec.Template.Spec.Containers.Single().Args.ShouldBe(["migrate"]);

            // The release's own account is not there yet when the hook runs.
            job.Spec.Template.Spec.ServiceAccountName.ShouldBeNull();
        }
    }

    private static string ValueOf(V1Container container, string name) =>
        container.Env.Single(variable => variable.Name == name).Value;
}
