using Microsoft.Extensions.Options;
using MobilePay.BankSettlement.Clients.Statements;
using MobilePay.BankSettlement.Features;
using MobilePay.BankSettlement.Persistence;

namespace MobilePay.BankSettlement.Clients.UnionPay;

public static class UnionPaySetup
{
    /// <summary>Bank quick pay: the channel, and what its patients' calls need.</summary>
    public static IServiceCollection AddUnionPay(this IServiceCollection services)
    {
        services.AddOptions<BankOptions>().BindConfiguration("Bank").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<BankOptions>, BankOptionsCheck>();
        services.AddSingleton<UnionPayMerchants>();
        services.AddSingleton<IChannel, UnionPayChannel>();
        services.AddSingleton<IStatementSource, UnionPayStatements>();
        services.AddSingleton<CardBank>();
        services.AddSingleton<SealedEntries>();
        services.AddScoped<QuickPayBook>();
        services.AddScoped<QuickPayDesk>();
        services.AddScoped<CardOpening>();
        services.AddScoped<QuickPaying>();
        return services;
    }
}
