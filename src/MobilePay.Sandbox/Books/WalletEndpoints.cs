namespace MobilePay.Sandbox.Books;

/// <summary>Who pays, and, where a channel first hears of an order when the payer opens it, what they open.</summary>
/// <param name="Late">The money was under way already when the order was closed or ran out: it is taken all the same.</param>
internal sealed record Thumb(
    string? Openid = null, string? Url = null, string? OrderString = null, string? QrCode = null, string? BuyerOpenId = null,
    bool Late = false);

/// <summary>What became of it: the answer, or a reason in one word with the order's state, or no order at all.</summary>
internal sealed record ThumbOutcome(object? Paid, string? Reason = null, string? State = null, string? Words = null)
{
    public static ThumbOutcome NoOrder(string words, string reason = "not-found") => new(null, reason, null, words);
}

/// <summary>A channel's side of the patient's thumb.</summary>
internal interface IWallet
{
    string Channel { get; }

    ThumbOutcome Pay(string outTradeNo, Thumb thumb);
}

internal static class WalletEndpoints
{
    /// <summary>The patient's thumb: pays an order that was placed.</summary>
    public static void MapWallet(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/wallet/{channel:regex(^(wechat|alipay|bank)$)}/{outTradeNo}/pay", (
            string channel, string outTradeNo, Thumb? thumb, IEnumerable<IWallet> wallets) =>
            wallets.FirstOrDefault(wallet => wallet.Channel == channel) is { } wallet
                ? Answer(wallet.Pay(outTradeNo, thumb ?? new Thumb()))
                : Results.Problem($"The sandbox does not play {channel} yet.", statusCode: StatusCodes.Status501NotImplemented));

    private static IResult Answer(ThumbOutcome outcome) => outcome switch
    {
        { Paid: { } paid } => Results.Json(paid),
        { State: null } => Results.Problem(outcome.Words, statusCode: StatusCodes.Status404NotFound,
            extensions: new Dictionary<string, object?> { ["reason"] = outcome.Reason }),
        _ => Results.Problem($"The order cannot be paid: {outcome.Reason}.", statusCode: StatusCodes.Status409Conflict,
            extensions: new Dictionary<string, object?> { ["reason"] = outcome.Reason, ["state"] = outcome.State }),
    };
}
