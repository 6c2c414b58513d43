using System.Text;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>
/// Makes Alipay's form out of a call and signs the very text it sends: the body becomes biz_content, the common parameters go
/// into the address as Alipay's own clients have it. The call itself stays untouched, so that a repeat is signed anew.
/// </summary>
internal sealed class SignAlipayCalls(AlipayMerchant merchant, TimeProvider clock) : DelegatingHandler
{
    // An address ends up in logs on the way: what is said of a person or an order travels in the body.
    private static readonly HashSet<string> InTheBody = ["biz_content", "grant_type", "code"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        var asked = AlipayForm.Read(Encoding.UTF8.GetBytes(request.RequestUri!.Query.TrimStart('?')))!;
        if (request.Content is not null)
            asked["biz_content"] = Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync(stop));

        var parameters = merchant.Sign(asked, clock.GetUtcNow());
        var address = new UriBuilder(request.RequestUri)
        {
            Query = AlipayForm.Write(parameters.Where(p => !InTheBody.Contains(p.Key))),
        };
        var body = AlipayForm.Write(parameters.Where(p => InTheBody.Contains(p.Key)));
        var signed = new HttpRequestMessage(HttpMethod.Post, address.Uri)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        signed.Headers.UserAgent.Add(ChannelNetwork.UserAgent);
        return await base.SendAsync(signed, stop);
    }
}
