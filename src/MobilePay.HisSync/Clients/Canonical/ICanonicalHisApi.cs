using System.Text.Json.Nodes;
using Refit;

namespace MobilePay.HisSync.Clients.Canonical;

/// <summary>The canonical HTTP contract between platform and HIS (docs/his-interface.md).</summary>
internal interface ICanonicalHisApi
{
    [Get("/his/v1/bills/{billNo}")]
    Task<IApiResponse<WireBill>> GetBill(string billNo, CancellationToken stop);

    [Post("/his/v1/bills/{billNo}/presettlements")]
    Task<IApiResponse<WirePresettlement>> Presettle(
        string billNo, [Header("Idempotency-Key")] string orderNo, [Body] WirePresettle request, CancellationToken stop);

    [Delete("/his/v1/presettlements/{id}")]
    Task<IApiResponse<WireResult>> Release(string id, CancellationToken stop);

    [Post("/his/v1/settlements")]
    Task<IApiResponse<WireSettlement>> Confirm(
        [Header("Idempotency-Key")] string orderNo, [Body] WireConfirm request, CancellationToken stop);

    [Get("/his/v1/settlements")]
    Task<IApiResponse<WireSettlement>> LookUp([Query] string orderNo, CancellationToken stop);

    [Post("/his/v1/settlements/{orderNo}/reversal")]
    Task<IApiResponse<WireResult>> Reverse(
        string orderNo, [Header("Idempotency-Key")] string reversalNo, [Body] WireReversal request, CancellationToken stop);

    [Get("/his/v1/handovers/{day}")]
    Task<IApiResponse<JsonObject>> Handover(string day, CancellationToken stop);

    [Get("/his/v1/handovers/{day}/lines")]
    Task<IApiResponse<WireHandoverPage>> HandoverLines(string day, [Query] string? cursor, CancellationToken stop);
}
