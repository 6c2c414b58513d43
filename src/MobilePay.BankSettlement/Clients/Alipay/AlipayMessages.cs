using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>How Alipay writes JSON. Chinese stays as it is: the text is signed and sent, and never stands in a page.</summary>
internal static class AlipayJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Null where the text is not of this kind.</summary>
    public static T? Parse<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What is to be paid; which of the last members is present depends on the product.</summary>
internal sealed record AlipayOrder(
    string OutTradeNo,
    string TotalAmount,
    string Subject,
    string ProductCode,
    string TimeExpire,
    string? BuyerId = null,
    string? BuyerOpenId = null,
    string? QuitUrl = null);

internal sealed record AlipayNumber(string OutTradeNo);

/// <summary>The answer to a placing; precreate gives the code, create the trade.</summary>
internal sealed record AlipayPlaced(string? OutTradeNo, string? TradeNo, string? QrCode);

/// <summary>The answer to a query; a notice has the same facts.</summary>
internal sealed record AlipayTrade(
    string? TradeNo, string? OutTradeNo, string? TradeStatus, string? TotalAmount, string? SendPayDate, string? TransCurrency);

/// <summary>The answer to a close.</summary>
internal sealed record AlipayClosed(string? OutTradeNo);

internal sealed record AlipayRefundOrder(string OutTradeNo, string RefundAmount, string RefundReason, string OutRequestNo);

/// <param name="FundChange">Y when this very call moved money.</param>
internal sealed record AlipayRefunded(string? OutTradeNo, string? FundChange, string? GmtRefundPay);

internal sealed record AlipayRefundNumber(string OutTradeNo, string OutRequestNo, IReadOnlyList<string> QueryOptions);

/// <param name="RefundAmount">Of this one refund.</param>
internal sealed record AlipayRefundFound(
    string? OutTradeNo, string? OutRequestNo, string? RefundStatus, string? RefundAmount, string? GmtRefundPay);

/// <summary>New applications learn an open id, older ones a user id.</summary>
internal sealed record AlipayToken(string? OpenId, string? UserId);

internal sealed record AlipayBillAsked(string BillType, string BillDate);

/// <param name="BillDownloadUrl">Good for 30 seconds.</param>
internal sealed record AlipayBill(string? BillDownloadUrl);

internal sealed record AlipayCertificateNumber(string AlipayCertSn);

internal sealed record AlipayCertificate(string? Code, string? AlipayCertContent);

internal sealed record AlipayCode(string? Code, string? SubCode);
