using Refit;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>
/// The calls of Alipay's OpenAPI that we use. All go to one path; <see cref="SignAlipayCalls"/> makes the form Alipay wants
/// out of them. What an answer means is told in <see cref="AlipayAnswers"/>.
/// </summary>
internal interface IAlipay
{
    [Post("/gateway.do?method=alipay.trade.create&notify_url={notifyUrl}")]
    Task<HttpResponseMessage> Create([Body] AlipayOrder order, string notifyUrl, CancellationToken stop);

    [Post("/gateway.do?method=alipay.trade.precreate&notify_url={notifyUrl}")]
    Task<HttpResponseMessage> Precreate([Body] AlipayOrder order, string notifyUrl, CancellationToken stop);

    [Post("/gateway.do?method=alipay.trade.query")]
    Task<HttpResponseMessage> Query([Body] AlipayNumber number, CancellationToken stop);

    [Post("/gateway.do?method=alipay.trade.close")]
    Task<HttpResponseMessage> Close([Body] AlipayNumber number, CancellationToken stop);

    [Post("/gateway.do?method=alipay.trade.refund")]
    Task<HttpResponseMessage> Refund([Body] AlipayRefundOrder refund, CancellationToken stop);

    [Post("/gateway.do?method=alipay.trade.fastpay.refund.query")]
    Task<HttpResponseMessage> QueryRefund([Body] AlipayRefundNumber refund, CancellationToken stop);

    [Post("/gateway.do?method=alipay.data.dataservice.bill.downloadurl.query")]
    Task<HttpResponseMessage> Bill([Body] AlipayBillAsked bill, CancellationToken stop);

    [Post("/gateway.do?method=alipay.system.oauth.token&grant_type=authorization_code&code={code}")]
    Task<HttpResponseMessage> SignIn(string code, CancellationToken stop);
}
