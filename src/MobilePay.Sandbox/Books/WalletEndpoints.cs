using MobilePay.Sandbox.WeChat;

namespace MobilePay.Sandbox.Books;

internal static class WalletEndpoints
{
    internal sealed record Thumb(string? Openid);

    /// <summary>The patient's thumb: pays an order that was placed.</summary>
    public static void MapWallet(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/wallet/wechat/{outTradeNo}/pay", (
            string outTradeNo, Thumb? thumb, WeChatBook book, WeChatNotices notices) =>
        {
            var (order, reason) = book.Pay(outTradeNo, thumb?.Openid);
            if (order is null)
                return Results.Problem($"No order {outTradeNo}.", statusCode: StatusCodes.Status404NotFound,
                    extensions: new Dictionary<string, object?> { ["reason"] = reason });
            if (reason is not null)
                return Results.Problem($"The order cannot be paid: {reason}.", statusCode: StatusCodes.Status409Conflict,
                    extensions: new Dictionary<string, object?> { ["reason"] = reason, ["state"] = order.State });

            notices.Start(outTradeNo);
            return Results.Json(new
            {
                outTradeNo,
                transactionId = order.TransactionId,
                state = order.State,
                paidFen = order.PaidFen,
                successTime = order.SuccessTime?.ToWire(),
                openid = order.PayerOpenid,
            });
        });
        routes.MapPost("/wallet/{channel:regex(^(alipay|bank)$)}/{outTradeNo}/pay", (string channel) => Results.Problem(
            $"The sandbox does not play {channel} yet.", statusCode: StatusCodes.Status501NotImplemented));
    }
}
