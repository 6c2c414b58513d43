using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;

namespace MobilePay.Sandbox.His;

/// <summary>The hospital's own files; what the four commands do to a bill, each safe to repeat.</summary>
internal sealed class HisBook : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HisFile> files = [];
    private readonly Dictionary<string, string> billOfOrder = [];
    private readonly Dictionary<string, string> billOfLock = [];
    private readonly Journal<HisFile> journal;
    private readonly SandboxDay day;
    private readonly HisDays days;

    public HisBook(IOptions<SandboxOptions> options, SandboxDay day, HisDays days)
    {
        this.day = day;
        this.days = days;
        journal = new Journal<HisFile>(options.Value.Directory, "book-his.jsonl");
        foreach (var file in journal.Replay())
            Index(file);
    }

    public IReadOnlyList<HisFile> All => Locked<IReadOnlyList<HisFile>>(() => [.. files.Values]);

    public HisFile? Find(string billNo) => Locked(() => files.GetValueOrDefault(billNo));

    public HisFile? FindByOrder(string orderNo) =>
        Locked(() => files.GetValueOrDefault(billOfOrder.GetValueOrDefault(orderNo, "")));

    public HisFile Add(HisFile file) => Locked(() => Keep(file));

    /// <summary>A change made at the hospital's own screens.</summary>
    public HisFile? Change(string billNo, Func<HisFile, HisFile> change) =>
        Locked(() => files.TryGetValue(billNo, out var file) ? Keep(change(file)) : null);

    public (string Result, HisFile? File) Presettle(
        string billNo, string orderNo, string version, long payableFen, DateTimeOffset until) =>
        Locked<(string, HisFile?)>(() =>
        {
            var now = day.TrueNow;
            if (!files.TryGetValue(billNo, out var file))
                return (HisResult.NotFound, null);
            if (Objection(file, orderNo, version, payableFen, now) is { } objection)
                return (objection, file);

            var id = file.Lock is { } held && held.OrderNo == orderNo ? held.PresettlementId
                : "PS-" + RandomNumberGenerator.GetHexString(12);
            var past = file.Lock is { } old && old.OrderNo != orderNo ? [.. file.PastLocks, old] : file.PastLocks;
            return (HisResult.Accepted, Keep(file with { Lock = new HisLock(id, orderNo, until), PastLocks = past }));
        });

    public string Release(string presettlementId) => Locked(() =>
    {
        if (!billOfLock.TryGetValue(presettlementId, out var billNo))
            return HisResult.NotFound;

        var file = files[billNo];
        if (file.Lock?.PresettlementId != presettlementId)
            return HisResult.Accepted;
        if (file.Standing?.OrderNo == file.Lock.OrderNo)
            return HisResult.AlreadyPaid;

        Keep(file with { Lock = null, PastLocks = [.. file.PastLocks, file.Lock] });
        return HisResult.Accepted;
    });

    public (string Result, HisSettlement? Settlement) Settle(SettleRequest request, string content) =>
        Locked<(string, HisSettlement?)>(() =>
        {
            if (billOfOrder.TryGetValue(request.OrderNo, out var settledBill))
                return Repeat(files[settledBill], request.OrderNo, content);
            if (!files.TryGetValue(request.BillNo, out var file))
                return (HisResult.NotFound, null);

            var now = day.TrueNow;
            // Money was taken while the bill could be paid: that it has run out since is no reason to refuse it.
            var objection = Objection(file, request.OrderNo, request.BillVersion, request.PaidFen, now);
            if (objection is not null && objection != HisResult.Expired)
                return (objection, null);

            var number = RandomNumberGenerator.GetString("0123456789", 8);
            var window = 1 + Math.Abs(file.Bill.PrescriptionNo.Sum(c => c)) % 6;
            var herbal = file.Bill.Prescriptions[0].Kind == "HERBAL";
            var settlement = new HisSettlement(
                request.OrderNo, request.BillNo, request.PaidFen,
                "SYN-H-" + number, "SYN-I-" + number, now.ToWire(), days.Current,
                new HisPickup(herbal ? "门诊中药房" : "门诊西药房", window.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                request.Tenders[0].ChannelTradeNo, content)
            {
                BookedAt = day.Now,
            };
            Keep(file with
            {
                Bill = file.Bill with { Status = HisStatus.Paid },
                Settlements = [.. file.Settlements, settlement],
            });
            return (HisResult.Accepted, settlement);
        });

    public string Reverse(string orderNo, string reversalNo) => Locked(() =>
    {
        if (!billOfOrder.TryGetValue(orderNo, out var billNo))
            return HisResult.NotFound;

        var file = files[billNo];
        if (file.Settlements.First(s => s.OrderNo == orderNo).Reversed)
            return HisResult.Accepted;
        if (file.Dispensed)
            return HisResult.Dispensed;
        // Reversal is for a confirm whose outcome is unknown; this one was known well enough to be refunded.
        if (file.Settlements.First(s => s.OrderNo == orderNo).RefundedFen > 0)
            return HisResult.AlreadyPaid;

        Keep(file with
        {
            Bill = file.Bill with { Status = HisStatus.Unpaid },
            Lock = null,
            Settlements = [.. file.Settlements.Select(
                s => s.OrderNo == orderNo ? Reversed(s, reversalNo) : s)],
        });
        return HisResult.Accepted;
    });

    public void Dispose() => journal.Dispose();

    private HisSettlement Reversed(HisSettlement settlement, string reversalNo) => settlement with
    {
        Reversed = true,
        ReversalNo = reversalNo,
        ReversedOn = days.Current,
        ReversedAt = day.Now,
    };

    private static string? Objection(HisFile file, string orderNo, string version, long fen, DateTimeOffset now) =>
        file.StatusAt(now) switch
        {
            HisStatus.Voided => HisResult.Voided,
            HisStatus.Unpaid or HisStatus.Locked or HisStatus.Expired when file.Bill.BillVersion != version => HisResult.Changed,
            HisStatus.Expired => HisResult.Expired,
            HisStatus.Locked when file.Lock!.OrderNo != orderNo => HisResult.LockedByOther,
            HisStatus.Unpaid or HisStatus.Locked => file.Bill.PayableFen == fen ? null : HisResult.AmountMismatch,
            _ => HisResult.AlreadyPaid,
        };

    private (string, HisSettlement?) Repeat(HisFile file, string orderNo, string content)
    {
        var first = file.Settlements.First(s => s.OrderNo == orderNo);
        var counted = first with { ConfirmsReceived = first.ConfirmsReceived + 1 };
        Keep(file with { Settlements = [.. file.Settlements.Select(s => s.OrderNo == orderNo ? counted : s)] });
        return first.Content != content ? (HisResult.AmountMismatch, null)
            : first.Reversed ? (HisResult.Reversed, null) : (HisResult.Duplicate, counted);
    }

    private HisFile Keep(HisFile file)
    {
        journal.Append(file);
        Index(file);
        return file;
    }

    private void Index(HisFile file)
    {
        files[file.Bill.BillNo] = file;
        foreach (var settlement in file.Settlements)
            billOfOrder[settlement.OrderNo] = file.Bill.BillNo;
        foreach (var held in file.Lock is null ? file.PastLocks : [.. file.PastLocks, file.Lock])
            billOfLock[held.PresettlementId] = file.Bill.BillNo;
    }

    private T Locked<T>(Func<T> work)
    {
        lock (gate)
            return work();
    }
}
