using MobilePay.Charts.Tests.Support;

namespace MobilePay.Charts.Tests;

/// <summary>Values that would give a platform that does not work, or gives a secret away, are refused with a sentence.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("image: {registry: ''}", "/image/registry")]
    [InlineData("publicUrl: pay.example.com", "/publicUrl")]
    [InlineData("hospitalUrl: ''", "/hospitalUrl")]
    [InlineData("postgresql: {existingSecret: ''}", "/postgresql/existingSecret")]
    [InlineData("rabbitmq: {existingSecret: Not_A_Name}", "/rabbitmq/existingSecret")]
    [InlineData("rabbitmq: {password: guest}", "'password' not allowed")]
    [InlineData("postgresql: {connectionString: 'Host=db'}", "'connectionString' not allowed")]
    [InlineData("personalData: {key: ''}", "/personalData/key")]
    [InlineData("pointer: {keys: []}", "/pointer/keys")]
    [InlineData("closing: {keys: []}", "/closing/keys")]
    [InlineData("his: {hospitals: []}", "/his/hospitals")]
    [InlineData("mail: {host: mail.example, user: pay, existingSecret: ''}", "/mail/existingSecret")]
    [InlineData("mail: {security: sometimes}", "/mail/security")]
    [InlineData("mail: {password: secret}", "'password' not allowed")]
    [InlineData("mail: {to: [{hospitalId: H0001, addresses: [nobody]}]}", "/mail/to/0/addresses/0")]
    [InlineData("his: {hospitals: [{id: H1, name: x, baseUrl: 'http://his', keyId: k1}]}", "missing property 'existingSecret'")]
    [InlineData("wechat: {merchants: [{hospitalId: H0001, mchId: 1900000001}]}", "/wechat/merchants/0")]
    [InlineData("services: {payments: {replicas: 0}}", "/services/payments/replicas")]
    [InlineData("services: {payments: {replicas: two}}", "got string, want integer")]
    [InlineData("services: {payments: {replica: 2}}", "'replica' not allowed")]
    [InlineData("services: {ledger: {replicas: 2}}", "'ledger' not allowed")]
    [InlineData("services: {payments: {image: {digest: 'sha256:12'}}}", "/services/payments/image/digest")]
    [InlineData("services: {payments: {settings: {payWithin: '1'}}}", "invalid propertyName 'payWithin'")]
    [InlineData("services: {payments: {resources: {limits: {memory: null}}}}", "/services/payments/resources/limits")]
    [InlineData("gateway: {zones: {public: {port: 80}}}", "/gateway/zones/public/port")]
    [InlineData("gateway: {zones: {hospital: {allowedNetworks: [everybody]}}}", "/gateway/zones/hospital/allowedNetworks/0")]
    [InlineData("gateway: {zones: {pharmacy: {port: 8083}}}", "'pharmacy' not allowed")]
    [InlineData("nonsense: true", "'nonsense' not allowed")]
    public async Task The_schema_refuses(string values, string because)
    {
        var answer = await Helm.TemplateWith(Helm.Values("small-clinic"), values);

        answer.IsSuccess.ShouldBeFalse();
        answer.Errors.ShouldContain("schema");
        answer.Errors.ShouldContain(because);
    }

    [Theory]
    [InlineData("gateway: {zones: {hospital: {port: 8080}}}",
        "which another zone or the gateway's own health (8079) has already")]
    [InlineData("gateway: {zones: {finance: {port: 8079}}}", "gateway.zones.finance.port is 8079")]
    [InlineData("gateway: {zones: {finance: {ingress: {enabled: true}}}}",
        "gateway.zones.finance.ingress is enabled; set its host")]
    [InlineData("services: {patientweb: {replicas: 2}}", "whose accessMode must then be ReadWriteMany")]
    [InlineData("services: {hissync: {settings: {His__Hospitals__0__Secret: abc}}}", "it has no place in values")]
    [InlineData("services: {payments: {settings: {ConnectionStrings__paymentsdb: 'Host=db'}}}", "it has no place in values")]
    [InlineData("services: {patientweb: {settings: {Patient__PublicUrl: 'http://x'}}}",
        "is set by another value of the chart already")]
    [InlineData("pointer: {keys: [{id: k1, existingSecret: a, key: a}, {id: k1, existingSecret: b, key: b}]}", "names k1 twice")]
    [InlineData("closing: {keys: [{id: k1, existingSecret: a, key: a}, {id: k1, existingSecret: b, key: b}]}", "names k1 twice")]
    [InlineData("alipay: {merchants: [{hospitalId: H9, appId: '1', sellerId: '2', existingSecret: a}]}",
        "belongs to hospital H9, which his.hospitals does not name")]
    [InlineData("bank: {merchants: [{hospitalId: H0001, merId: '7', certId: '1', trId: '1', existingSecret: a}, "
        + "{hospitalId: H0001, merId: '7', certId: '1', trId: '1', existingSecret: a}]}", "bank.merchants names 7 twice")]
    [InlineData("his: {hospitals: [{id: H1, name: one, baseUrl: 'http://a', keyId: k, existingSecret: a}, "
        + "{id: H1, name: two, baseUrl: 'http://b', keyId: k, existingSecret: b}]}", "his.hospitals names H1 twice")]
    public async Task A_contradiction_is_refused(string values, string because)
    {
        var answer = await Helm.TemplateWith(Helm.Values("small-clinic"), values);

        answer.IsSuccess.ShouldBeFalse();
        answer.Errors.ShouldContain(because);
    }

    [Fact]
    public async Task Without_values_it_says_what_has_to_be_set()
    {
        var answer = await Helm.Template();

        answer.IsSuccess.ShouldBeFalse();
        foreach (var value in new[] { "/publicUrl", "/hospitalUrl", "/image/registry", "/his/hospitals" })
            answer.Errors.ShouldContain(value);
    }
}
