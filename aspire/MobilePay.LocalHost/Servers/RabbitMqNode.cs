using System.Globalization;
using MobilePay.LocalHost.Processes;

namespace MobilePay.LocalHost.Servers;

/// <summary>The files of one RabbitMQ node and the command that serves them, apart from any node of the system's.</summary>
internal sealed class RabbitMqNode(string folder, string mark, int port, int distributionPort, string? user)
{
    private string Configuration => Path.Combine(folder, "rabbitmq.conf");

    private string Plugins => Path.Combine(folder, "enabled_plugins");

    // Queues are kept under the node's name, so it must not change with the port or the folder's place.
    private string Name => $"mobilepay-{mark}@localhost";

    public async Task WriteConfiguration(CancellationToken stop)
    {
        var lines = $"""
            listeners.tcp.1 = 127.0.0.1:{port}
            log.console = true
            log.console.level = info
            log.file = false
            disk_free_limit.absolute = 200MB

            """;
        await WriteFor(Configuration, lines, stop);
        await WriteFor(Plugins, "[].\n", stop);
        await WriteFor(Path.Combine(folder, "rabbitmq-env.conf"), "", stop);
    }

    public ChildCommand Command(string program, string log, string defaultUser, string password) => new(
        "rabbitmq", program, [], log)
    {
        WorkingDirectory = "/",
        User = user,
        Environment = new Dictionary<string, string?>
        {
            ["HOME"] = folder,
            ["RABBITMQ_NODENAME"] = Name,
            ["RABBITMQ_BASE"] = folder,
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_CONFIG_FILE"] = Configuration,
            ["RABBITMQ_CONFIG_FILES"] = Path.Combine(folder, "conf.d"),
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(folder, "advanced.config"),
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(folder, "rabbitmq-env.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Plugins,
            ["RABBITMQ_PID_FILE"] = Path.Combine(folder, "rabbitmq.pid"),
            ["RABBITMQ_DIST_PORT"] = distributionPort.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_NODE_PORT"] = null,
            ["RABBITMQ_NODE_IP_ADDRESS"] = null,
            ["RABBITMQ_DEFAULT_USER"] = defaultUser,
            ["RABBITMQ_DEFAULT_PASS"] = password,
            // The shell's own job control would put the broker behind a second process; exec keeps one.
            ["RABBITMQ_ALLOW_INPUT"] = "true",
            // Idle schedulers spin by default, which other processes on a small machine pay for.
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
                "-noinput -kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["LC_ALL"] = "C.UTF-8",
        },
    };

    private async Task WriteFor(string file, string content, CancellationToken stop)
    {
        string[] owner = user is null ? [] : ["-o", user];
        await Commands.Require($"write {file}", "install", ["-m", "600", .. owner, "/dev/stdin", file], stop, content);
    }
}
