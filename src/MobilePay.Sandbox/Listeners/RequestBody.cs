using Microsoft.AspNetCore.Http.Features;

namespace MobilePay.Sandbox.Listeners;

internal static class RequestBody
{
    private const int BytesMax = 1 << 20;

    extension(HttpRequest request)
    {
        /// <summary>The exact bytes on the wire: signatures are over these and nothing else.</summary>
        public async Task<byte[]> ReadBytes(CancellationToken stop)
        {
            using var buffer = new MemoryStream();
            await request.Body.CopyToAsync(buffer, stop);
            return buffer.Length <= BytesMax
                ? buffer.ToArray()
                : throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
        }

        /// <summary>Path and query exactly as sent, percent-encoding included.</summary>
        public string RawTarget => request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
    }
}
