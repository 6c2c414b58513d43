using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Clients.Statements;

/// <summary>All statements that can be fetched, and the way each is fetched by.</summary>
public sealed class StatementShelf(IEnumerable<IStatementSource> sources, SftpStatements sftp)
{
    private readonly IReadOnlyList<IStatementSource> sources = [.. sources];

    public IEnumerable<(string HospitalId, string Channel, string MerchantId)> Merchants => sources
        .SelectMany(source => source.Merchants.Select(m => (m.HospitalId, source.Channel, m.MerchantId)))
        .Union(sftp.All.Select(s => (s.HospitalId, s.Channel, s.MerchantId)))
        .Order();

    public async Task<Result<StatementFile>> Fetch(string channel, StatementAsked asked, CancellationToken stop)
    {
        if (!Merchants.Contains((asked.HospitalId, channel, asked.MerchantId)))
            return StatementErrors.MerchantUnknown(channel, asked.MerchantId);

        var source = sources.FirstOrDefault(s => s.Channel == channel);
        if (source?.Has(asked.Kind) is false || (source is null && asked.Kind != StatementAsked.Trade))
            return StatementErrors.KindUnknown(channel, asked.Kind);

        return sftp.Of(asked.HospitalId, channel, asked.MerchantId) is { } folder
            ? await sftp.Fetch(folder, asked.Day, stop)
            : await source!.Fetch(asked, stop);
    }
}
