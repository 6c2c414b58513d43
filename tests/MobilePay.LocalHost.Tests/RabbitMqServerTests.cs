using System.Net;
using System.Net.NetworkInformation;
using System.Text;
using MobilePay.LocalHost.Servers;
using MobilePay.LocalHost.Tests.Support;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace MobilePay.LocalHost.Tests;

public sealed class RabbitMqServerTests : IDisposable
{
    private readonly TrialFolder folder = new();

    private ServerOptions Options => new() { Folder = folder.Path, Port = Ports.Free(), DistributionPort = Ports.Free() };

    [Fact]
    public async Task A_confirmed_message_is_there_after_a_restart_on_another_port()
    {
        await using (var first = await RabbitMqServer.Start(Options))
        {
            await using var connection = await Connect(first.AmqpUri);
            var confirms = new CreateChannelOptions(
                publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
            await using var channel = await connection.CreateChannelAsync(confirms);
            await channel.QueueDeclareAsync("kept", durable: true, exclusive: false, autoDelete: false,
                arguments: new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
            await channel.BasicPublishAsync("", "kept", Encoding.UTF8.GetBytes("paid"));
        }

        await using var second = await RabbitMqServer.Start(Options);
        await using var again = await Connect(second.AmqpUri);
        await using var reader = await again.CreateChannelAsync();
        var message = await reader.BasicGetAsync("kept", autoAck: true);
        Encoding.UTF8.GetString(message!.Body.Span).ShouldBe("paid");
    }

    [Fact]
    public async Task It_knows_no_guest_listens_on_this_machine_only_and_leaves_no_process()
    {
        var options = Options;
        var rabbitMq = await RabbitMqServer.Start(options);
        int[] ports = [options.Port, options.DistributionPort];

        await Should.ThrowAsync<BrokerUnreachableException>(() => Connect($"amqp://guest:guest@127.0.0.1:{rabbitMq.Port}/"));
        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(end => ports.Contains(end.Port)).ToList();
        listening.Count.ShouldBe(2);
        listening.ShouldAllBe(end => IPAddress.IsLoopback(end.Address));
        Proc.EffectiveUserOf(rabbitMq.Pid).ShouldNotBe(0);
        Proc.SpeakingOf(folder.Path).ShouldContain(rabbitMq.Pid);

        await rabbitMq.DisposeAsync();
        Proc.SpeakingOf(folder.Path).ShouldBeEmpty();
    }

    public void Dispose() => folder.Dispose();

    private static Task<IConnection> Connect(string uri) => new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync();
}
