using Microsoft.Extensions.Options;

namespace MobilePay.BankSettlement.Clients.WeChat;

public static class WeChatSetup
{
    public static IServiceCollection AddWeChat(this IServiceCollection services)
    {
        services.AddOptions<WeChatOptions>().BindConfiguration("WeChat").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<WeChatOptions>, WeChatOptionsCheck>();
        services.AddSingleton<WeChatMerchants>();
        services.AddSingleton<IChannel, WeChatChannel>();
        services.AddSingleton<ISignIn, WeChatSignIn>();
        return services;
    }
}
