namespace MobilePay.LocalHost;

/// <summary>Which services make the platform, and what each is told: the one place that knows, for one machine.</summary>
public sealed record Topology(IReadOnlyList<Service> Services)
{
    public const int PostgresPortOffset = 40;
    public const int RabbitMqPortOffset = 41;
    public const int RabbitMqDistributionPortOffset = 42;

    public static Topology Whole { get; } = new([
        Sandbox, Prescriptions, Payments, BankSettlement, HisSync, Reconciliation, PatientWeb, FinanceWeb, Gateway]);

    public Service Named(string name) => Services.Single(service => service.Name == name);

    /// <summary>The same with one setting of one service otherwise.</summary>
    public Topology With(string service, string setting, string value) => new([.. Services.Select(s => s.Name != service
        ? s : s with { Settings = new Dictionary<string, string>(s.Settings) { [setting] = value } })]);

    private static Service Gateway => new("gateway", "MobilePay.Gateway", 19)
    {
        IsTrusted = false,
        Calls = ["prescriptions", "payments", "banksettlement", "hissync", "patientweb", "financeweb"],
        Listeners = [new("public", 0), new("hospital", 1), new("finance", 2)],
        Settings = new Dictionary<string, string>
        {
            ["Gateway__Zones__Public__Port"] = "{port:public}",
            ["Gateway__Zones__Hospital__Port"] = "{port:hospital}",
            ["Gateway__Zones__Finance__Port"] = "{port:finance}",
        },
        SandboxSettings = new Dictionary<string, string>
        {
            // The sandbox shows the patient's pages in the frame of a phone.
            ["Gateway__FrameAncestors__0"] = "{url:sandbox}",

            // Everybody on this machine has one address, so the limits of one address are out of the way.
            ["Gateway__Zones__Public__RequestsPerSecond"] = "20000",
            ["Gateway__Zones__Public__Burst"] = "20000",
            ["Gateway__Zones__Hospital__RequestsPerSecond"] = "20000",
            ["Gateway__Zones__Hospital__Burst"] = "20000",
        },
    };

    private static Service Prescriptions => new("prescriptions", "MobilePay.Prescriptions", 20)
    {
        HasDatabase = true,
        Calls = ["hissync"],
        Settings = new Dictionary<string, string>
        {
            ["Pointer__Keys__0__Id"] = "k1",
            ["Pointer__Keys__0__Secret"] = "{key:pointer-k1}",
            ["Pointer__PublicUrl"] = "{url:public}",
            ["Pointer__HospitalUrl"] = "{url:hospital}",
        },
    };

    private static Service Payments => new("payments", "MobilePay.Payments", 21)
    {
        HasDatabase = true,
        Calls = ["prescriptions", "banksettlement", "hissync"],
    };

    private static Service BankSettlement => new("banksettlement", "MobilePay.BankSettlement", 22)
    {
        HasDatabase = true,
        Settings = new Dictionary<string, string>
        {
            ["WeChat__NotifyUrl"] = "{url:public}/notify/wechat",
            ["Alipay__NotifyUrl"] = "{url:public}/notify/alipay",
            ["Alipay__ReturnUrl"] = "{url:public}/p",
            ["Bank__NotifyUrl"] = "{url:public}/notify/bank",
            ["Bank__ConfirmUrl"] = "{url:public}/pay/bank",
        },
        SandboxSettings = new Dictionary<string, string>
        {
            ["WeChat__BaseUrl"] = "{credential:wechat.baseUrl}",
            ["WeChat__OAuthUrl"] = "{url:wechat}/connect/oauth2/authorize",
            ["WeChat__ApiUrl"] = "{url:wechat}",
            ["WeChat__Merchants__0__HospitalId"] = "{credential:his.institution}",
            ["WeChat__Merchants__0__MchId"] = "{credential:wechat.mchId}",
            ["WeChat__Merchants__0__AppId"] = "{credential:wechat.appId}",
            ["WeChat__Merchants__0__AppSecret"] = "{secret:wechat-app}",
            ["WeChat__Merchants__0__MerchantSerial"] = "{credential:wechat.merchantSerial}",
            ["WeChat__Merchants__0__PrivateKeyPem"] = "{credential:wechat.merchantPrivateKeyPem}",
            ["WeChat__Merchants__0__PlatformPublicKeyId"] = "{credential:wechat.platformPublicKeyId}",
            ["WeChat__Merchants__0__PlatformPublicKeyPem"] = "{credential:wechat.platformPublicKeyPem}",
            ["WeChat__Merchants__0__ApiV3Key"] = "{credential:wechat.apiV3Key}",

            ["Alipay__GatewayUrl"] = "{credential:alipay.gatewayUrl}",
            ["Alipay__AuthorizeUrl"] = "{url:alipay}/oauth2/publicAppAuthorize.htm",
            ["Alipay__Merchants__0__HospitalId"] = "{credential:his.institution}",
            ["Alipay__Merchants__0__AppId"] = "{credential:alipay.appId}",
            ["Alipay__Merchants__0__SellerId"] = "{credential:alipay.sellerId}",
            ["Alipay__Merchants__0__AppPrivateKeyPem"] = "{credential:alipay.appPrivateKeyPem}",
            ["Alipay__Merchants__0__AlipayPublicKeyPem"] = "{credential:alipay.alipayPublicKeyPem}",

            ["Bank__BaseUrl"] = "{credential:bank.baseUrl}",
            ["Bank__Merchants__0__HospitalId"] = "{credential:his.institution}",
            ["Bank__Merchants__0__MerId"] = "{credential:bank.merId}",
            ["Bank__Merchants__0__CertId"] = "{credential:bank.certId}",
            ["Bank__Merchants__0__PrivateKeyPem"] = "{credential:bank.merchantPrivateKeyPem}",
            ["Bank__Merchants__0__AcquirerCertPem"] = "{credential:bank.acquirerCertPem}",

            // The acquirer's test system gives this token requestor to everybody.
            ["Bank__Merchants__0__TrId"] = "62000000001",
        },
    };

    private static Service HisSync => new("hissync", "MobilePay.HisSync", 23)
    {
        HasDatabase = true,
        Calls = ["prescriptions", "payments", "reconciliation"],
        SandboxSettings = new Dictionary<string, string>
        {
            ["His__Hospitals__0__Id"] = "{credential:his.institution}",
            ["His__Hospitals__0__Name"] = "示例人民医院",
            ["His__Hospitals__0__BaseUrl"] = "{credential:his.baseUrl}",
            ["His__Hospitals__0__KeyId"] = "{credential:his.keyId}",
            ["His__Hospitals__0__Secret"] = "{credential:his.secret}",
        },
    };

    private static Service Reconciliation => new("reconciliation", "MobilePay.Reconciliation", 24)
    {
        HasDatabase = true,
        Settings = new Dictionary<string, string>
        {
            ["Closing__Keys__0__Id"] = "k1",
            ["Closing__Keys__0__Secret"] = "{key:closing-k1}",
        },
        SandboxSettings = new Dictionary<string, string>
        {
            // The sandbox's channels keep 0.38 % of a payment.
            ["Reconciliation__FeeRates__0__Channel"] = "wechat",
            ["Reconciliation__FeeRates__0__MerchantId"] = "{credential:wechat.mchId}",
            ["Reconciliation__FeeRates__0__Millionths"] = "3800",
            ["Reconciliation__FeeRates__1__Channel"] = "alipay",
            ["Reconciliation__FeeRates__1__MerchantId"] = "{credential:alipay.sellerId}",
            ["Reconciliation__FeeRates__1__Millionths"] = "3800",
            ["Reconciliation__FeeRates__2__Channel"] = "bank",
            ["Reconciliation__FeeRates__2__MerchantId"] = "{credential:bank.merId}",
            ["Reconciliation__FeeRates__2__Millionths"] = "3800",
        },
        Calls = ["payments", "banksettlement", "hissync"],
    };

    private static Service PatientWeb => new("patientweb", "MobilePay.PatientWeb", 25)
    {
        Calls = ["prescriptions", "payments", "banksettlement"],
        Settings = new Dictionary<string, string>
        {
            ["Patient__PublicUrl"] = "{url:public}",
            ["Patient__KeysDirectory"] = "{folder:keys}",
        },
        SandboxSettings = new Dictionary<string, string>
        {
            ["Patient__WeChatBridgeUrl"] = "{url:wechat}/sandbox/weixin-js-bridge.js",
            ["Patient__CashierOrigins__0"] = "{url:alipay}",
        },
    };

    private static Service FinanceWeb => new("financeweb", "MobilePay.FinanceWeb", 26)
    {
        HasDatabase = true,
        Calls = ["reconciliation", "payments", "banksettlement", "hissync"],
        Settings = new Dictionary<string, string>
        {
            // The board shows the first administrator's link to whoever started all this.
            ["Console__LinkDirectory"] = "{folder:console}",
        },
    };

    private static Service Sandbox => new("sandbox", "MobilePay.Sandbox", 10)
    {
        IsTrusted = false,
        IsSandbox = true,
        Listeners = [new("sandbox", 10), new("wechat", 11), new("alipay", 12), new("bank", 13), new("his", 14)],
        Settings = new Dictionary<string, string>
        {
            ["Sandbox__Directory"] = "{folder:sandbox}",
            ["Sandbox__Ports__People"] = "{port:sandbox}",
            ["Sandbox__Ports__WeChat"] = "{port:wechat}",
            ["Sandbox__Ports__Alipay"] = "{port:alipay}",
            ["Sandbox__Ports__Bank"] = "{port:bank}",
            ["Sandbox__Ports__His"] = "{port:his}",
            ["Sandbox__PlatformPublicUrl"] = "{url:public}",
            ["Sandbox__PlatformHospitalUrl"] = "{url:hospital}",
            ["Sandbox__WeChatAppSecret"] = "{secret:wechat-app}",
        },
    };
}
