using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Clients.Statements;

/// <summary>Where a channel's files of a day come from.</summary>
public interface IStatementSource
{
    string Channel { get; }

    /// <summary>Ours, by hospital.</summary>
    IEnumerable<(string HospitalId, string MerchantId)> Merchants { get; }

    bool Has(string kind);

    /// <summary>Asks for the file and takes it. Changes nothing at the channel, so it may be asked again any time.</summary>
    Task<Result<StatementFile>> Fetch(StatementAsked asked, CancellationToken stop);
}
