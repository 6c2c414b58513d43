using Refit;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>The calls of WeChat Pay APIv3 that we use. What an answer means is told in <see cref="WeChatAnswers"/>.</summary>
internal interface IWeChatPay
{
    /// <param name="product">jsapi, h5, native or app.</param>
    [Post("/v3/pay/transactions/{product}")]
    Task<HttpResponseMessage> Place(string product, [Body] WeChatOrder order, CancellationToken stop);

    [Get("/v3/pay/transactions/out-trade-no/{outTradeNo}?mchid={mchId}")]
    Task<HttpResponseMessage> Query(string outTradeNo, string mchId, CancellationToken stop);

    [Post("/v3/pay/transactions/out-trade-no/{outTradeNo}/close")]
    Task<HttpResponseMessage> Close(string outTradeNo, [Body] WeChatClose close, CancellationToken stop);

    [Post("/v3/refund/domestic/refunds")]
    Task<HttpResponseMessage> Refund([Body] WeChatRefundOrder refund, CancellationToken stop);

    [Get("/v3/refund/domestic/refunds/{outRefundNo}")]
    Task<HttpResponseMessage> QueryRefund(string outRefundNo, CancellationToken stop);

    [Get("/v3/bill/tradebill?bill_date={day}&bill_type=ALL&tar_type=GZIP")]
    Task<HttpResponseMessage> TradeBill(string day, CancellationToken stop);

    [Get("/v3/bill/fundflowbill?bill_date={day}&account_type=BASIC&tar_type=GZIP")]
    Task<HttpResponseMessage> FundFlowBill(string day, CancellationToken stop);
}

/// <summary>WeChat's sign-in for web pages; another host, no signatures, the app secret instead.</summary>
internal interface IWeChatSignIn
{
    [Get("/sns/oauth2/access_token?appid={appId}&secret={secret}&code={code}&grant_type=authorization_code")]
    Task<HttpResponseMessage> Exchange(string appId, string secret, string code, CancellationToken stop);
}
