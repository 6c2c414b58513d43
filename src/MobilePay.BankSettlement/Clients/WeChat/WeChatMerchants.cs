using Microsoft.Extensions.Options;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>All our merchant numbers at WeChat Pay, made at start and kept.</summary>
internal sealed class WeChatMerchants : IDisposable
{
    private readonly Dictionary<string, WeChatMerchant> byNumber;
    private readonly Dictionary<string, WeChatMerchant> byHospital;
    private readonly SocketsHttpHandler network = ChannelNetwork.Connect();

    public WeChatMerchants(IOptions<WeChatOptions> options, TimeProvider clock)
    {
        byNumber = options.Value.Merchants.ToDictionary(m => m.MchId, m => new WeChatMerchant(m, options.Value, network, clock));
        byHospital = byNumber.Values.ToDictionary(m => m.Options.HospitalId);
    }

    public IEnumerable<WeChatMerchant> All => byNumber.Values;

    public WeChatMerchant? Numbered(string mchId) => byNumber.GetValueOrDefault(mchId);

    public WeChatMerchant? Of(string hospitalId) => byHospital.GetValueOrDefault(hospitalId);

    public void Dispose()
    {
        foreach (var merchant in byNumber.Values)
            merchant.Dispose();
        network.Dispose();
    }
}
