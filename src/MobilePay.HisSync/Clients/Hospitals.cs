using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using MobilePay.HisSync.Clients.Canonical;
using Refit;

namespace MobilePay.HisSync.Clients;

/// <summary>The configured hospitals, each with the adapter that speaks to its HIS.</summary>
public sealed class Hospitals(IHttpClientFactory clients, IOptions<HisOptions> options)
{
    public bool TryGet(string hospitalId, [NotNullWhen(true)] out IHisAdapter? his)
    {
        var hospital = Find(hospitalId);
        his = hospital is null ? null : new CanonicalHis(
            RestService.For<ICanonicalHisApi>(clients.CreateClient(ClientName(hospitalId)), CanonicalWire.Refit), hospital);
        return his is not null;
    }

    public IReadOnlyList<HospitalOptions> All => options.Value.Hospitals;

    public HospitalOptions? Find(string hospitalId) => options.Value.Hospitals.FirstOrDefault(h => h.Id == hospitalId);

    public static string ClientName(string hospitalId) => "his-" + hospitalId;
}
