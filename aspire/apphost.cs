#:sdk Aspire.AppHost.Sdk@13.6.1
#:package Aspire.Hosting.PostgreSQL@13.6.1
#:package Aspire.Hosting.RabbitMQ@13.6.1
#:package Aspire.Hosting.Kubernetes@13.6.1-preview.1.26506.6
#:project ../src/MobilePay.Gateway/MobilePay.Gateway.csproj
#:project ../src/MobilePay.Prescriptions/MobilePay.Prescriptions.csproj
#:project ../src/MobilePay.Payments/MobilePay.Payments.csproj
#:project ../src/MobilePay.BankSettlement/MobilePay.BankSettlement.csproj
#:project ../src/MobilePay.HisSync/MobilePay.HisSync.csproj
#:project ../src/MobilePay.Reconciliation/MobilePay.Reconciliation.csproj
#:project ../src/MobilePay.PatientWeb/MobilePay.PatientWeb.csproj
#:project ../src/MobilePay.FinanceWeb/MobilePay.FinanceWeb.csproj
#:project ../src/MobilePay.Sandbox/MobilePay.Sandbox.csproj
#:property ManagePackageVersionsCentrally=false
#:property TreatWarningsAsErrors=false
#:property NoWarn=$(NoWarn);ASPIRE010

// The platform for those who have Aspire and a container engine: `aspire run`, or `dotnet run aspire/apphost.cs`.
// The same services, calls, databases and settings as MobilePay.LocalHost and charts/mobilepay: a test compares the three
// by reading this file, so a service is declared by Service<…>, a call by Calls, a setting by one of the three ways below.
#pragma warning disable ASPIREPROBES001, ASPIRECOMPUTE002
using System.Text.Json;
using Aspire.Hosting.Kubernetes;

var builder = DistributedApplication.CreateBuilder(args);
var isRun = builder.ExecutionContext.IsRunMode;
var local = Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "..", ".local", "aspire"));

// Values for a run are in appsettings.Development.json; `aspire publish` asks for its own.
var publicUrl = builder.AddParameter("public-url");
var hospitalUrl = builder.AddParameter("hospital-url");
var hospitalName = builder.AddParameter("hospital-name");
var bankTrId = builder.AddParameter("bank-tr-id");
var pointerKey = builder.AddParameter("pointer-key", secret: true);
var closingKey = builder.AddParameter("closing-key", secret: true);
var personalKey = builder.AddParameter("personal-data-key", secret: true);
var wechatAppSecret = builder.AddParameter("wechat-app-secret", secret: true);
var issued = new Dictionary<string, IResourceBuilder<ParameterResource>>();

// Servers. The password is given and not generated: a generated one that gets lost would lock us out of a volume that stays.
var kubernetes = builder.AddKubernetesEnvironment("k8s")
    .WithHelm(helm => helm.WithChartName("mobilepay-aspire").WithChartVersion("0.1.0").WithNamespace("mobilepay"));
var postgres = builder
    .AddPostgres("postgres", password: builder.AddParameter("postgres-password", secret: true), port: 8120)
    .WithImageTag("17").WithDataVolume("mobilepay-postgres")
    .WithPersistentVolume(kubernetes.AddPersistentVolume("mobilepay-postgres").WithCapacity("20Gi"))
    .WithEnvironment("PGDATA", "/var/lib/postgresql/data/pgdata")
    .WithLifetime(ContainerLifetime.Persistent);
var rabbitMq = builder
    .AddRabbitMQ("rabbitmq", password: builder.AddParameter("rabbitmq-password", secret: true), port: 8121)
    .WithManagementPlugin().WithDataVolume("mobilepay-rabbitmq")
    .WithPersistentVolume(kubernetes.AddPersistentVolume("mobilepay-rabbitmq").WithCapacity("5Gi"))
    .WithLifetime(ContainerLifetime.Persistent);

// The world outside, simulated; nothing of it is published.
var sandbox = isRun ? builder.AddProject<Projects.MobilePay_Sandbox>("sandbox", launchProfileName: null) : null;

// Services.
var prescriptions = Service<Projects.MobilePay_Prescriptions>("prescriptions", hasDatabase: true);
var payments = Service<Projects.MobilePay_Payments>("payments", hasDatabase: true);
var banksettlement = Service<Projects.MobilePay_BankSettlement>("banksettlement", hasDatabase: true);
var hissync = Service<Projects.MobilePay_HisSync>("hissync", hasDatabase: true);
var reconciliation = Service<Projects.MobilePay_Reconciliation>("reconciliation", hasDatabase: true);
var patientweb = Service<Projects.MobilePay_PatientWeb>("patientweb");
var financeweb = Service<Projects.MobilePay_FinanceWeb>("financeweb", hasDatabase: true);
var gateway = Service<Projects.MobilePay_Gateway>("gateway", isTrusted: false, ownPort: 8079);

// Who calls whom.
Calls(prescriptions, hissync);
Calls(payments, prescriptions, banksettlement, hissync);
Calls(hissync, prescriptions, payments, reconciliation);
Calls(reconciliation, payments, banksettlement, hissync);
Calls(patientweb, prescriptions, payments, banksettlement);
Calls(gateway, prescriptions, payments, banksettlement, hissync, patientweb, financeweb);
Calls(financeweb, reconciliation, payments, banksettlement, hissync);

// Three zones on three ports, reached as they are: the zone of a request is the port it came in by.
gateway
    .WithHttpEndpoint(port: 8080, targetPort: 8080, name: "public", isProxied: false)
    .WithHttpEndpoint(port: 8081, targetPort: 8081, name: "hospital", isProxied: false)
    .WithHttpEndpoint(port: 8082, targetPort: 8082, name: "finance", isProxied: false)
    .WithEndpointsInEnvironment(endpoint => endpoint.Name == "http")
    .WithEnvironment("ASPNETCORE_URLS", "http://*:8079")
    .WithEnvironment("Gateway__Zones__Public__Port", "8080")
    .WithEnvironment("Gateway__Zones__Hospital__Port", "8081")
    .WithEnvironment("Gateway__Zones__Finance__Port", "8082");
OnlyWithSandbox(gateway, "Gateway__FrameAncestors__0", "http://localhost:8090");
OnlyWithSandbox(gateway, "Gateway__Zones__Public__RequestsPerSecond", "20000");
OnlyWithSandbox(gateway, "Gateway__Zones__Public__Burst", "20000");
OnlyWithSandbox(gateway, "Gateway__Zones__Hospital__RequestsPerSecond", "20000");
OnlyWithSandbox(gateway, "Gateway__Zones__Hospital__Burst", "20000");

prescriptions
    .WithEnvironment("Pointer__Keys__0__Id", "k1")
    .WithEnvironment("Pointer__Keys__0__Secret", pointerKey)
    .WithEnvironment("Pointer__PublicUrl", publicUrl)
    .WithEnvironment("Pointer__HospitalUrl", hospitalUrl);

reconciliation
    .WithEnvironment("Closing__Keys__0__Id", "k1")
    .WithEnvironment("Closing__Keys__0__Secret", closingKey);

banksettlement
    .WithEnvironment("WeChat__NotifyUrl", $"{publicUrl}/notify/wechat")
    .WithEnvironment("WeChat__Merchants__0__AppSecret", wechatAppSecret)
    .WithEnvironment("Alipay__NotifyUrl", $"{publicUrl}/notify/alipay")
    .WithEnvironment("Alipay__ReturnUrl", $"{publicUrl}/p")
    .WithEnvironment("Bank__NotifyUrl", $"{publicUrl}/notify/bank")
    .WithEnvironment("Bank__ConfirmUrl", $"{publicUrl}/pay/bank")
    .WithEnvironment("Bank__Merchants__0__TrId", bankTrId);
OnlyWithSandbox(banksettlement, "WeChat__BaseUrl", "http://localhost:8091");
OnlyWithSandbox(banksettlement, "WeChat__OAuthUrl", "http://localhost:8091/connect/oauth2/authorize");
OnlyWithSandbox(banksettlement, "WeChat__ApiUrl", "http://localhost:8091");
Issued(banksettlement, "WeChat__Merchants__0__HospitalId", "his.institution");
Issued(banksettlement, "WeChat__Merchants__0__MchId", "wechat.mchId");
Issued(banksettlement, "WeChat__Merchants__0__AppId", "wechat.appId");
Issued(banksettlement, "WeChat__Merchants__0__MerchantSerial", "wechat.merchantSerial");
Issued(banksettlement, "WeChat__Merchants__0__PrivateKeyPem", "wechat.merchantPrivateKeyPem");
Issued(banksettlement, "WeChat__Merchants__0__PlatformPublicKeyId", "wechat.platformPublicKeyId");
Issued(banksettlement, "WeChat__Merchants__0__PlatformPublicKeyPem", "wechat.platformPublicKeyPem");
Issued(banksettlement, "WeChat__Merchants__0__ApiV3Key", "wechat.apiV3Key");
OnlyWithSandbox(banksettlement, "Alipay__GatewayUrl", "http://localhost:8092/gateway.do");
OnlyWithSandbox(banksettlement, "Alipay__AuthorizeUrl", "http://localhost:8092/oauth2/publicAppAuthorize.htm");
Issued(banksettlement, "Alipay__Merchants__0__HospitalId", "his.institution");
Issued(banksettlement, "Alipay__Merchants__0__AppId", "alipay.appId");
Issued(banksettlement, "Alipay__Merchants__0__SellerId", "alipay.sellerId");
Issued(banksettlement, "Alipay__Merchants__0__AppPrivateKeyPem", "alipay.appPrivateKeyPem");
Issued(banksettlement, "Alipay__Merchants__0__AlipayPublicKeyPem", "alipay.alipayPublicKeyPem");
Issued(banksettlement, "Bank__BaseUrl", "bank.baseUrl");
Issued(banksettlement, "Bank__Merchants__0__HospitalId", "his.institution");
Issued(banksettlement, "Bank__Merchants__0__MerId", "bank.merId");
Issued(banksettlement, "Bank__Merchants__0__CertId", "bank.certId");
Issued(banksettlement, "Bank__Merchants__0__PrivateKeyPem", "bank.merchantPrivateKeyPem");
Issued(banksettlement, "Bank__Merchants__0__AcquirerCertPem", "bank.acquirerCertPem");

hissync.WithEnvironment("His__Hospitals__0__Name", hospitalName);
Issued(reconciliation, "Reconciliation__FeeRates__0__MerchantId", "wechat.mchId");
Issued(reconciliation, "Reconciliation__FeeRates__1__MerchantId", "alipay.sellerId");
Issued(reconciliation, "Reconciliation__FeeRates__2__MerchantId", "bank.merId");
OnlyWithSandbox(reconciliation, "Reconciliation__FeeRates__0__Channel", "wechat");
OnlyWithSandbox(reconciliation, "Reconciliation__FeeRates__1__Channel", "alipay");
OnlyWithSandbox(reconciliation, "Reconciliation__FeeRates__2__Channel", "bank");
OnlyWithSandbox(reconciliation, "Reconciliation__FeeRates__0__Millionths", "3800");
OnlyWithSandbox(reconciliation, "Reconciliation__FeeRates__1__Millionths", "3800");
OnlyWithSandbox(reconciliation, "Reconciliation__FeeRates__2__Millionths", "3800");
Issued(hissync, "His__Hospitals__0__Id", "his.institution");
Issued(hissync, "His__Hospitals__0__BaseUrl", "his.baseUrl");
Issued(hissync, "His__Hospitals__0__KeyId", "his.keyId");
Issued(hissync, "His__Hospitals__0__Secret", "his.secret");

// Published, the keys live in the pod and a new pod forgets them; charts/mobilepay keeps them on a volume.
patientweb
    .WithEnvironment("Patient__PublicUrl", publicUrl)
    .WithEnvironment("Patient__KeysDirectory", isRun ? Path.Combine(local, "keys") : "/tmp/keys");
OnlyWithSandbox(patientweb, "Patient__WeChatBridgeUrl", "http://localhost:8091/sandbox/weixin-js-bridge.js");
OnlyWithSandbox(patientweb, "Patient__CashierOrigins__0", "http://localhost:8092");

sandbox?
    .WithHttpEndpoint(port: 8090, targetPort: 8090, name: "people", isProxied: false)
    .WithEndpointsInEnvironment(_ => false)
    .WithHttpHealthCheck("/health/ready", endpointName: "people")
    .WithEnvironment("Sandbox__Directory", Path.Combine(local, "sandbox"))
    .WithEnvironment("Sandbox__Ports__People", "8090")
    .WithEnvironment("Sandbox__Ports__WeChat", "8091")
    .WithEnvironment("Sandbox__Ports__Alipay", "8092")
    .WithEnvironment("Sandbox__Ports__Bank", "8093")
    .WithEnvironment("Sandbox__Ports__His", "8094")
    .WithEnvironment("Sandbox__PlatformPublicUrl", publicUrl)
    .WithEnvironment("Sandbox__PlatformHospitalUrl", hospitalUrl)
    .WithEnvironment("Sandbox__WeChatAppSecret", wechatAppSecret);

builder.Build().Run();

IResourceBuilder<ProjectResource> Service<T>(string name, bool hasDatabase = false, bool isTrusted = true, int? ownPort = null)
    where T : IProjectMetadata, new()
{
    var service = builder.AddProject<T>(name, launchProfileName: null)
        .WithHttpEndpoint(targetPort: ownPort, name: "http")
        .WithHttpProbe(ProbeType.Liveness, "/health/live", endpointName: "http")
        .WithHttpProbe(ProbeType.Readiness, "/health/ready", endpointName: "http")
        .PublishAsKubernetesService(UpperCaseProbes);
    if (hasDatabase)
    {
        var database = postgres.AddDatabase(name + "db", databaseName: "mobilepay_" + name);
        service.WithReference(database).WaitFor(database).WithEnvironment("Database__MigrateAtStart", "true");
    }

    if (isTrusted)
        service.WithReference(rabbitMq).WaitFor(rabbitMq).WithEnvironment("PersonalData__Key", personalKey);

    // What the sandbox issues is read when the service starts, and must have been written by then.
    if (sandbox is not null)
        service.WaitFor(sandbox);
    else if (isTrusted)
        service.WithEnvironment("Gateway__Networks__0", "10.0.0.0/8");
    return service;
}

// Nobody waits for whom she calls: two that call each other would wait for ever.
static void Calls(IResourceBuilder<ProjectResource> caller, params IResourceBuilder<ProjectResource>[] called)
{
    foreach (var service in called)
        caller.WithReference(service);
}

void OnlyWithSandbox(IResourceBuilder<ProjectResource> service, string setting, string value)
{
    if (sandbox is not null)
        service.WithEnvironment(setting, value);
}

// What a channel or a hospital hands out: read in the sandbox's credentials.json in a run, asked for when publishing.
void Issued(IResourceBuilder<ProjectResource> service, string setting, string credential)
{
    if (sandbox is not null)
    {
        service.WithEnvironment(setting, () => Credential(credential));
        return;
    }

    if (!issued.TryGetValue(credential, out var parameter))
        issued[credential] = parameter = builder.AddParameter(credential.Replace('.', '-').ToLowerInvariant(), secret: true);
    service.WithEnvironment(setting, parameter);
}

string Credential(string path)
{
    using var credentials = JsonDocument.Parse(File.ReadAllText(Path.Combine(local, "sandbox", "credentials.json")));
    var found = credentials.RootElement;
    foreach (var part in path.Split('.'))
        found = found.GetProperty(part);
    return found.GetString() ?? "";
}

// Aspire writes "http"; the API server takes only "HTTP" (microsoft/aspire#18271).
static void UpperCaseProbes(KubernetesResource resource)
{
    foreach (var container in resource.Workload!.PodTemplate.Spec.Containers)
        foreach (var probe in new[] { container.ReadinessProbe, container.LivenessProbe })
            if (probe?.HttpGet is { } get)
                get.Scheme = "HTTP";
}
