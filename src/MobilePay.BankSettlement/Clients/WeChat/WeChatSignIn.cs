using System.Text.Json;
using Microsoft.Extensions.Options;
using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;
using Refit;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>Finds out who pays inside WeChat. The app secret lives here and nowhere else.</summary>
internal sealed class WeChatSignIn : ISignIn, IDisposable
{
    private readonly WeChatMerchants merchants;
    private readonly WeChatOptions options;
    private readonly ILogger<WeChatSignIn> log;
    private readonly HttpClient client;
    private readonly IWeChatSignIn api;

    public WeChatSignIn(WeChatMerchants merchants, IOptions<WeChatOptions> options, ILogger<WeChatSignIn> log)
    {
        (this.merchants, this.options, this.log) = (merchants, options.Value, log);
        client = new HttpClient(ChannelNetwork.Connect())
        {
            BaseAddress = new Uri(this.options.ApiUrl),
            Timeout = this.options.CallWithin,
            MaxResponseContentBufferSize = 64 * 1024,
        };
        api = RestService.For<IWeChatSignIn>(client);
    }

    public string Channel => WeChatChannel.ChannelName;

    /// <summary>Where to send the person; WeChat demands the parameters in this order.</summary>
    public Result<string> AuthorizeUrl(string hospitalId, string redirect, string state) =>
        merchants.Of(hospitalId) is { } merchant
            ? $"{options.OAuthUrl}?appid={Uri.EscapeDataString(merchant.Options.AppId)}"
                + $"&redirect_uri={Uri.EscapeDataString(redirect)}"
                + $"&response_type=code&scope=snsapi_base&state={Uri.EscapeDataString(state)}#wechat_redirect"
            : OrderErrors.HospitalUnknown(hospitalId);

    public async Task<Result<string>> Openid(string hospitalId, string code, CancellationToken stop)
    {
        if (merchants.Of(hospitalId) is not { } merchant)
            return OrderErrors.HospitalUnknown(hospitalId);

        var answer = await Ask(merchant.Options, code, stop);
        if (answer is { Openid.Length: > 0, Errcode: null or 0 })
            return answer.Openid;

        // 40029: no such code, 40163: used before. All else is WeChat's trouble or our setting, never the person's.
        if (answer is { Errcode: 40029 or 40163 })
            return OrderErrors.CodeRefused();

        log.LogWarning("WeChat gave no openid for merchant {MerchantId}: errcode {Errcode}",
            merchant.Options.MchId, answer?.Errcode);
        return OrderErrors.Unavailable(WeChatChannel.ChannelName);
    }

    public void Dispose() => client.Dispose();

    // Errors come as HTTP 200 with errcode, and the JSON as text/plain.
    private async Task<WeChatOpenid?> Ask(WeChatMerchantOptions merchant, string code, CancellationToken stop)
    {
        try
        {
            using var response = await api.Exchange(merchant.AppId, merchant.AppSecret, code, stop);
            var body = await response.Content.ReadAsByteArrayAsync(stop);
            return response.IsSuccessStatusCode ? JsonSerializer.Deserialize<WeChatOpenid>(body, WeChatJson.Options) : null;
        }
        catch (Exception silent) when (silent is ApiRequestException or HttpRequestException or JsonException or IOException
            || (silent is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
    }
}
