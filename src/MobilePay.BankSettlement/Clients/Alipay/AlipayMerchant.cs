using Refit;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>One application with its keys, imported once, and its own line to Alipay.</summary>
internal sealed class AlipayMerchant : IDisposable
{
    private static readonly RefitSettings Json = new(new SystemTextJsonContentSerializer(AlipayJson.Options));
    private readonly RsaKey privateKey;
    private readonly HttpClient client;

    public AlipayMerchant(
        AlipayMerchantOptions options, AlipayOptions alipay, HttpMessageHandler network, TimeProvider clock, ILogger log)
    {
        Options = options;
        privateKey = RsaKey.Private(options.AppPrivateKeyPem);
        Keys = new AlipayKeys(options);
        NotifyUrl = $"{alipay.NotifyUrl!.TrimEnd('/')}/{options.AppId}";

        // From outside to inside: time limit and breaker, then the answer's signature, then ours: a repeat is signed anew.
        var signing = new SignAlipayCalls(this, clock) { InnerHandler = network };
        var verifying = new VerifyAlipayAnswers(Keys, clock, log) { InnerHandler = signing };
        var limits = new ChannelLimits(alipay.CallWithin, IsQuery) { InnerHandler = verifying };
        client = new HttpClient(limits, disposeHandler: false)
        {
            BaseAddress = new Uri(alipay.GatewayUrl[..^AlipayOptions.GatewayPath.Length]),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        Gateway = RestService.For<IAlipay>(client, Json);
    }

    public AlipayMerchantOptions Options { get; }
    public AlipayKeys Keys { get; }
    public string NotifyUrl { get; }
    public IAlipay Gateway { get; }

    /// <summary>Adds the common parameters and the signature over all of them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Sign(
        IEnumerable<KeyValuePair<string, string>> asked, DateTimeOffset now)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["app_id"] = Options.AppId,
            ["format"] = "JSON",
            ["charset"] = "utf-8",
            ["sign_type"] = "RSA2",
            ["timestamp"] = AlipayText.Time(now),
            ["version"] = "1.0",
        };
        if (Keys is { AppNumber: { } app, RootNumber: { } root })
            (parameters["app_cert_sn"], parameters["alipay_root_cert_sn"]) = (app, root);
        foreach (var (name, value) in asked.Where(p => p.Value.Length > 0))
            parameters[name] = value;

        parameters["sign"] = Convert.ToBase64String(privateKey.Sign(AlipaySignature.OfParameters(parameters)));
        return [.. parameters];
    }

    /// <summary>The method an address of <see cref="IAlipay"/> stands for.</summary>
    public static string MethodOf(Uri address) => address.Query.TrimStart('?').Split('&')
        .First(p => p.StartsWith("method=", StringComparison.Ordinal))["method=".Length..];

    public void Dispose()
    {
        client.Dispose();
        privateKey.Dispose();
        Keys.Dispose();
    }

    private static bool IsQuery(HttpRequestMessage request) =>
        MethodOf(request.RequestUri!) is "alipay.trade.query" or "alipay.trade.fastpay.refund.query"
            or "alipay.data.dataservice.bill.downloadurl.query";
}
