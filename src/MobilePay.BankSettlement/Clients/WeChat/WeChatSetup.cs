using Microsoft.Extensions.Options;
using MobilePay.BankSettlement.Clients.Statements;

namespace MobilePay.BankSettlement.Clients.WeChat;

public static class WeChatSetup
{
    public static IServiceCollection AddWeChat(this IServiceCollection services)
    {
        services.AddOptions<WeChatOptions>().BindConfiguration("WeChat").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<WeChatOptions>, WeChatOptionsCheck>();
        services.AddSingleton<WeChatMerchants>();
        services.AddSingleton<IChannel, WeChatChannel>();
        services.AddSingleton<IStatementSource, WeChatStatements>();
        services.AddSingleton<ISignIn, WeChatSignIn>();
        return services;
    }
}
