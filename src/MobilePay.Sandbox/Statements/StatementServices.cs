using MobilePay.Sandbox.BankAccount;

namespace MobilePay.Sandbox.Statements;

internal static class StatementServices
{
    public static void AddStatements(this IServiceCollection services)
    {
        services.AddSingleton<PlantedBoard>().AddSingleton<DownloadAddresses>();
        services.AddBankAccount();
    }

    public static void MapStatements(this IEndpointRouteBuilder routes)
    {
        routes.MapPlanted();
        routes.MapBankAccount();
    }

    /// <summary>A channel whose statements can be spoilt and whose money arrives at the bank.</summary>
    public static void AddChannelStatements<T>(this IServiceCollection services)
        where T : class, IStatementParty, IChannelFunds
    {
        services.AddSingleton<T>();
        services.AddSingleton<IStatementParty>(provider => provider.GetRequiredService<T>());
        services.AddSingleton<IChannelFunds>(provider => provider.GetRequiredService<T>());
    }
}
