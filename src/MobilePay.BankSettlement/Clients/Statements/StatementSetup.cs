using Microsoft.Extensions.Options;

namespace MobilePay.BankSettlement.Clients.Statements;

public static class StatementSetup
{
    public static IServiceCollection AddStatements(this IServiceCollection services)
    {
        services.AddOptions<StatementOptions>().BindConfiguration("Statements").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<StatementOptions>, StatementOptionsCheck>();
        services.AddSingleton<StatementDownload>();
        services.AddSingleton<SftpStatements>();
        services.AddSingleton<StatementShelf>();
        return services;
    }
}
