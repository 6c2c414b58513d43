using System.Text.RegularExpressions;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Clients.Bank;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation;

/// <summary>How one bank writes the statements of an account; an empty name stands for all of them.</summary>
public sealed class AccountMap
{
    /// <summary>Where nothing else is configured.</summary>
    internal static readonly BankColumnMap Usual = new()
    {
        Encoding = TextCode.Utf8,
        Date = "交易日期",
        Serial = "交易流水号",
        Credit = "贷方金额",
        Debit = "借方金额",
        Balance = "余额",
        Counterparty = "对方户名",
        Remark = "备注",
        Reference = "摘要",
        BatchPattern = "结算批次 ?(?<batch>[0-9A-Za-z;]+)",
    };

    public string HospitalId { get; init; } = "";
    public string AccountNo { get; init; } = "";
    public BankColumnMap? Columns { get; init; }
}

/// <summary>How and when the channels pay what they took.</summary>
public sealed class FundsOptions
{
    /// <summary>How a settlement batch is numbered, made of {channel}, {merchant} and {day}.</summary>
    public string BatchNumber { get; init; } = "{merchant}{day}";

    /// <summary>Bank holidays that are no Saturday or Sunday.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    /// <summary>Saturdays and Sundays on which banks work to make up for a holiday.</summary>
    public IReadOnlyList<DateOnly> Workdays { get; init; } = [];

    /// <summary>By which payer's name a credit is a channel's; nothing here means the usual names.</summary>
    public IReadOnlyList<Payer> Payers { get; init; } = [];

    internal BankCalendar Calendar => field ??= new(Holidays, Workdays);

    /// <summary>The channel that pays under this name, or null.</summary>
    internal string? ChannelOf(string payer) => Patterns.FirstOrDefault(p => p.Name.IsMatch(payer)).Channel;

    internal IEnumerable<string> Faults()
    {
        if (!BatchNumber.Contains("{merchant}", StringComparison.Ordinal)
            || !BatchNumber.Contains("{day}", StringComparison.Ordinal))
            yield return "Funds:BatchNumber has {merchant} and {day} in it, or two batches would have one number.";
        if (Payers.Any(p => p.Channel.Length == 0 || p.Name.Length == 0))
            yield return "Each of Funds:Payers has a Channel and a Name.";
    }

    private List<(string Channel, Regex Name)> Patterns => field ??=
    [
        .. (Payers.Count > 0 ? Payers : Usual).Select(p => (p.Channel,
            new Regex(p.Name, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))),
    ];

    private static readonly Payer[] Usual =
    [
        new() { Channel = "wechat", Name = "财付通|微信支付" },
        new() { Channel = "alipay", Name = "支付宝" },
        new() { Channel = "bank", Name = "银联|待清算" },
    ];
}

public sealed class Payer
{
    public string Channel { get; init; } = "";

    /// <summary>A regular expression found in the payer's name.</summary>
    public string Name { get; init; } = "";
}
