using Refit;

namespace MobilePay.PatientWeb.Clients;

/// <summary>What the patient's pages need of BankSettlement: who she is in WeChat, where only her own openid can pay.</summary>
public interface IWeChatApi
{
    [Get("/wechat/authorize-url")]
    Task<IApiResponse<AuthorizeUrl>> AuthorizeUrl(string hospital, string redirect, string state, CancellationToken stop);

    [Get("/wechat/openid")]
    Task<IApiResponse<WeChatUser>> Openid(string hospital, string code, CancellationToken stop);
}

public sealed record AuthorizeUrl(string Url);

public sealed record WeChatUser(string Openid);
