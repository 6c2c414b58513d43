using System.Text.Json.Nodes;
using MobilePay.HisSync.Domain;
using MobilePay.Primitives;
using Refit;

namespace MobilePay.HisSync.Clients.Canonical;

/// <summary>A HIS that speaks the canonical HTTP contract. Business answers are HTTP 200; anything else is Unknown.</summary>
internal sealed class CanonicalHis(ICanonicalHisApi api, HospitalOptions hospital) : IHisAdapter
{
    public HisCapabilities Capabilities => hospital.Capabilities;

    public async Task<Result<Bill>> ReadBill(string billNo, CancellationToken stop)
    {
        var answer = await Ask(() => api.GetBill(billNo, stop));
        if (answer?.Result == "NOT_FOUND")
            return HisErrors.BillNotFound(billNo);
        if (answer?.ToBill(hospital) is not { } bill || bill.BillNo != billNo)
            return HisErrors.Unavailable(hospital.Id);
        return bill.IsConsistent ? bill : HisErrors.BillInconsistent(billNo);
    }

    public async Task<Presettlement> Presettle(PresettleBill bill, CancellationToken stop)
    {
        if (!Capabilities.Lock)
            return new(HisOutcome.Accepted);

        var request = new WirePresettle(bill.OrderNo, bill.BillVersion, bill.PayableFen, ToChina(bill.LockUntil));
        var answer = await Ask(() => api.Presettle(bill.BillNo, bill.OrderNo, request, stop));
        return OutcomeOf(answer?.Result) switch
        {
            HisOutcome.Accepted when answer!.PresettlementId is { } id => new(HisOutcome.Accepted, id),
            HisOutcome.Refused => new(HisOutcome.Refused, Reason: ReasonOf(answer!.Result), BillVersion: answer.BillVersion),
            _ => new(HisOutcome.Unknown),
        };
    }

    public async Task<HisOutcome> Release(string presettlementId, CancellationToken stop) =>
        OutcomeOf((await Ask(() => api.Release(presettlementId, stop)))?.Result);

    public async Task<HisConfirmation> Confirm(WriteBack writeBack, CancellationToken stop)
    {
        var locked = await LockOf(writeBack, stop);
        if (locked.Reason == "already-paid")
            return await PaidByWhom(writeBack, stop);
        if (locked.Outcome != HisOutcome.Accepted)
            return new(locked.Outcome, locked.Reason);

        var tender = new WireTender(
            MethodOf(writeBack.Channel), writeBack.Amount.Fen, writeBack.ChannelTradeNo, ToChina(writeBack.PaidAt));
        var request = new WireConfirm(writeBack.OrderNo, writeBack.BillNo, writeBack.BillVersion, locked.Id, writeBack.VisitNo,
            [writeBack.PrescriptionNo], writeBack.Amount.Fen, "CNY", [tender], "MOBILE", "SYS-MOBILE");
        return Read(await Ask(() => api.Confirm(writeBack.OrderNo, request, stop)));
    }

    // Paid perhaps by this very order, whose answer was lost: only the hospital's word on our number tells.
    private async Task<HisConfirmation> PaidByWhom(WriteBack writeBack, CancellationToken stop) => Capabilities.LookupByOrderNo
        ? await LookUp(writeBack.OrderNo, stop) ?? new(HisOutcome.Refused, "already-paid")
        : HisConfirmation.Unknown;

    // The id of the lock is kept without waiting for the disk; should a crash have taken it, the same order gets the same lock.
    private async Task<Presettlement> LockOf(WriteBack writeBack, CancellationToken stop) =>
        writeBack.PresettlementId is { } id
            ? new(HisOutcome.Accepted, id)
            : await Presettle(new(writeBack.OrderNo, writeBack.BillNo, writeBack.BillVersion, writeBack.Amount.Fen,
                writeBack.PaidAt.AddMinutes(30)), stop);

    public async Task<HisConfirmation?> LookUp(string orderNo, CancellationToken stop)
    {
        var answer = await Ask(() => api.LookUp(orderNo, stop));
        return answer?.Result == "NOT_FOUND" ? null : Read(answer);
    }

    public async Task<HisConfirmation> Reverse(string orderNo, string reversalNo, string reason, CancellationToken stop)
    {
        var answer = await Ask(() => api.Reverse(orderNo, reversalNo, new(reversalNo, reason), stop));
        var outcome = OutcomeOf(answer?.Result);
        return new(outcome, outcome == HisOutcome.Refused ? ReasonOf(answer!.Result) : null);
    }

    public Task<Result<JsonObject>> HandOver(DateOnly day, CancellationToken stop) =>
        new HandoverPages(api, hospital.Id).Read(day, stop);

    private static HisConfirmation Read(WireSettlement? answer) => OutcomeOf(answer?.Result) switch
    {
        HisOutcome.Accepted when answer!.HisDocNo is { } docNo => new(HisOutcome.Accepted, null, docNo, answer.InvoiceNo,
            answer.BusinessDate, answer.Pickup?.Pharmacy, answer.Pickup?.Window),
        HisOutcome.Refused => new(HisOutcome.Refused, ReasonOf(answer!.Result)),
        _ => HisConfirmation.Unknown,
    };

    // A word we do not know may mean anything, so it is not a refusal.
    private static HisOutcome OutcomeOf(string? result) => result switch
    {
        "ACCEPTED" or "DUPLICATE" => HisOutcome.Accepted,
        "ALREADY_PAID" or "VOIDED" or "CHANGED" or "EXPIRED" or "AMOUNT_MISMATCH" or "LOCKED_BY_OTHER" or "NOT_FOUND"
            or "REVERSED" or "DISPENSED" => HisOutcome.Refused,
        _ => HisOutcome.Unknown,
    };

    private static string ReasonOf(string? result) => (result ?? "refused").ToLowerInvariant().Replace('_', '-');

    private static string MethodOf(string channel) => channel.ToUpperInvariant();

    private static DateTimeOffset ToChina(DateTimeOffset at) => at.ToOffset(BusinessDay.ChinaOffset);

    private static async Task<T?> Ask<T>(Func<Task<IApiResponse<T>>> call)
        where T : class
    {
        // Time-outs, cut connections and open breakers are in the answer's error, too: Refit wraps what goes wrong in sending.
        using var answer = await call();
        return answer is { IsSuccessStatusCode: true, Error: null } ? answer.Content : null;
    }
}
