using Microsoft.Extensions.Options;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>All our applications at Alipay, made at start and kept.</summary>
internal sealed class AlipayMerchants : IDisposable
{
    private readonly Dictionary<string, AlipayMerchant> byApp;
    private readonly Dictionary<string, AlipayMerchant> byHospital;
    private readonly SocketsHttpHandler network = ChannelNetwork.Connect();

    public AlipayMerchants(IOptions<AlipayOptions> options, TimeProvider clock, ILogger<AlipayMerchants> log)
    {
        byApp = options.Value.Merchants.ToDictionary(
            m => m.AppId, m => new AlipayMerchant(m, options.Value, network, clock, log));
        Files = new HttpClient(network, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        byHospital = byApp.Values.ToDictionary(m => m.Options.HospitalId);
    }

    public IEnumerable<AlipayMerchant> All => byApp.Values;

    /// <summary>A plain line for files: nothing is signed there.</summary>
    public HttpClient Files { get; }

    public AlipayMerchant? App(string appId) => byApp.GetValueOrDefault(appId);

    public AlipayMerchant? Of(string hospitalId) => byHospital.GetValueOrDefault(hospitalId);

    public void Dispose()
    {
        foreach (var merchant in byApp.Values)
            merchant.Dispose();
        Files.Dispose();
        network.Dispose();
    }
}
