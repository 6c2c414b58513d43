using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Clients.Canonical;
using MobilePay.HisSync.Domain;
using MobilePay.HisSync.Persistence;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.HisSync.Features;

/// <summary>
/// Lets only calls through that a configured hospital signed over exactly these bytes, within five minutes, and not before.
/// The raw body and the hospital stay at the request for the feature behind.
/// </summary>
internal sealed class SignedHisCalls(Hospitals hospitals, HisSyncDbContext db, TimeProvider clock) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var body = await HisCall.ReadBody(http.Request, http.RequestAborted);
        var caller = await Check(http.Request, body, http.RequestAborted);
        if (caller.Error is { } error)
            return error.ToProblem();

        http.Items[typeof(HisCall)] = new HisCall(caller.Value!, body);
        return await next(context);
    }

    private async Task<Result<HospitalOptions>> Check(HttpRequest request, byte[] body, CancellationToken stop)
    {
        string Header(string name) => request.Headers.TryGetValue(name, out StringValues value) ? value.ToString() : "";

        var (timestamp, nonce) = (Header(HisSignature.Timestamp), Header(HisSignature.Nonce));
        if (timestamp.Length == 0 || nonce.Length is 0 or > 64 || Header(HisSignature.Signature).Length == 0)
            return HisErrors.CallNotSigned(
                "Sign the call: X-Institution, X-Key-Id, X-Timestamp, X-Nonce (up to 64 characters) and X-Signature are needed.");
        if (hospitals.Find(Header(HisSignature.Institution)) is not { } hospital || hospital.KeyId != Header(HisSignature.KeyId))
            return HisErrors.CallNotSigned("The institution and key are not known here.");
        if (!HisSignature.IsTimely(timestamp, clock.GetUtcNow()))
            return HisErrors.CallNotSigned("The timestamp is more than five minutes off; compare the clocks.");

        var expected = HisSignature.Compute(
            hospital.Secret, request.Method, request.Path.Value + request.QueryString, timestamp, nonce, body);
        var given = new byte[expected.Length];
        if (!Convert.TryFromBase64String(Header(HisSignature.Signature), given, out var length) || length != expected.Length
            || !CryptographicOperations.FixedTimeEquals(given, expected))
            return HisErrors.CallNotSigned("The signature does not fit method, path, timestamp, nonce and body.");

        var now = clock.GetUtcNow();
        var isNew = await db.Database.ExecuteSqlAsync(
            $"insert into his_nonces (hospital_id, nonce, seen_at) values ({hospital.Id}, {nonce}, {now}) on conflict do nothing",
            stop) == 1;
        return isNew ? hospital : HisErrors.CallRepeated();
    }
}

/// <summary>A call that passed <see cref="SignedHisCalls"/>.</summary>
internal sealed record HisCall(HospitalOptions Hospital, byte[] Body)
{
    public static HisCall Of(HttpContext http) => (HisCall)http.Items[typeof(HisCall)]!;

    public static async Task<byte[]> ReadBody(HttpRequest request, CancellationToken stop)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, stop);
        return buffer.ToArray();
    }
}
