using MobilePay.BankSettlement.Domain;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>How an order of ours is put to Alipay, and why it may be refused.</summary>
internal static class AlipayOrders
{
    /// <summary>Everything here comes from the stored order, so that a repeat is the same request to the letter.</summary>
    public static AlipayOrder Of(ChannelOrder order, string? quitUrl)
    {
        var common = new AlipayOrder(order.OutTradeNo, AlipayText.Yuan(order.Amount), AlipayText.Subject(order.Description),
            ProductOf(order.Method), AlipayText.Time(order.ExpiresAt));
        return order.Method switch
        {
            "alipay.wap" => common with { QuitUrl = quitUrl },
            "alipay.jsapi" when IsUserId(order.Openid!) => common with { BuyerId = order.Openid },
            "alipay.jsapi" => common with { BuyerOpenId = order.Openid },
            _ => common,
        };
    }

    public static bool IsAboutTheNumber(string? subCode) =>
        subCode is "ACQ.TRADE_HAS_SUCCESS" or "ACQ.TRADE_HAS_CLOSE" or "ACQ.CONTEXT_INCONSISTENT";

    public static string ReasonOf(string? code, string? subCode) => (code, subCode) switch
    {
        ("40005", _) => "channel.busy",
        (_, "isv.invalid-parameter") => "channel.request-invalid",
        ("20001" or "40001" or "40002" or "40003" or "40006", _) => "channel.misconfigured",
        (_, "ACQ.ACCESS_FORBIDDEN" or "ACQ.PARTNER_ERROR") => "channel.misconfigured",
        (_, "ACQ.TRADE_HAS_SUCCESS" or "ACQ.CONTEXT_INCONSISTENT") => "channel.number-used",
        (_, "ACQ.TRADE_HAS_CLOSE") => "channel.order-closed",
        (_, "ACQ.INVALID_PARAMETER" or "ACQ.EXIST_FORBIDDEN_WORD") => "channel.request-invalid",
        (_, "ACQ.BUYER_SELLER_EQUAL" or "ACQ.TOTAL_FEE_EXCEED" or "ACQ.TRADE_BUYER_NOT_MATCH") => "channel.payer-refused",
        _ => "channel.refused",
    };

    private static string ProductOf(string method) => method switch
    {
        "alipay.wap" => "QUICK_WAP_WAY",
        "alipay.app" => "QUICK_MSECURITY_PAY",
        "alipay.jsapi" => "JSAPI_PAY",
        _ => "FACE_TO_FACE_PAYMENT",
    };

    // Open ids have letters; a user id is 16 digits, of which the first four never change.
    private static bool IsUserId(string payer) =>
        payer.Length == 16 && payer.StartsWith("2088", StringComparison.Ordinal) && payer.All(char.IsAsciiDigit);
}
