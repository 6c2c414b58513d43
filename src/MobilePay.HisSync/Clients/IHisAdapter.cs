using System.Text.Json.Nodes;
using MobilePay.HisSync.Domain;
using MobilePay.Primitives;

namespace MobilePay.HisSync.Clients;

/// <summary>One hospital's information system, whatever it speaks. Time-outs and odd answers come back as Unknown.</summary>
public interface IHisAdapter
{
    HisCapabilities Capabilities { get; }

    Task<Result<Bill>> ReadBill(string billNo, CancellationToken stop);

    /// <summary>Locks the bill for our order; the same order again gets the same lock.</summary>
    Task<Presettlement> Presettle(PresettleBill bill, CancellationToken stop);

    /// <summary>Frees a lock that will not be used. Best effort: the lock runs out by itself.</summary>
    Task<HisOutcome> Release(string presettlementId, CancellationToken stop);

    Task<HisConfirmation> Confirm(WriteBack writeBack, CancellationToken stop);

    /// <summary>What became of our order. Null: the hospital says for certain that it has never booked it.</summary>
    Task<HisConfirmation?> LookUp(string orderNo, CancellationToken stop);

    /// <summary>Takes back a confirm by our number; for people who decide to (never done by itself).</summary>
    Task<HisConfirmation> Reverse(string orderNo, string reversalNo, string reason, CancellationToken stop);

    /// <summary>The hospital's day as one document, totals and all lines; what it says is checked by Reconciliation.</summary>
    Task<Result<JsonObject>> HandOver(DateOnly day, CancellationToken stop);
}

/// <summary>A request to lock a bill for one of our orders.</summary>
public sealed record PresettleBill(string OrderNo, string BillNo, string BillVersion, long PayableFen, DateTimeOffset LockUntil);
