using System.Security.Cryptography;
using MobilePay.Sandbox.Faults;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.WeChat;

/// <summary>The way in and out of WeChat Pay: who calls is checked first, and every 2xx answer leaves signed.</summary>
internal sealed class WeChatDoor(WeChatAuthorization authorization, WeChatSeal seal, FaultGate gate)
{
    private static readonly WeChatFaultVoice Voice = new();

    public async Task Serve(
        HttpContext http, string operation, Func<byte[], WireAnswer> work, Func<byte[], Task>? payFirst = null,
        Func<WireAnswer>? stillPaying = null, Func<byte[], string, WireAnswer>? ending = null)
    {
        var body = await http.Request.ReadBytes(http.RequestAborted);
        var answer = authorization.Refuse(http.Request, body)
            ?? await gate.Run(http, operation, Voice, new Work(() => work(body))
            {
                PayFirst = payFirst is null ? null : () => payFirst(body),
                StillPaying = stillPaying,
                Ending = ending is null ? null : code => ending(body, code),
            });
        if (answer is not null)
            await Write(http, answer);
    }

    public Task Write(HttpContext http, WireAnswer answer)
    {
        // Request-Id ends in the internal error number (section 1); 0 where all is well.
        http.Response.Headers["Request-Id"] = $"{RandomNumberGenerator.GetHexString(32)}-{answer.ErrorNumber ?? "0"}";
        // A file is not signed: its hash came signed before it.
        if (answer is { IsSuccess: true, File: null })
        {
            foreach (var (name, value) in seal.Headers(answer.Bytes, answer.SpoiltSignature))
                http.Response.Headers[name] = value;
        }

        return answer.WriteTo(http);
    }
}
