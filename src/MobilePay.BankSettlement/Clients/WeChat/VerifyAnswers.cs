namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>
/// Lets no 2xx answer through that WeChat did not sign, the empty 204 included. Error answers may be unsigned; they pass,
/// and are believed only as far as doing nothing goes.
/// </summary>
internal sealed class VerifyAnswers(WeChatMerchant merchant, TimeProvider clock) : DelegatingHandler
{
    private const int LongestAnswer = 256 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        var response = await base.SendAsync(request, stop);
        await response.Content.LoadIntoBufferAsync(LongestAnswer, stop);
        if (!response.IsSuccessStatusCode)
            return response;

        var body = await response.Content.ReadAsByteArrayAsync(stop);
        var signed = SignatureHeaders.From(name =>
            response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null);
        if (WeChatSignature.Fault(merchant, signed, body, clock.GetUtcNow()) is not { } fault)
            return response;

        response.Dispose();
        throw new HttpRequestException($"WeChat's answer is not to be believed: {fault}.");
    }
}
