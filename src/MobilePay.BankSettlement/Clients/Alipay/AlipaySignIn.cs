using Microsoft.Extensions.Options;
using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>Finds out who pays inside Alipay.</summary>
internal sealed class AlipaySignIn : ISignIn
{
    private readonly AlipayMerchants merchants;
    private readonly AlipayOptions options;
    private readonly ILogger<AlipaySignIn> log;

    public AlipaySignIn(AlipayMerchants merchants, IOptions<AlipayOptions> options, ILogger<AlipaySignIn> log) =>
        (this.merchants, this.options, this.log) = (merchants, options.Value, log);

    public string Channel => AlipayChannel.ChannelName;

    /// <summary>Where to send the person; she comes back with auth_code.</summary>
    public Result<string> AuthorizeUrl(string hospitalId, string redirect, string state) =>
        merchants.Of(hospitalId) is { } merchant
            ? options.AuthorizeUrl + "?" + AlipayForm.Write(
            [
                new("app_id", merchant.Options.AppId), new("scope", "auth_base"), new("redirect_uri", redirect),
                new("state", state),
            ])
            : OrderErrors.HospitalUnknown(hospitalId);

    /// <returns>Her open id or, for older applications, her user id; an order takes either.</returns>
    public async Task<Result<string>> Openid(string hospitalId, string code, CancellationToken stop)
    {
        if (merchants.Of(hospitalId) is not { } merchant)
            return OrderErrors.HospitalUnknown(hospitalId);

        var answer = await AlipayAnswers.Read<AlipayToken>(() => merchant.Gateway.SignIn(code, stop), stop);
        if ((answer.Body?.OpenId ?? answer.Body?.UserId) is { Length: > 0 } openid)
            return openid;

        // No such code, or used before. All else is Alipay's trouble or our setting, never the person's.
        if (answer.SubCode == "isv.code-invalid")
            return OrderErrors.CodeRefused();

        log.LogWarning("Alipay gave no open id for application {AppId}: {Code} {SubCode}",
            merchant.Options.AppId, answer.Code, answer.SubCode);
        return OrderErrors.Unavailable(AlipayChannel.ChannelName);
    }
}
