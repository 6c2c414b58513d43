using System.Text.Json;
using System.Text.Json.Serialization;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>How WeChat writes JSON. A member without a value is left out: it refuses members it does not expect.</summary>
internal static class WeChatJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
    };
}

internal sealed record WeChatOrder(
    [property: JsonPropertyName("appid")] string AppId,
    [property: JsonPropertyName("mchid")] string MchId,
    string Description,
    string OutTradeNo,
    string TimeExpire,
    string NotifyUrl,
    WeChatAmount Amount,
    WeChatPayer? Payer,
    WeChatScene? SceneInfo);

internal sealed record WeChatAmount(long Total, string Currency);

internal sealed record WeChatPayer(string Openid);

internal sealed record WeChatScene(string PayerClientIp, [property: JsonPropertyName("h5_info")] WeChatH5 H5Info);

internal sealed record WeChatH5(string Type);

internal sealed record WeChatClose([property: JsonPropertyName("mchid")] string MchId);

/// <summary>The answer to a placing; which member is present depends on the product.</summary>
internal sealed record WeChatPlaced(string? PrepayId, [property: JsonPropertyName("h5_url")] string? H5Url, string? CodeUrl);

/// <summary>The answer to a query, and the sealed part of a notice.</summary>
internal sealed record WeChatTransaction(
    [property: JsonPropertyName("appid")] string? AppId,
    [property: JsonPropertyName("mchid")] string? MchId,
    string? OutTradeNo,
    string? TransactionId,
    string? TradeState,
    DateTimeOffset? SuccessTime,
    WeChatTransactionAmount? Amount);

internal sealed record WeChatTransactionAmount(long? Total, string? Currency);

internal sealed record WeChatRefundOrder(
    string OutTradeNo, string OutRefundNo, string Reason, string NotifyUrl, WeChatRefundWanted Amount);

internal sealed record WeChatRefundWanted(long Refund, long Total, string Currency);

/// <summary>The answer to a refund or to a query of it, and the sealed part of a refund's notice.</summary>
/// <param name="Status">In answers.</param>
/// <param name="RefundStatus">In notices, the same words.</param>
internal sealed record WeChatRefund(
    [property: JsonPropertyName("mchid")] string? MchId,
    string? RefundId,
    string? OutRefundNo,
    string? OutTradeNo,
    string? Status,
    string? RefundStatus,
    DateTimeOffset? SuccessTime,
    WeChatRefundAmount? Amount);

internal sealed record WeChatRefundAmount(long? Refund, long? Total);

internal sealed record WeChatNotice(string? Id, string? EventType, WeChatResource? Resource);

internal sealed record WeChatResource(string? Algorithm, string? Ciphertext, string? AssociatedData, string? Nonce);

internal sealed record WeChatError(string? Code);

internal sealed record WeChatOpenid(string? Openid, int? Errcode);

/// <param name="HashValue">Of the file as it is unpacked.</param>
internal sealed record WeChatBill(string? HashType, string? HashValue, string? DownloadUrl);
