using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MobilePay.LocalHost.Install;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>A real SSH server on a free port, with keys of its own, behind which lies a bank's folder of statements.</summary>
internal sealed class BanksFolder : IAsyncDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("mobilepay-sftp-");
    private Process? server;

    public int Port { get; } = FreePort();

    /// <summary>What the bank drops its files into.</summary>
    public string Files => Path.Combine(home.FullName, "out");

    /// <summary>As ssh-keygen -l shows it.</summary>
    public string HostKey { get; private set; } = "";

    public string PrivateKeyPem => File.ReadAllText(InHome("client"));

    public static async Task<BanksFolder> Start()
    {
        var folder = new BanksFolder();
        var sshd = await SshServerInstall.Ensure();
        Directory.CreateDirectory(folder.Files);
        foreach (var key in (string[])["host", "client"])
            await Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.InHome(key));
        File.Copy(folder.InHome("client.pub"), folder.InHome("authorized_keys"));
        folder.HostKey = (await Run("ssh-keygen", "-l", "-f", folder.InHome("host.pub"))).Split(' ')[1];
        await File.WriteAllTextAsync(folder.InHome("sshd_config"), string.Create(CultureInfo.InvariantCulture, $"""
            Port {folder.Port}
            ListenAddress 127.0.0.1
            HostKey {folder.InHome("host")}
            AuthorizedKeysFile {folder.InHome("authorized_keys")}
            PidFile {folder.InHome("sshd.pid")}
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            Subsystem sftp internal-sftp

            """));

        // sshd wants this folder although nobody is ever shut into it here.
        Directory.CreateDirectory("/run/sshd");
        folder.server = Process.Start(new ProcessStartInfo(sshd, ["-D", "-e", "-f", folder.InHome("sshd_config")])
        {
            RedirectStandardError = true,
        })!;
        folder.server.BeginErrorReadLine();
        await folder.WaitUntilItListens();
        return folder;
    }

    public string Drop(string name, string content)
    {
        var file = Path.Combine(Files, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
        }

        home.Delete(recursive: true);
    }

    private string InHome(string name) => Path.Combine(home.FullName, name);

    private async Task WaitUntilItListens()
    {
        for (var tries = 0; tries < 100; tries++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                server!.HasExited.ShouldBeFalse("sshd did not stay");
                await Task.Delay(50);
            }
        }

        throw new TimeoutException("sshd does not listen.");
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, program);
        return output;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
