using CliWrap;
using CliWrap.Buffered;
using MobilePay.LocalHost;

namespace MobilePay.Charts.Tests.Support;

/// <summary>What helm said: objects or a refusal.</summary>
internal sealed record HelmAnswer(bool IsSuccess, string Output, string Errors);

/// <summary>The real Helm over the chart of this repository, without a cluster.</summary>
internal static class Helm
{
    private static readonly Lazy<Task<string>> Program = new(() => HelmInstall.Ensure());

    public static string Chart => Path.Combine(Repository.Root, "charts", "mobilepay");

    /// <summary>A value file of the chart's own ci folder.</summary>
    public static string Values(string name) => Path.Combine(Chart, "ci", name + "-values.yaml");

    public static Task<HelmAnswer> Lint(string values) => Run("lint", "--strict", Chart, "--values", values);

    /// <param name="values">Value files, the later ones over the earlier.</param>
    public static Task<HelmAnswer> Template(params string[] values) => TemplateOf(Chart, values);

    public static Task<HelmAnswer> TemplateOf(string chart, params string[] values) =>
        Run(["template", "trial", chart, "--namespace", "pay", .. values.SelectMany(file => new[] { "--values", file })]);

    /// <summary>Like <see cref="Template"/>, with one value more, in YAML.</summary>
    public static async Task<HelmAnswer> TemplateWith(string values, string more)
    {
        var file = Path.Combine(Path.GetTempPath(), $"mobilepay-values-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, more);
        try
        {
            return await Template(values, file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<HelmAnswer> Run(params string[] arguments)
    {
        var program = await Program.Value;
        var home = Path.GetDirectoryName(program)!;
        var answer = await Cli.Wrap(program)
            .WithArguments(arguments)
            .WithEnvironmentVariables(environment => environment
                .Set("HELM_CACHE_HOME", Path.Combine(home, "cache"))
                .Set("HELM_CONFIG_HOME", Path.Combine(home, "config"))
                .Set("HELM_DATA_HOME", Path.Combine(home, "data"))
                .Set("KUBECONFIG", "/dev/null"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        return new(answer.IsSuccess, answer.StandardOutput, answer.StandardError);
    }
}
