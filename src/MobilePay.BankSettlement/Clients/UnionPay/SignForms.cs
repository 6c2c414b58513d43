namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>
/// Signs each form over the very fields it sends: they are read back from the body, signed, and written again once. A repeat
/// passes here again.
/// </summary>
internal sealed class SignForms(UnionPayMerchant merchant) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        var sent = UnionPayForm.ReadForm(await request.Content!.ReadAsByteArrayAsync(stop))
            ?? throw new InvalidOperationException("The form of a call can't be read back.");
        var fields = sent.Where(f => f.Value.Length > 0).ToDictionary(f => f.Key, f => f.Value.Trim());
        fields["certId"] = merchant.Options.CertId;
        fields["signMethod"] = "01";
        fields["signature"] = Convert.ToBase64String(merchant.PrivateKey.Sign(UnionPayForm.Signed(fields)));
        request.Content = new FormUrlEncodedContent(fields)
        {
            Headers = { ContentType = new("application/x-www-form-urlencoded") { CharSet = "UTF-8" } },
        };
        request.Headers.UserAgent.Clear();
        request.Headers.UserAgent.Add(ChannelNetwork.UserAgent);
        return await base.SendAsync(request, stop);
    }
}

/// <summary>Lets no answer through that UnionPay did not sign: here all of them are signed, the refusals too.</summary>
internal sealed class VerifyForms(
    UnionPayMerchant merchant, TimeProvider clock, int longestAnswer = 256 * 1024) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        var response = await base.SendAsync(request, stop);
        await response.Content.LoadIntoBufferAsync(longestAnswer, stop);
        if (!response.IsSuccessStatusCode)
            return response;

        var fields = UnionPayForm.ReadAnswer(await response.Content.ReadAsByteArrayAsync(stop));
        var fault = fields is null ? "unreadable" : merchant.Certificates.Fault(fields, clock.GetUtcNow());
        if (fault is null)
            return response;

        response.Dispose();
        throw new HttpRequestException($"UnionPay's answer is not to be believed: {fault}.");
    }
}
