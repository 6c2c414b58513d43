using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;

namespace MobilePay.Sandbox.Bank;

/// <summary>All movements of money and all signed-up cards; journaled before anything is answered.</summary>
internal sealed class BankBook(IOptions<SandboxOptions> options, SandboxDay day) : IDisposable
{
    /// <summary>UnionPay's settlement day ends at 23:00 (section 7).</summary>
    private static readonly TimeSpan DayEndsEarly = TimeSpan.FromHours(1);

    private int traces = RandomNumberGenerator.GetInt32(1_000_000);

    public Ledger<BankTrade> Trades { get; } = new(options.Value.Directory, "book-bank.jsonl", trade => trade.Key);

    public Ledger<BankToken> Tokens { get; } = new(options.Value.Directory, "book-bank-tokens.jsonl", token => token.Token);

    public DateTimeOffset Now => day.TrueNow;

    public string SettleDate => (day.Now + DayEndsEarly).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public BankTrade? FindByQueryId(string queryId) => Trades.All.FirstOrDefault(trade => trade.QueryId == queryId);

    /// <summary>The payments of a merchant's order, the newest last: one that was refused is tried again as A1, A2, …</summary>
    public IReadOnlyList<BankTrade> PaymentsOf(string outTradeNo) =>
        [.. Trades.All.Where(trade => trade.IsPayment && IsOf(trade.OrderId, outTradeNo))];

    public static bool IsOf(string orderId, string outTradeNo) =>
        orderId.StartsWith(outTradeNo, StringComparison.Ordinal)
        && orderId[outTradeNo.Length..] is var rest
        && (rest.Length == 0 || (rest.Length > 1 && rest[0] == 'A' && rest[1..].All(char.IsAsciiDigit)));

    public IEnumerable<BankTrade> RefundsOf(BankTrade payment) =>
        Trades.All.Where(trade => trade.OrigQryId == payment.QueryId);

    /// <summary>What can still be given back; a failed refund gave back nothing.</summary>
    public long RestFen(BankTrade payment) => payment.DoneFen
        - RefundsOf(payment).Where(refund => refund.State != BankState.Failed).Sum(refund => refund.AmountFen);

    public BankToken? FindOpening(BankCall call) => Tokens.All
        .FirstOrDefault(token => token.OrderId == call.OrderId && token.TxnTime == call.TxnTime);

    public bool IsUsed(BankCall call) => Trades.Get(call.Key) is not null || FindOpening(call) is not null;

    public BankTrade Write(BankCall call, long amountFen, string accNo, string payCardType) =>
        new(call.OrderId, call.TxnTime, call["txnType"]!, call["bizType"]!, amountFen, QueryId(), Now, SettleDate)
        {
            BackUrl = call["backUrl"]!,
            AccNo = accNo,
            PayCardType = payCardType,
            ReqReserved = call["reqReserved"],
        };

    /// <summary>A payment of one fen that never was, for those who forge.</summary>
    public BankTrade Imagine(string orderId) => new(
        orderId, Now.ToString(BankAuthorization.TimeForm, CultureInfo.InvariantCulture), BankTrade.Pay, "000902", 1, QueryId(),
        Now, SettleDate)
    {
        BackUrl = "",
        AccNo = BankCard.Read(BankCards.Good)!.Masked,
        PayCardType = "01",
    };

    /// <param name="backUrl">Null where the synchronous answer is all the merchant gets.</param>
    public BankToken Sign(BankCall call, BankCard card, string phone, string trId, string? backUrl = null) =>
        Tokens.Keep(new BankToken("6235" + RandomNumberGenerator.GetString("0123456789", 15), trId, call.OrderId, call.TxnTime,
            card.AccNo, phone, Now)
        {
            BackUrl = backUrl,
            ReqReserved = call["reqReserved"],
        });

    /// <summary>Read anew, because a notice may be counted on the same token meanwhile.</summary>
    public void Delete(BankToken token) =>
        Tokens.Locked(() => Tokens.Keep(Tokens.Get(token.Token)! with { DeletedAt = Now }));

    /// <summary>Ends what is under way; null where nothing is.</summary>
    public BankTrade? End(string key) => Trades.Locked(() =>
        Trades.Get(key) is { State: BankState.Processing } trade ? Trades.Keep(trade with
        {
            State = trade.FailsAs is null ? BankState.Success : BankState.Failed,
            EndedAt = Now,
        }) : null);

    public void CountNotice(string key, bool accepted) => Trades.Locked(() =>
    {
        var trade = Trades.Get(key)!;
        return Trades.Keep(trade with
        {
            NoticesSent = trade.NoticesSent + 1,
            NoticeAccepted = trade.NoticeAccepted || accepted,
        });
    });

    public void CountNotice(BankToken told, bool accepted) => Tokens.Locked(() =>
    {
        var token = Tokens.Get(told.Token)!;
        return Tokens.Keep(token with
        {
            NoticesSent = token.NoticesSent + 1,
            NoticeAccepted = token.NoticeAccepted || accepted,
        });
    });

    public void Dispose()
    {
        Trades.Dispose();
        Tokens.Dispose();
    }

    /// <summary>21 digits, unlike any other: the time, a trace number that counts up, one more digit.</summary>
    private string QueryId() => string.Create(CultureInfo.InvariantCulture,
        $"{Now:yyyyMMddHHmmss}{(uint)Interlocked.Increment(ref traces) % 1_000_000:D6}8");
}
