using System.Net;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>
/// Lets nothing through but the signed part of an answer. A failure may come unsigned, when Alipay could not tell whose key to
/// use; it passes as such, and is believed only as far as doing nothing goes.
/// </summary>
internal sealed class VerifyAlipayAnswers(AlipayKeys keys, TimeProvider clock, ILogger log) : DelegatingHandler
{
    private const int LongestAnswer = 256 * 1024;
    private const string Download = "alipay.open.app.alipaycert.download";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        var response = await base.SendAsync(request, stop);
        await response.Content.LoadIntoBufferAsync(LongestAnswer, stop);
        if (response.StatusCode != HttpStatusCode.OK)
            return response;

        try
        {
            response.Content = await Verify(request.RequestUri!, await response.Content.ReadAsByteArrayAsync(stop), stop);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<AlipayNode> Verify(Uri address, byte[] body, CancellationToken stop)
    {
        var method = AlipayMerchant.MethodOf(address);
        if (AlipayEnvelope.Cut(body, method) is not { } envelope)
            throw new HttpRequestException($"Alipay's answer to {method} is unreadable.");

        if (string.IsNullOrEmpty(envelope.Signature))
        {
            return AlipayJson.Parse<AlipayCode>(envelope.Text) is { Code: { } code } && code != AlipayAnswers.Success
                ? new(envelope.Name, envelope.Text, isSigned: false)
                : throw new HttpRequestException($"Alipay's answer to {method} is not signed.");
        }

        if ((keys.For(envelope.CertificateNumber) ?? await Fetch(address, envelope.CertificateNumber!, stop)) is not { } key)
            throw new HttpRequestException($"Alipay's answer to {method} names a certificate that is not to be believed.");

        return envelope.SignedText(key) is { } text
            ? new(envelope.Name, text, isSigned: true)
            : throw new HttpRequestException($"Alipay's answer to {method} is not to be believed: signature-wrong.");
    }

    // This answer's own signature is made with the certificate it brings; what is believed is the certificate's chain.
    private async Task<RsaKey?> Fetch(Uri address, string certificateNumber, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, $"?method={Download}"));
        request.Content = JsonContent.Create(new AlipayCertificateNumber(certificateNumber), options: AlipayJson.Options);
        using var response = await base.SendAsync(request, stop);
        await response.Content.LoadIntoBufferAsync(LongestAnswer, stop);

        var envelope = AlipayEnvelope.Cut(await response.Content.ReadAsByteArrayAsync(stop), Download);
        var content = envelope is null ? null : AlipayJson.Parse<AlipayCertificate>(envelope.Text)?.AlipayCertContent;
        var key = content is null ? null : keys.Learn(certificateNumber, content, clock.GetUtcNow());
        if (key is null)
            log.LogError("Alipay signs with certificate {CertificateNumber}, which is not to be believed", certificateNumber);
        else
            log.LogInformation("Alipay signs with certificate {CertificateNumber} from now on", certificateNumber);
        return key;
    }
}
