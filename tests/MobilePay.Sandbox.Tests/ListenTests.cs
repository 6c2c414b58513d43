using System.Net;
using System.Net.Sockets;

namespace MobilePay.Sandbox.Tests;

public sealed class ListenTests
{
    [Theory]
    [InlineData(false, "http://localhost:")]
    [InlineData(true, "http://[::]:")]
    public async Task Other_machines_reach_it_only_when_it_is_told_to(bool isTold, string address)
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-listens-").FullName;
        string[] ports = [.. new[] { "People", "WeChat", "Alipay", "Bank", "His" }
            .Zip(FreePorts(5), (name, port) => $"--Sandbox:Ports:{name}={port}")];
        await using var sandbox = SandboxApp.Build([
            "--Logging:LogLevel:Default=Error", "--Sandbox:WeChatAppSecret=app-secret-of-tests", .. ports,
            $"--Sandbox:Directory={folder}", $"--Sandbox:ListenBeyondThisMachine={isTold}"]);

        await sandbox.StartAsync();
        try
        {
            sandbox.Urls.Count.ShouldBe(5);
            sandbox.Urls.ShouldAllBe(url => url.StartsWith(address));
        }
        finally
        {
            await sandbox.StopAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var free = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Stop());
        return free;
    }
}
