using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Faults;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Alipay;

/// <summary>gateway.do: who calls is checked first, a browser gets a cashier, a server a signed node.</summary>
internal sealed class AlipayDoor(
    AlipayAuthorization authorization, AlipaySeal seal, FaultGate gate, AlipayTrades trades, OutsideWorldKeys keys)
{
    private static readonly AlipayFaultVoice Voice = new();

    public async Task<IResult> Serve(HttpContext http, AlipayCashier cashier)
    {
        var call = AlipayCall.Read(http.Request.QueryString.Value ?? "", await http.Request.ReadBytes(http.RequestAborted));
        var refusal = authorization.Refuse(call);
        if (AlipayMethods.IsPage(call["method"] ?? ""))
            return refusal is null ? await cashier.Open(http, call) : cashier.Refusal(refusal);

        var answer = refusal is not null ? refusal with { Node = AlipayErrors.Node }
            : await gate.Run(http, AlipayMethods.OperationOf(call["method"]!), Voice, Work(call));
        if (answer is not null)
            await Write(http, call, answer);
        return Results.Empty;
    }

    private Work Work(AlipayCall call) => new(() => trades.Do(call))
    {
        PayFirst = () => trades.PayAndTell(call),
        StillPaying = () => trades.StillPaying(call),
        Ending = code => trades.Refund(call, code),
    };

    private async Task Write(HttpContext http, AlipayCall call, WireAnswer answer)
    {
        var node = answer.Node ?? AlipayMethods.NodeOf(call["method"]!);
        // Whose key to sign with, the gateway knows only once it knows the application.
        var text = !answer.Body.StartsWith('{') ? answer.Body
            : call["app_id"] != keys.Published.Alipay.AppId ? AlipaySeal.WrapUnsigned(node, answer.Body)
            : seal.Wrap(node, answer.Body, call.Charset, call.IsByCertificate, answer.SpoiltSignature);
        var bytes = call.Charset.GetBytes(text);
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = $"text/html;charset={call.Charset.WebName}";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
