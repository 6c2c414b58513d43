using System.Diagnostics;
using System.Net.Http.Headers;
using System.Reflection;
using Polly;
using Refit;

namespace MobilePay.BankSettlement.Clients;

/// <summary>The lines to channels, the same for all of them.</summary>
internal static class ChannelNetwork
{
    public static readonly ProductInfoHeaderValue UserAgent =
        new("MobilePay", typeof(ChannelNetwork).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
            .InformationalVersion.Split('+')[0] ?? "0");

    /// <summary>
    /// Cut, refused connection, bad signature, over time, breaker open: the call may or may not have had its effect.
    /// </summary>
    public static bool IsSilence(Exception broken, CancellationToken stop) =>
        broken is ApiRequestException or HttpRequestException or IOException or ExecutionRejectedException
        || (broken is OperationCanceledException && !stop.IsCancellationRequested);

    /// <summary>Connections that follow a channel's changes of address, obey no redirect, and tell nobody our traces.</summary>
    public static SocketsHttpHandler Connect() => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectTimeout = TimeSpan.FromSeconds(3),
        MaxConnectionsPerServer = 200,
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };
}
