using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>
/// A hospital's day as hospital, platform and channel each have it, made from a seed, with differences planted of which it is
/// known what they must be found as. Reconciled at 10:30 the next day: the day's statement and hand-over are here, the next
/// day's are not.
/// </summary>
public sealed class PlantedDay
{
    public const string Merchant = "1900000001";
    public static readonly DateOnly Day = new(2026, 11, 23);
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly Random random;
    private int count;

    public PlantedDay(int seed, int orders)
    {
        random = new(seed);
        for (var i = 0; i < orders; i++)
            Order();
        foreach (var plant in Plants())
            for (var n = random.Next(3); n > 0; n--)
                plant();
    }

    public List<(DateOnly Day, HandoverLine Line)> Hospital { get; } = [];
    public List<PlatformPayment> Payments { get; } = [];
    public List<PlatformRefund> Refunds { get; } = [];
    public List<(DateOnly Day, StatementLine Line)> Channel { get; } = [];

    /// <summary>What must be found, and nothing else.</summary>
    public HashSet<(LineKind, string, DifferenceClass)> Planted { get; } = [];

    public int Alike { get; private set; }

    /// <summary>The same day with its rows in another order.</summary>
    public void Shuffle(int seed)
    {
        var other = new Random(seed);
        Reorder(Hospital);
        Reorder(Payments);
        Reorder(Refunds);
        Reorder(Channel);

        void Reorder<T>(List<T> rows)
        {
            var mixed = rows.ToArray();
            other.Shuffle(mixed);
            rows.Clear();
            rows.AddRange(mixed);
        }
    }

    private sealed record Paid(string OrderNo, long Fen, DateTimeOffset At);

    private Action[] Plants() =>
    [
        () => Plant(DifferenceClass.AmountDiff, Noon(), o => { AtHospital(o, o.Fen + 1); AtPlatform(o); AtChannel(o); }),
        () => Plant(DifferenceClass.AmountDiff, Noon(), o => { AtHospital(o); AtPlatform(o); AtChannel(o, o.Fen + 100); }),
        () => Plant(DifferenceClass.HisMissing, Noon(), o => { AtPlatform(o); AtChannel(o); }),
        () => Plant(DifferenceClass.ChannelOnly, Noon(), o => AtChannel(o)),
        () => Plant(DifferenceClass.ChannelMissing, Noon(), o => { AtHospital(o); AtPlatform(o); }),
        () => Plant(DifferenceClass.PlatformMissing, Noon(), o => { AtHospital(o); AtChannel(o); }),
        () => Plant(DifferenceClass.HisOnly, Noon(), o => AtHospital(o)),
        () => Plant(DifferenceClass.PlatformOnly, Noon(), o => AtPlatform(o)),
        () => Plant(DifferenceClass.Duplicate, Noon(), o => { Everywhere(o); AtChannel(o); }),
        () => Plant(DifferenceClass.Duplicate, Noon(), o => { Everywhere(o); AtHospital(o); }),
        () => Plant(DifferenceClass.FeeDiff, Noon(), o => { AtHospital(o); AtPlatform(o); AtChannel(o, fee: 99); }),
        () => Plant(DifferenceClass.InTransit, Late(), o => { AtPlatform(o); AtChannel(o); }),
        () => Plant(DifferenceClass.ZeroPair, Noon(), o => { AtPlatform(o); AtChannel(o); Back(o, o.Fen, isAtHospital: false); }),
        Foreign, PartlyRefused, RefundUnknownToTheHospital, RefundThatFailed, RefundUnderWay, RefundOnlyAtTheChannel,
    ];

    // What goes well: by far the most, and the ground the differences must be told from.
    private void Order()
    {
        switch (random.Next(10))
        {
            case 0:
                // Paid between the hospital's cut-off and midnight of the day before: another day on each side.
                var evening = Make(At(Day.AddDays(-1), 23 * 3600 + random.Next(3000)));
                Everywhere(evening);
                break;
            case 1:
                var several = Make(Noon());
                for (var bill = 1; bill <= 2; bill++)
                    AtHospital(several, bill == 1 ? several.Fen / 2 : several.Fen - several.Fen / 2, "-" + bill);
                AtPlatform(several);
                AtChannel(several);
                break;
            case 2:
                var given = Make(Noon());
                Everywhere(given);
                Back(given, 1 + random.NextInt64(given.Fen), isAtHospital: true);
                Alike++;
                break;
            default:
                Everywhere(Make(Noon()));
                break;
        }

        Alike++;
    }

    private void Plant(DifferenceClass found, DateTimeOffset at, Action<Paid> plant)
    {
        var order = Make(at);
        plant(order);
        Planted.Add((LineKind.Payment, order.OrderNo, found));
        if (found == DifferenceClass.ZeroPair)
            Planted.Add((LineKind.Refund, order.OrderNo + "R01", found));
    }

    private void Foreign()
    {
        var order = new Paid("canteen-" + ++count, 1500, Noon());
        AtChannel(order);
        Planted.Add((LineKind.Payment, order.OrderNo, DifferenceClass.Foreign));
    }

    private void PartlyRefused()
    {
        var order = Make(Noon());
        var kept = 1 + random.NextInt64(order.Fen - 1);
        AtHospital(order, kept, "-1");
        AtPlatform(order);
        AtChannel(order);
        Back(order, order.Fen - kept, isAtHospital: false);
        Planted.Add((LineKind.Payment, order.OrderNo, DifferenceClass.ZeroPair));
        Planted.Add((LineKind.Refund, order.OrderNo + "R01", DifferenceClass.ZeroPair));
    }

    private void RefundUnknownToTheHospital()
    {
        var order = Make(Noon());
        Everywhere(order);
        Alike++;
        Back(order, order.Fen, isAtHospital: false);
        Planted.Add((LineKind.Refund, order.OrderNo + "R01", DifferenceClass.HisMissing));
    }

    private void RefundThatFailed()
    {
        var order = Make(Noon());
        Everywhere(order);
        Alike++;
        Back(order, order.Fen, isAtHospital: true, atChannel: LineStatus.Failed);
        Planted.Add((LineKind.Refund, order.OrderNo + "R01", DifferenceClass.StatusDiff));
    }

    private void RefundUnderWay()
    {
        var order = Make(Noon());
        Everywhere(order);
        Alike++;
        Back(order, order.Fen, isAtHospital: true, atChannel: null, atPlatform: LineStatus.UnderWay);
        Planted.Add((LineKind.Refund, order.OrderNo + "R01", DifferenceClass.InTransit));
    }

    private void RefundOnlyAtTheChannel()
    {
        var order = Make(Noon());
        Everywhere(order);
        Alike++;
        Back(order, 1 + random.NextInt64(order.Fen), isAtHospital: false, atPlatform: null);
        Planted.Add((LineKind.Refund, order.OrderNo + "R01", DifferenceClass.ChannelOnly));
    }

    private void Back(Paid order, long fen, bool isAtHospital, LineStatus? atChannel = LineStatus.Done,
        LineStatus? atPlatform = LineStatus.Done)
    {
        var (number, hisNumber, at) = (order.OrderNo + "R01", "HR" + ++count, order.At.AddMinutes(10));
        if (isAtHospital)
            Hospital.Add((Day, new(Hospital.Count + 1, LineKind.Refund, hisNumber, order.OrderNo, "wechat", "D" + ++count, null,
                fen, at, null, null)));
        if (atPlatform is { } ours)
            Refunds.Add(new()
            {
                HospitalId = "",
                RefundNo = number,
                OrderNo = order.OrderNo,
                HisRefundNo = isAtHospital ? hisNumber : null,
                Amount = Money.FromFen(fen),
                At = at,
                Status = ours,
            });
        if (atChannel is { } theirs)
            Channel.Add((Day, new(Channel.Count + 1, LineKind.Refund, theirs, Merchant, order.OrderNo, number,
                "T" + order.OrderNo, "TR" + number, fen, random.Next(2) == 0 ? 0 : -FeeOf(fen), at)));
    }

    private void Everywhere(Paid order)
    {
        AtHospital(order);
        AtPlatform(order);
        AtChannel(order);
    }

    private void AtHospital(Paid order, long? fen = null, string suffix = "") => Hospital.Add((
        BusinessDay.Of(order.At, new TimeOnly(23, 0)).Date,
        new(Hospital.Count + 1, LineKind.Payment, order.OrderNo + suffix, order.OrderNo, "wechat", "D" + ++count,
            "T" + order.OrderNo, fen ?? order.Fen, order.At.AddSeconds(3), "内科", "张")));

    private void AtPlatform(Paid order) => Payments.Add(new()
    {
        HospitalId = "",
        OrderNo = order.OrderNo,
        PaymentId = Guid.NewGuid(),
        Channel = "wechat",
        MerchantId = Merchant,
        ChannelTradeNo = "T" + order.OrderNo,
        Amount = Money.FromFen(order.Fen),
        PaidAt = order.At,
    });

    private void AtChannel(Paid order, long? fen = null, long? fee = null) => Channel.Add((
        BusinessDay.Of(order.At, TimeOnly.MinValue).Date,
        new(Channel.Count + 1, LineKind.Payment, LineStatus.Done, Merchant, order.OrderNo, null, "T" + order.OrderNo, null,
            fen ?? order.Fen, FeeOf(fen ?? order.Fen) + (fee ?? random.Next(-1, 2)), order.At)));

    private static long FeeOf(long fen) => (fen * 3800 + 500_000) / 1_000_000;

    private Paid Make(DateTimeOffset at) => new(
        $"P{at:yyyyMMddHHmmss}{count++:D6}" + string.Concat(Enumerable.Range(0, 6).Select(_ => Digits[random.Next(32)])),
        100 + random.NextInt64(50_000), at);

    private DateTimeOffset Noon() => At(Day, 600 + random.Next(22 * 3600));

    private DateTimeOffset Late() => At(Day, 23 * 3600 + random.Next(3000));

    private static DateTimeOffset At(DateOnly day, int second) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), BusinessDay.ChinaOffset).AddSeconds(second);
}
