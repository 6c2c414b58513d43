using System.Globalization;
using System.Security.Cryptography;

namespace MobilePay.HisSync.Clients.Canonical;

/// <summary>Signs each call over the exact bytes that are sent.</summary>
internal sealed class SignHisCalls(HospitalOptions hospital, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(stop);
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var signature = HisSignature.Compute(
            hospital.Secret, request.Method.Method, request.RequestUri!.PathAndQuery, timestamp, nonce, body);

        Set(request, HisSignature.Institution, hospital.Id);
        Set(request, HisSignature.KeyId, hospital.KeyId);
        Set(request, HisSignature.Timestamp, timestamp);
        Set(request, HisSignature.Nonce, nonce);
        Set(request, HisSignature.Signature, Convert.ToBase64String(signature));
        return await base.SendAsync(request, stop);
    }

    // A retried request comes by here again with yesterday's headers.
    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.Add(name, value);
    }
}
