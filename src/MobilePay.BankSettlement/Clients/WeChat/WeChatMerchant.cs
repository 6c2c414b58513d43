using Refit;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>One merchant number with its keys, imported once, and its own line to WeChat Pay.</summary>
internal sealed class WeChatMerchant : IDisposable
{
    private static readonly RefitSettings Json = new(new SystemTextJsonContentSerializer(WeChatJson.Options));
    private readonly HttpClient client;

    public WeChatMerchant(WeChatMerchantOptions options, WeChatOptions wechat, HttpMessageHandler network, TimeProvider clock)
    {
        Options = options;
        PrivateKey = RsaKey.Private(options.PrivateKeyPem);
        PlatformKey = RsaKey.Public(options.PlatformPublicKeyPem);
        NotifyUrl = $"{wechat.NotifyUrl!.TrimEnd('/')}/{options.MchId}";

        // From outside to inside: time limit and breaker, then the answer's signature, then ours: a repeat is signed anew.
        var signing = new SignRequests(this, clock) { InnerHandler = network };
        var verifying = new VerifyAnswers(this, clock) { InnerHandler = signing };
        var limits = new ChannelLimits(wechat.CallWithin, request => request.Method == HttpMethod.Get)
        {
            InnerHandler = verifying,
        };
        client = new HttpClient(limits, disposeHandler: false)
        {
            BaseAddress = new Uri(wechat.BaseUrl),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        Pay = RestService.For<IWeChatPay>(client, Json);

        // Files are signed for as any call; the answer is not signed, and may take longer than one.
        Files = new HttpClient(signing, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public WeChatMerchantOptions Options { get; }
    public RsaKey PrivateKey { get; }
    public RsaKey PlatformKey { get; }
    public string NotifyUrl { get; }
    public IWeChatPay Pay { get; }
    public HttpClient Files { get; }

    public void Dispose()
    {
        client.Dispose();
        Files.Dispose();
        PrivateKey.Dispose();
        PlatformKey.Dispose();
    }
}
