namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>
/// Signs each request over the very bytes it sends: the body is serialised once, here at the latest, and replaced by those bytes.
/// A repeat passes here again and gets a time and nonce of its own.
/// </summary>
internal sealed class SignRequests(WeChatMerchant merchant, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(stop);
        if (request.Content is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };

        var timestamp = WeChatSignature.Timestamp(clock.GetUtcNow());
        var nonce = WeChatSignature.Nonce();
        var signature = Convert.ToBase64String(merchant.PrivateKey.Sign(WeChatSignature.OfRequest(
            request.Method.Method, request.RequestUri!.PathAndQuery, timestamp, nonce, body)));

        var headers = request.Headers;
        headers.Remove("Authorization");
        headers.TryAddWithoutValidation("Authorization",
            $"{WeChatSignature.Scheme} mchid=\"{merchant.Options.MchId}\",nonce_str=\"{nonce}\",signature=\"{signature}\","
            + $"timestamp=\"{timestamp}\",serial_no=\"{merchant.Options.MerchantSerial}\"");
        headers.Remove("Wechatpay-Serial");
        headers.Add("Wechatpay-Serial", merchant.Options.PlatformPublicKeyId);
        headers.Accept.Clear();
        headers.Accept.Add(new("application/json"));
        headers.UserAgent.Clear();
        headers.UserAgent.Add(ChannelNetwork.UserAgent);
        return await base.SendAsync(request, stop);
    }
}
