using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.His;

/// <summary>One closed day with its lines, in the order in which they are numbered.</summary>
internal sealed record Handover(HisClosedDay Day, IReadOnlyList<HandoverLine> Lines);

/// <summary>The virtual cashier's hand-over: what the hospital booked in one of its days, from its own book.</summary>
internal sealed class Handovers(HisBook book, HisDays days, PlantedBoard planted) : IStatementParty
{
    public const string Name = "his";
    private const int PageOf = 500;

    public string Party => Name;

    /// <summary>The hospital hands over neither fees nor anything that has not happened.</summary>
    public IReadOnlyList<string> Kinds =>
    [
        PlantedKinds.Missing, PlantedKinds.Amount, PlantedKinds.Duplicate, PlantedKinds.Extra, PlantedKinds.Foreign,
        PlantedKinds.Truncated, PlantedKinds.WrongTotal, PlantedKinds.OtherMerchant,
    ];

    public bool Knows(DateOnly date, string orderNo, string? refundNo) =>
        LinesOf(HisDays.Text(date)).Any(line => line.OrderNo == orderNo && line.RefundNo == refundNo);

    public WireAnswer Totals(string businessDate) => Find(businessDate, out var refusal) is { } handover
        ? HisAnswers.Of(Head(handover)) : refusal!;

    public WireAnswer Page(string businessDate, string? cursor)
    {
        if (Find(businessDate, out var refusal) is not { } handover)
            return refusal!;
        var from = 0;
        if (!string.IsNullOrEmpty(cursor) && (!int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out from)
            || from <= 0 || from >= handover.Lines.Count))
            return HisAnswers.Malformed("The cursor is not one of this hand-over.");
        var to = Math.Min(from + PageOf, handover.Lines.Count);
        return HisAnswers.Of(new JsonObject
        {
            ["lines"] = Lines(handover, from, LastTold(handover, to)),
            ["next"] = to < handover.Lines.Count ? to.ToString(CultureInfo.InvariantCulture) : null,
        });
    }

    public Handover Of(HisClosedDay day) =>
        new(day, planted.Apply(Name, HisDays.Read(day.BusinessDate)!.Value, LinesOf(day.BusinessDate)));

    /// <summary>Counts and sums by channel, and the digest over all lines.</summary>
    public JsonObject Head(Handover handover)
    {
        var flaws = FlawsOf(handover);
        var totals = handover.Lines.GroupBy(line => line.Channel).OrderBy(channel => channel.Key, StringComparer.Ordinal)
            .Select(channel => new JsonObject
            {
                ["channel"] = channel.Key,
                ["paymentCount"] = channel.Count(line => line.RefundNo is null),
                ["paymentFen"] = channel.Where(line => line.RefundNo is null).Sum(line => line.AmountFen)
                    + (flaws.Contains(PlantedKinds.WrongTotal) ? 1 : 0),
                ["refundCount"] = channel.Count(line => line.RefundNo is not null),
                ["refundFen"] = channel.Where(line => line.RefundNo is not null).Sum(line => line.AmountFen),
            });
        return new JsonObject
        {
            ["institution"] = flaws.Contains(PlantedKinds.OtherMerchant) ? "SYN999999" : CredentialIssue.Institution,
            ["businessDate"] = handover.Day.BusinessDate,
            ["from"] = handover.Day.From,
            ["to"] = handover.Day.To,
            ["closedAt"] = handover.Day.ClosedAt,
            ["totals"] = new JsonArray([.. totals]),
            ["lineCount"] = handover.Lines.Count,
            ["digest"] = Convert.ToHexStringLower(SHA256.HashData(
                Encoding.UTF8.GetBytes(string.Concat(handover.Lines.Select(line => line.Digested))))),
        };
    }

    /// <summary>What is pushed: the totals with every line.</summary>
    public JsonObject Whole(Handover handover)
    {
        var whole = Head(handover);
        whole["lines"] = Lines(handover, 0, LastTold(handover, handover.Lines.Count));
        return whole;
    }

    private static JsonArray Lines(Handover handover, int from, int to) =>
        new([.. handover.Lines.Take(to).Skip(from).Select((line, i) => line.ToJson(from + i + 1))]);

    /// <summary>Of a hand-over that broke off the last line never comes, whatever its head says.</summary>
    private int LastTold(Handover handover, int to) =>
        to == handover.Lines.Count && FlawsOf(handover).Contains(PlantedKinds.Truncated) ? Math.Max(0, to - 1) : to;

    private IReadOnlySet<string> FlawsOf(Handover handover) =>
        planted.Flaws(Name, HisDays.Read(handover.Day.BusinessDate)!.Value);

    private Handover? Find(string businessDate, out WireAnswer? refusal)
    {
        var date = HisDays.Read(businessDate);
        refusal = date is null ? HisAnswers.Malformed("businessDate is yyyy-MM-dd.") : null;
        if (date is null || days.Closed(date.Value) is not { } day)
        {
            refusal ??= new WireAnswer(404, HisAnswers.Of(HisResult.NotFound).Body);
            return null;
        }

        return Of(day);
    }

    private List<HandoverLine> LinesOf(string businessDate) =>
    [
        .. book.All.SelectMany(file => file.Settlements.SelectMany(settlement => LinesOf(file, settlement)))
            .Where(pair => pair.BusinessDate == businessDate).Select(pair => pair.Line)
            .OrderBy(line => line.At).ThenBy(line => line.HisDocNo, StringComparer.Ordinal),
    ];

    /// <summary>A reversal takes a settlement back as if it had never been, unless its day was handed over before.</summary>
    private static IEnumerable<(string BusinessDate, HandoverLine Line)> LinesOf(HisFile file, HisSettlement settlement)
    {
        if (settlement.Reversed && (settlement.ReversedOn ?? settlement.BusinessDate) == settlement.BusinessDate)
            yield break;

        var tender = JsonSerializer.Deserialize<SettleRequest>(settlement.Content, WireJson.Strict)!.Tenders[0];
        var payment = new HandoverLine
        {
            OrderNo = settlement.OrderNo,
            HisDocNo = settlement.HisDocNo,
            Channel = tender.Method,
            ChannelTradeNo = tender.ChannelTradeNo,
            AmountFen = settlement.PaidFen,
            At = settlement.BookedAt ?? DateTimeOffset.Parse(settlement.HisTime, CultureInfo.InvariantCulture),
            Department = HandoverNames.Of("D", file.Bill.Department),
            Doctor = HandoverNames.Of("S", file.Bill.Doctor),
            BillClasses = [.. file.Bill.Lines.GroupBy(line => line.ChargeClass).Select(lines => new HandoverClass(
                lines.Key, HandoverNames.ClassOf(lines.Key), lines.Sum(line => line.AmountFen)))],
        };
        yield return (settlement.BusinessDate, payment);
        if (settlement.Reversed)
            yield return (settlement.ReversedOn!, payment with
            {
                RefundNo = settlement.ReversalNo,
                At = settlement.ReversedAt!.Value,
            });
        foreach (var refund in settlement.Refunds.Where(refund => refund.Stands))
            yield return (refund.BusinessDate, payment with
            {
                RefundNo = refund.HisRefundNo,
                AmountFen = refund.AmountFen,
                At = refund.BookedAt ?? DateTimeOffset.Parse(refund.At, CultureInfo.InvariantCulture),
            });
    }
}
