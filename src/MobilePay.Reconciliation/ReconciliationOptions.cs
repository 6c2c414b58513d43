using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using MobilePay.Reconciliation.Clients.Bank;

namespace MobilePay.Reconciliation;

public sealed class ReconciliationOptions : IValidatableObject
{
    /// <summary>Statements of the hospital's own account are told from the channels' by this name.</summary>
    internal const string AccountChannel = "account";

    /// <summary>When a hospital's day ends, China time, where the hospital has no hour of its own.</summary>
    public TimeOnly CutOff { get; init; } = new(23, 0);

    /// <summary>
    /// How our order numbers look. What stands in a statement under another form, and nowhere else, is another business's.
    /// </summary>
    [Required]
    public string OrderNumberPattern { get; init; } = "^P[0-9]{14}[0-9A-HJKMNP-TV-Z]{12}$";

    /// <summary>How long a day's joins may take.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "02:00:00")]
    public TimeSpan MatchWithin { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Memory the database may use for one of the joins of a day, in megabytes.</summary>
    [Range(4, 4096)]
    public int JoinMegabytes { get; init; } = 256;

    /// <summary>Up to this many fen one person besides the proposer may consent to a write-off; above it, two.</summary>
    [Range(0, 100_000_00)]
    public long WriteOffByOneFenMax { get; init; } = 100_00;

    /// <summary>The hospital's own codes and names for our accounts.</summary>
    public IReadOnlyList<AccountCode> Accounts { get; init; } = [];

    public IReadOnlyList<FeeRate> FeeRates { get; init; } = [];

    /// <summary>How the banks of the hospitals' accounts write their statements; the first that fits an account counts.</summary>
    public IReadOnlyList<AccountMap> AccountMaps { get; init; } = [];

    public FundsOptions Funds { get; init; } = new();

    internal Regex OrderNumber => field ??= new(OrderNumberPattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    internal BankColumnMap MapOf(string hospitalId, string accountNo) => AccountMaps
        .FirstOrDefault(m => (m.HospitalId.Length == 0 || m.HospitalId == hospitalId)
            && (m.AccountNo.Length == 0 || m.AccountNo == accountNo))?.Columns ?? AccountMap.Usual;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => AccountMaps
        .SelectMany(m => m.Columns?.Faults() ?? ["Each of AccountMaps has its Columns."])
        .Concat(Funds.Faults()).Select(fault => new ValidationResult(fault));
}

/// <summary>What the contract with a channel says it keeps.</summary>
public sealed class FeeRate
{
    [Required]
    public string Channel { get; init; } = "";

    [Required]
    public string MerchantId { get; init; } = "";

    /// <summary>In millionths of the amount: 0.38 % is 3800.</summary>
    [Range(0, 100_000)]
    public long Millionths { get; init; }
}

/// <summary>Which of a hospital's accounts one of ours stands for.</summary>
public sealed class AccountCode
{
    /// <summary>Empty: of every hospital that does not say otherwise.</summary>
    public string HospitalId { get; init; } = "";

    /// <summary>CH_RECV, BANK, FEE, CLEARING, INCOME_BRIDGE, OVER, SHORT, REFUND_PAYABLE or LOSS.</summary>
    [Required]
    public string Account { get; init; } = "";

    [Required]
    public string Code { get; init; } = "";

    /// <summary>Empty: our own name for it.</summary>
    public string Name { get; init; } = "";
}
