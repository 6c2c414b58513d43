using System.CommandLine;

namespace MobilePay.LocalHost;

internal static class CommandLine
{
    private const int HighestBase = 65_535 - Ports.Span;

    private static readonly Option<int> PortBase = new("--port-base")
    {
        Description = $"The public zone's port; {Ports.Span} ports from here on are used",
        HelpName = "port",
        DefaultValueFactory = _ => 8080,
        Recursive = true,
    };

    private static readonly Option<DirectoryInfo?> Folder = new("--data")
    {
        Description = "Where databases, queues, logs and secrets are kept [default: .local in the repository]",
        HelpName = "folder",
        Recursive = true,
    };

    private static readonly Option<bool> Reset = new("--reset")
    {
        Description = "Start from empty databases, queues and sandbox books",
        Recursive = true,
    };

    private static readonly Option<bool> NoSandbox = new("--no-sandbox")
    {
        Description = "Leave out the stand-ins for HIS, WeChat Pay, Alipay and the bank; "
            + "their settings then come from the environment",
    };

    private static readonly Option<bool> NoBuild = new("--no-build")
    {
        Description = "Start the services as they were last built",
        Recursive = true,
    };

    public static RootCommand Build(Topology topology)
    {
        var root = new RootCommand(
            "Runs the whole of MobilePay on this machine: PostgreSQL, RabbitMQ, the services, and stand-ins for the "
            + "outside world. Ctrl-C stops all of it. ConnectionStrings__postgres and ConnectionStrings__rabbitmq in the "
            + "environment name servers to use instead of own ones.");
        foreach (var option in (Option[])[PortBase, Folder, Reset, NoSandbox, NoBuild])
            root.Options.Add(option);
        PortBase.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var port) && port is < 1024 or > HighestBase)
                result.AddError($"--port-base must be between 1024 and {HighestBase}.");
        });
        root.SetAction(parsed => LocalRun.UntilStopped(OptionsFrom(parsed, topology)));

        var demo = new Command("demo", "Start, walk prescriptions from the doctor's desk to equal books by every channel, "
            + "and stop; exit code 0 when every step held");

        // One payment's time runs out during the walk, and WeChat takes no order that ends within a minute.
        var hasty = topology.With("payments", "Payment__PayWithin", "00:01:03");
        demo.SetAction(parsed => LocalRun.Demo(OptionsFrom(parsed, hasty)));
        root.Subcommands.Add(demo);
        return root;
    }

    private static Func<LocalPlatformOptions> OptionsFrom(ParseResult parsed, Topology topology) => () => new LocalPlatformOptions
    {
        Folder = parsed.GetValue(Folder)?.FullName ?? Repository.DefaultFolder,
        PortBase = parsed.GetValue(PortBase),
        Reset = parsed.GetValue(Reset),
        HasSandbox = !parsed.GetValue(NoSandbox),
        Build = !parsed.GetValue(NoBuild),
        Topology = topology,
    };
}
