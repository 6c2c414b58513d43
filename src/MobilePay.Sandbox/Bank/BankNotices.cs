using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Notices;

namespace MobilePay.Sandbox.Bank;

/// <summary>Writes back notices (section 6) and has them carried until the merchant answers 200.</summary>
internal sealed class BankNotices(
    BankBook book, BankSeal seal, OutsideWorldKeys keys, NoticeRounds rounds, IServiceProvider services)
{
    private const string ContentType = "application/x-www-form-urlencoded;charset=UTF-8";

    /// <summary>1, 2, 4, 5 minutes after the first (section 6).</summary>
    private static readonly int[] RepeatAfter = [60, 120, 240, 300];

    /// <summary>Only of what went well (section 6).</summary>
    public static bool IsOwed(BankTrade trade) =>
        trade is { State: BankState.Success, NoticeAccepted: false } && trade.NoticesSent <= RepeatAfter.Length;

    public static bool IsOwed(BankToken token) =>
        token is { BackUrl: not null, NoticeAccepted: false } && token.NoticesSent <= RepeatAfter.Length;

    public void Start(BankTrade trade) => rounds.Start(Owed(trade));

    public void Start(BankToken token) => rounds.Start(Owed(
        "bank.notify", token.BackUrl!, Form(token), taken => book.CountNotice(token, taken)));

    public async Task SendFirst(BankTrade trade)
    {
        if (!await rounds.SendOnce(Owed(trade)))
            Start(trade);
    }

    /// <summary>The fields of a true notice, not yet signed.</summary>
    public Dictionary<string, string> Form(BankTrade trade) => BankWire.Notice(trade, keys.Published.Bank.MerId);

    public Dictionary<string, string> Form(BankToken token) => BankWire.Notice(token, keys.Published.Bank.MerId);

    public static Letter Written(string url, IEnumerable<KeyValuePair<string, string>> fields) =>
        new(url, ContentType, new Dictionary<string, string>(), Letter.Form(fields));

    private OwedNotice Owed(BankTrade trade) => Owed(
        trade.IsPayment ? "bank.notify" : "bank.refund-notify", trade.BackUrl, Form(trade),
        taken => book.CountNotice(trade.Key, taken));

    private OwedNotice Owed(string operation, string url, Dictionary<string, string> form, Action<bool> count) => new(
        operation, RepeatAfter, async (flaw, stop) =>
        {
            var letter = Written(url, seal.Sealed(form, spoilt: flaw == NoticeFlaw.WrongSignature));
            if (flaw == NoticeFlaw.Unreadable)
                letter = letter with { Body = "version=5.1.0&orderId=%zz&respCo" };
            var taken = await services.GetRequiredService<Postman>().Deliver(letter, stop) is { Status: 200 };
            count(taken);
            return taken;
        });
}
