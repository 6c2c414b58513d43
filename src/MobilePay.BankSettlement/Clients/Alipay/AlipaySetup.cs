using Microsoft.Extensions.Options;
using MobilePay.BankSettlement.Clients.Statements;

namespace MobilePay.BankSettlement.Clients.Alipay;

public static class AlipaySetup
{
    public static IServiceCollection AddAlipay(this IServiceCollection services)
    {
        services.AddOptions<AlipayOptions>().BindConfiguration("Alipay").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<AlipayOptions>, AlipayOptionsCheck>();
        services.AddSingleton<AlipayMerchants>();
        services.AddSingleton<IChannel, AlipayChannel>();
        services.AddSingleton<IStatementSource, AlipayStatements>();
        services.AddSingleton<ISignIn, AlipaySignIn>();
        return services;
    }
}
