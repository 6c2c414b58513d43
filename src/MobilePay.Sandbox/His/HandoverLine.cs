using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.His;

internal sealed record HandoverName(string Code, string Name);

internal sealed record HandoverClass(string Code, string Name, long AmountFen);

/// <summary>One payment or refund as the hospital hands it over.</summary>
internal sealed record HandoverLine : IStatementRow<HandoverLine>
{
    public required string OrderNo { get; init; }

    /// <summary>The hospital's own number of the refund; null in a payment.</summary>
    public string? RefundNo { get; init; }

    public required string HisDocNo { get; init; }
    public required string Channel { get; init; }
    public required string ChannelTradeNo { get; init; }
    public required long AmountFen { get; init; }
    public required DateTimeOffset At { get; init; }
    public required HandoverName Department { get; init; }
    public required HandoverName Doctor { get; init; }

    /// <summary>What of the bill is which kind of charge; the line's amount is shared out in this proportion.</summary>
    public required IReadOnlyList<HandoverClass> BillClasses { get; init; }

    public string Kind => RefundNo is null ? "PAYMENT" : "REFUND";

    public HandoverLine WithAmount(long amountFen) => this with { AmountFen = amountFen };

    public HandoverLine WithFee(long feeFen) => this;

    public HandoverLine WithOtherStatus() => this;

    public static HandoverLine Invented(PlantedRow planted, string orderNo) => new()
    {
        OrderNo = orderNo,
        RefundNo = planted.RefundNo,
        HisDocNo = "SYN-H-" + orderNo[^Math.Min(8, orderNo.Length)..],
        Channel = planted.Kind == PlantedKinds.Foreign ? "CASH" : "WECHAT",
        ChannelTradeNo = "42000" + Files.Day(planted.Date) + orderNo[^Math.Min(8, orderNo.Length)..],
        AmountFen = planted.AmountFen ?? PlantedRow.UsualFen,
        At = new DateTimeOffset(planted.Date.ToDateTime(new TimeOnly(12, 0)), TimeSpan.FromHours(8)),
        Department = HandoverNames.Of("D", "收费处(示例)"),
        Doctor = HandoverNames.Of("S", "测试医师乙"),
        BillClasses = [new HandoverClass("14", HandoverNames.ClassOf("14"), 1)],
    };

    /// <summary>What the digest is taken over; an empty place for what is null.</summary>
    public string Digested => string.Create(CultureInfo.InvariantCulture,
        $"{Kind}|{OrderNo}|{RefundNo}|{HisDocNo}|{Channel}|{ChannelTradeNo}|{AmountFen}|{At.ToWire()}\n");

    public JsonObject ToJson(int lineNo) => new()
    {
        ["lineNo"] = lineNo,
        ["kind"] = Kind,
        ["orderNo"] = OrderNo,
        ["refundNo"] = RefundNo,
        ["hisDocNo"] = HisDocNo,
        ["channel"] = Channel,
        ["channelTradeNo"] = ChannelTradeNo,
        ["amountFen"] = AmountFen,
        ["at"] = At.ToWire(),
        ["department"] = new JsonObject { ["code"] = Department.Code, ["name"] = Department.Name },
        ["doctor"] = new JsonObject { ["code"] = Doctor.Code, ["name"] = Doctor.Name },
        ["feeClasses"] = new JsonArray([.. SharedOut().Select(part => new JsonObject
        {
            ["code"] = part.Code,
            ["name"] = part.Name,
            ["amountFen"] = part.AmountFen,
        })]),
    };

    /// <summary>To the fen: what rounding down leaves over is the first class's.</summary>
    private List<HandoverClass> SharedOut()
    {
        var wholeFen = BillClasses.Sum(part => part.AmountFen);
        var parts = BillClasses.Select(part => part with { AmountFen = (long)((Int128)AmountFen * part.AmountFen / wholeFen) })
            .ToList();
        parts[0] = parts[0] with { AmountFen = parts[0].AmountFen + AmountFen - parts.Sum(part => part.AmountFen) };
        return [.. parts.Where(part => part.AmountFen > 0)];
    }
}

/// <summary>Codes of a hospital whose screens know only names.</summary>
internal static class HandoverNames
{
    private static readonly Dictionary<string, string> Classes = new()
    {
        ["01"] = "床位费",
        ["02"] = "诊察费",
        ["03"] = "检查费",
        ["04"] = "化验费",
        ["05"] = "治疗费",
        ["06"] = "手术费",
        ["07"] = "护理费",
        ["08"] = "卫生材料费",
        ["09"] = "西药费",
        ["10"] = "中药饮片费",
        ["11"] = "中成药费",
        ["12"] = "一般诊疗费",
        ["13"] = "挂号费",
        ["14"] = "其他费",
    };

    public static string ClassOf(string code) => Classes.GetValueOrDefault(code, "其他费");

    /// <summary>The same name has the same code at every start.</summary>
    public static HandoverName Of(string letter, string name) =>
        new(letter + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..6], name);
}
