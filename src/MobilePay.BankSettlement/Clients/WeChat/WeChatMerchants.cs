using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>All our merchant numbers at WeChat Pay, made at start and kept.</summary>
internal sealed class WeChatMerchants : IDisposable
{
    private readonly Dictionary<string, WeChatMerchant> byNumber;
    private readonly Dictionary<string, WeChatMerchant> byHospital;
    private readonly SocketsHttpHandler network = Network();

    public WeChatMerchants(IOptions<WeChatOptions> options, TimeProvider clock)
    {
        byNumber = options.Value.Merchants.ToDictionary(m => m.MchId, m => new WeChatMerchant(m, options.Value, network, clock));
        byHospital = byNumber.Values.ToDictionary(m => m.Options.HospitalId);
    }

    public WeChatMerchant? Numbered(string mchId) => byNumber.GetValueOrDefault(mchId);

    public WeChatMerchant? Of(string hospitalId) => byHospital.GetValueOrDefault(hospitalId);

    public void Dispose()
    {
        foreach (var merchant in byNumber.Values)
            merchant.Dispose();
        network.Dispose();
    }

    /// <summary>Connections that follow WeChat's changes of address, obey no redirect, and tell nobody our trace ids.</summary>
    public static SocketsHttpHandler Network() => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectTimeout = TimeSpan.FromSeconds(3),
        MaxConnectionsPerServer = 200,
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };
}
