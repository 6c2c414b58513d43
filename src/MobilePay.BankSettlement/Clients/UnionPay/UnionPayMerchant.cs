using Microsoft.Extensions.Options;
using Refit;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>One merchant number with its keys and certificates, imported once, and its own line to UnionPay.</summary>
internal sealed class UnionPayMerchant : IDisposable
{
    private const string ProductionHost = "gateway.95516.com";
    private const string ProductionFiles = "https://filedownload.95516.com";

    /// <summary>Base64 of a packed file of some hundred thousand payments.</summary>
    private const int LongestFile = 32 << 20;
    private const string UnionPayName = "中国银联股份有限公司";
    private readonly HttpClient client;
    private readonly HttpClient files;

    public UnionPayMerchant(BankMerchantOptions options, BankOptions bank, HttpMessageHandler network, TimeProvider clock)
    {
        Options = options;
        var isProduction = new Uri(bank.BaseUrl).Host == ProductionHost;
        PrivateKey = RsaKey.Private(options.PrivateKeyPem);
        Certificates = new(options.AcquirerCertPem, bank.SignerName ?? (isProduction ? UnionPayName : null));
        Cipher = UnionPayCipher.Of(options);
        NotifyUrl = $"{bank.NotifyUrl!.TrimEnd('/')}/{options.MerId}";

        // From outside to inside: time limit and breaker, then the answer's signature, then ours.
        var signing = new SignForms(this) { InnerHandler = network };
        var verifying = new VerifyForms(this, clock) { InnerHandler = signing };
        var limits = new ChannelLimits(bank.CallWithin, IsQuery) { InnerHandler = verifying };
        client = new HttpClient(limits, disposeHandler: false)
        {
            BaseAddress = new Uri(bank.BaseUrl),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        Line = RestService.For<IUnionPay>(client);

        // A file stands in the signed answer itself, which is as long as the file, and takes its time.
        var verifyingFiles = new VerifyForms(this, clock, LongestFile) { InnerHandler = signing };
        files = new HttpClient(verifyingFiles, disposeHandler: false)
        {
            BaseAddress = new Uri(bank.FileUrl ?? (isProduction ? ProductionFiles : bank.BaseUrl)),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        Files = RestService.For<IUnionPayFiles>(files);
    }

    public BankMerchantOptions Options { get; }
    public RsaKey PrivateKey { get; }
    public UnionPayCertificates Certificates { get; }
    public UnionPayCipher Cipher { get; }
    public string NotifyUrl { get; }
    public IUnionPay Line { get; }
    public IUnionPayFiles Files { get; }

    // A code or a payment must never go out twice behind our back.
    private static bool IsQuery(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath.EndsWith(IUnionPay.QueryPath, StringComparison.Ordinal);

    public void Dispose()
    {
        client.Dispose();
        files.Dispose();
        PrivateKey.Dispose();
        Certificates.Dispose();
        Cipher.Dispose();
    }
}

/// <summary>All our merchant numbers at UnionPay, made at start and kept.</summary>
internal sealed class UnionPayMerchants : IDisposable
{
    private readonly Dictionary<string, UnionPayMerchant> byNumber;
    private readonly Dictionary<string, UnionPayMerchant> byHospital;
    private readonly SocketsHttpHandler network = ChannelNetwork.Connect();

    public UnionPayMerchants(IOptions<BankOptions> options, TimeProvider clock)
    {
        byNumber = options.Value.Merchants.ToDictionary(
            m => m.MerId, m => new UnionPayMerchant(m, options.Value, network, clock));
        byHospital = byNumber.Values.ToDictionary(m => m.Options.HospitalId);
    }

    public IEnumerable<UnionPayMerchant> All => byNumber.Values;

    public UnionPayMerchant? Numbered(string merId) => byNumber.GetValueOrDefault(merId);

    public UnionPayMerchant? Of(string hospitalId) => byHospital.GetValueOrDefault(hospitalId);

    public void Dispose()
    {
        foreach (var merchant in byNumber.Values)
            merchant.Dispose();
        network.Dispose();
    }
}
