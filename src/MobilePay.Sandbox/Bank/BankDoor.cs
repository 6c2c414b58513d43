using System.Text;
using MobilePay.Sandbox.Faults;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Bank;

/// <summary>Who calls is checked first; every answer is signed, a refusal too.</summary>
internal sealed class BankDoor(
    BankAuthorization authorization, BankSeal seal, FaultGate gate, BankBook book, BankTransactions transactions,
    BankEnding ending)
{
    private static readonly BankFaultVoice Voice = new();

    public async Task<IResult> Serve(HttpContext http, string path)
    {
        var call = BankCall.Read(http.Request.ContentType, await http.Request.ReadBytes(http.RequestAborted));
        var answer = Refuse(call, path) ?? await gate.Run(http, OperationOf(call), Voice, Work(call));
        if (answer is not null)
            await Write(http, call, answer);
        return Results.Empty;
    }

    private WireAnswer? Refuse(BankCall call, string path) =>
        authorization.Refuse(call) ?? BankForm.Refuse(call, path, book.Now);

    /// <summary>A query is of a refund when the bank knows its number as one.</summary>
    private string OperationOf(BankCall call) => BankForm.OperationOf(call) is var operation && operation == "bank.query"
        && book.Trades.Get(call.Key) is { IsPayment: false } ? "bank.refund-query" : operation;

    private Work Work(BankCall call) => new(() => transactions.Do(call))
    {
        PayFirst = () => ending.EndNow(call.Key),
        StillPaying = () => transactions.StillPaying(call),
        Ending = code => call.Kind == "01/01" ? transactions.Pay(call, code) : transactions.GiveBack(call, code),
    };

    private async Task Write(HttpContext http, BankCall call, WireAnswer answer)
    {
        var text = answer.Body;
        if (answer is { Fields: { } fields, Body.Length: 0 })
        {
            // What the answer itself says of an amount wins over what the call said.
            var whole = BankWire.Echo(call);
            foreach (var (name, value) in fields)
                whole[name] = value;
            text = string.Join('&', seal.Sealed(whole, answer.SpoiltSignature).Select(field => $"{field.Key}={field.Value}"));
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "text/html;charset=UTF-8";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
