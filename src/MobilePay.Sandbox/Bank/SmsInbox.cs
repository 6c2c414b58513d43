using System.Security.Cryptography;
using System.Text.Json.Serialization;
using MobilePay.Sandbox.Books;

namespace MobilePay.Sandbox.Bank;

/// <summary>A message with a code. <paramref name="Purpose"/> is what the code is good for, besides its order.</summary>
internal sealed record Sms(
    string Phone, string Code, string OrderId, string TxnTime, string Purpose, long? AmountFen, DateTimeOffset At)
{
    [JsonIgnore]
    public string Key => BankTrade.KeyOf(OrderId, TxnTime);

    public int WrongTries { get; init; }
    public bool IsSpent { get; init; }

    public string Text(bool isEnglish = false) => (isEnglish, AmountFen) switch
    {
        (false, { } fen) => $"【模拟银行】验证码 {Code}，您正在向示例人民医院支付 {Yuan.Of(fen)} 元，5 分钟内有效，请勿告诉他人。",
        (false, null) => $"【模拟银行】验证码 {Code}，您正在开通银行卡快捷支付，5 分钟内有效，请勿告诉他人。",
        (true, { } fen) => $"[Simulated bank] Code {Code} to pay {Yuan.Of(fen)} yuan to the sample hospital. Good for 5 minutes.",
        (true, null) => $"[Simulated bank] Code {Code} to sign up your card for quick pay. Good for 5 minutes.",
    };
}

/// <summary>All phones of the sandbox. Not kept over a restart: who waits for a code asks for another.</summary>
internal sealed class SmsInbox(SandboxDay day)
{
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(5);
    private const int WrongTriesMax = 5;
    private const int Kept = 20_000;
    private const string AlwaysGood = "111111";
    private static readonly string[] NeverGood = ["123456", "654321"];

    private readonly Lock gate = new();
    private readonly LinkedList<Sms> messages = [];

    /// <summary>The one that counts for an order is the newest.</summary>
    private readonly Dictionary<string, LinkedListNode<Sms>> codes = [];

    public void Send(string phone, BankCall call, string purpose, long? amountFen)
    {
        string code;
        do
            code = RandomNumberGenerator.GetString("0123456789", 6);
        while (code == AlwaysGood || NeverGood.Contains(code));

        lock (gate)
        {
            var sms = new Sms(phone, code, call.OrderId, call.TxnTime, purpose, amountFen, day.TrueNow);
            codes[sms.Key] = messages.AddFirst(sms);
            if (messages.Count <= Kept)
                return;
            var oldest = messages.Last!;
            messages.RemoveLast();
            if (codes.GetValueOrDefault(oldest.Value.Key) == oldest)
                codes.Remove(oldest.Value.Key);
        }
    }

    /// <summary>Null when the code was good, and then it is good no more; otherwise why not.</summary>
    public string? Try(BankCall call, string purpose, string code)
    {
        lock (gate)
        {
            if (!codes.TryGetValue(call.Key, out var node) || node.Value.IsSpent)
                return "请先获取短信验证码";
            var sms = node.Value;
            if (sms.Purpose != purpose)
                return "验证码不是为这笔订单、金额和卡发送的";
            if (sms.At + CodeLife <= day.TrueNow)
                return "验证码已过期，请重新获取";
            if (sms.WrongTries >= WrongTriesMax)
                return "错误次数过多，请重新获取验证码";

            var isGood = !NeverGood.Contains(code) && (code == AlwaysGood || code == sms.Code);
            node.Value = isGood ? sms with { IsSpent = true } : sms with { WrongTries = sms.WrongTries + 1 };
            return isGood ? null : "验证码错误";
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Sms> Messages(Func<Sms, bool> which)
    {
        lock (gate)
            return [.. messages.Where(which)];
    }

    /// <summary>What a phone on the table would still show; null when its code has run out.</summary>
    public Sms? Newest
    {
        get
        {
            lock (gate)
                return messages.First?.Value is { } sms && sms.At + CodeLife > day.TrueNow ? sms : null;
        }
    }
}
