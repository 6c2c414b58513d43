using Refit;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>UnionPay's server of files: another host, which answers at its root.</summary>
internal interface IUnionPayFiles
{
    [Post("/")]
    Task<HttpResponseMessage> GetFile(
        [Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form, CancellationToken stop);
}

/// <summary>
/// The addresses of UnionPay ACP; what is asked for stands in the form. What an answer means is told in
/// <see cref="UnionPayAnswers"/>.
/// </summary>
internal interface IUnionPay
{
    const string QueryPath = "/gateway/api/queryTrans.do";

    [Post("/gateway/api/backTransReq.do")]
    Task<HttpResponseMessage> Send(
        [Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form, CancellationToken stop);

    [Post(QueryPath)]
    Task<HttpResponseMessage> Query(
        [Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form, CancellationToken stop);
}
