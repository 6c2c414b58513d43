using Refit;

namespace MobilePay.Payments.Clients;

/// <summary>What Payments needs of Prescriptions.</summary>
public interface IPrescriptionsApi
{
    [Post("/prescriptions/for-payment")]
    Task<IApiResponse<PreparedBills>> Prepare([Body] PrepareBills request, CancellationToken stop);
}

public sealed record PrepareBills(IReadOnlyList<string> Tokens, IReadOnlyList<string>? Versions);

public sealed record PreparedBills(string HospitalId, string HospitalName, string Department, IReadOnlyList<PreparedBill> Bills);

public sealed record PreparedBill(string BillNo, string BillVersion, string PrescriptionNo, string VisitNo, long PayableFen);
