using k8s.Models;
using MobilePay.Charts.Tests.Support;

namespace MobilePay.Charts.Tests.Topologies;

/// <summary>The platform as the chart renders it.</summary>
internal static class FromChart
{
    private const string Component = "app.kubernetes.io/component";

    public static Platform Read(Release release) => new(IntendedDifferences.Chart,
        [.. release.Deployments.Select(deployment => DeclaredService.Of(
            deployment.Labels()[Component],
            DatabaseOf(release, deployment.Labels()[Component]),
            deployment.Spec.Template.Spec.Containers.Single().Env.Select(variable => variable.Name)))]);

    // The name is inside a secret; the job that brings the database up to date says it besides.
    private static string? DatabaseOf(Release release, string component) =>
        release.Jobs.SingleOrDefault(job => job.Labels()[Component] == "migrate-" + component)
            ?.Annotations()["mobilepay/database"];
}
