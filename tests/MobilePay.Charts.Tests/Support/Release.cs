using System.Collections.Concurrent;
using k8s;
using k8s.Models;

namespace MobilePay.Charts.Tests.Support;

/// <summary>What helm renders, read by the Kubernetes client's own models: they take no member they do not know.</summary>
internal sealed class Release(IReadOnlyList<object> objects)
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Release>>> Rendered = new();

    public static TheoryData<string> EveryValueFile => ["small-clinic", "region", "sandbox"];

    public IReadOnlyList<V1Deployment> Deployments => [.. objects.OfType<V1Deployment>()];

    public IReadOnlyList<V1Service> Services => [.. objects.OfType<V1Service>()];

    public IReadOnlyList<V1Job> Jobs => [.. objects.OfType<V1Job>()];

    public IReadOnlyList<V1Ingress> Ingresses => [.. objects.OfType<V1Ingress>()];

    public IReadOnlyList<V1PodDisruptionBudget> Budgets => [.. objects.OfType<V1PodDisruptionBudget>()];

    public IReadOnlyList<V1PersistentVolumeClaim> Claims => [.. objects.OfType<V1PersistentVolumeClaim>()];

    public IReadOnlyList<V1ServiceAccount> Accounts => [.. objects.OfType<V1ServiceAccount>()];

    public IReadOnlyList<object> Objects => objects;

    /// <summary>Of deployments and jobs, by the name of what makes them.</summary>
    public IReadOnlyList<(string Owner, V1PodTemplateSpec Pod)> Pods =>
    [
        .. Deployments.Select(deployment => (deployment.Name(), deployment.Spec.Template)),
        .. Jobs.Select(job => (job.Name(), job.Spec.Template)),
    ];

    public V1Container Container(string component) =>
        Deployments.Single(deployment => deployment.Labels()["app.kubernetes.io/component"] == component)
            .Spec.Template.Spec.Containers.Single();

    public static Task<Release> Of(string values) => Rendered.GetOrAdd(values, name => new(() => Render(name))).Value;

    public static Release Read(string yaml) => new(KubernetesYaml.LoadAllFromString(yaml, strict: true));

    private static async Task<Release> Render(string values)
    {
        var answer = await Helm.Template(Helm.Values(values));
        answer.IsSuccess.ShouldBeTrue(answer.Errors);
        return Read(answer.Output);
    }
}
