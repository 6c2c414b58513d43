using CliWrap;

namespace MobilePay.LocalHost;

internal static class ServiceBuild
{
    public static async Task Run(string log, IProgress<string> progress, CancellationToken stop)
    {
        progress.Report($"Building the services ({Repository.Configuration}).");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        await using var output = new FileStream(log, FileMode.Create, FileAccess.Write, FileShare.Read);
        var errors = new List<string>();

        // Build nodes that outlive the build would keep its output open, and be left behind when we stop.
        var build = Cli.Wrap("dotnet")
            .WithArguments(["build", Repository.ServicesFilter, "-c", Repository.Configuration, "-nologo", "-v", "minimal",
                "-nodeReuse:false", "-p:UseSharedCompilation=false"])
            .WithStandardOutputPipe(PipeTarget.Merge(PipeTarget.ToStream(output), PipeTarget.ToDelegate(Tell)))
            .WithStandardErrorPipe(PipeTarget.ToStream(output))
            .WithValidation(CommandResultValidation.None);
        if (!(await build.ExecuteAsync(stop)).IsSuccess)
            throw new CannotStartException($"The services do not build; all of it is in {log}."
                + string.Concat(errors.Distinct().Take(10).Select(error => Environment.NewLine + "  " + error)));

        void Tell(string line)
        {
            if (line.Contains(": error ", StringComparison.Ordinal))
                errors.Add(line.Trim());
            else if (line.IndexOf(" -> ", StringComparison.Ordinal) is > 0 and var arrow)
                progress.Report($"  built {line[..arrow].Trim()}");
        }
    }
}
