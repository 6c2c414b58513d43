namespace MobilePay.Sandbox.Books;

/// <summary>Who pays, and, where a channel first hears of an order when the payer opens it, what they open.</summary>
/// <param name="Code">What is typed to pay by card; read from the sandbox's own inbox where it is not given.</param>
/// <param name="Holder">A patient who has been here before; a fresh one where it is not given.</param>
/// <param name="Late">The money was under way already when the order was closed or ran out: it is taken all the same.</param>
internal sealed record Thumb(
    string? Openid = null, string? Url = null, string? OrderString = null, string? QrCode = null, string? BuyerOpenId = null,
    bool Late = false, string? Card = null, string? Code = null, string? Holder = null);

/// <summary>What became of it: the answer, or a reason in one word with the order's state, or no order at all.</summary>
internal sealed record ThumbOutcome(object? Paid, string? Reason = null, string? State = null, string? Words = null)
{
    /// <summary>Accepted, and not booked yet.</summary>
    public bool IsUnderWay { get; init; }

    public static ThumbOutcome NoOrder(string words, string reason = "not-found") => new(null, reason, null, words);
}

/// <summary>A channel's side of the patient's thumb.</summary>
internal interface IWallet
{
    string Channel { get; }

    Task<ThumbOutcome> Pay(string outTradeNo, Thumb thumb, CancellationToken stop);
}

internal static class WalletEndpoints
{
    /// <summary>The patient's thumb: pays an order that was placed.</summary>
    public static void MapWallet(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/wallet/{channel:regex(^(wechat|alipay|bank)$)}/{outTradeNo}/pay", async (
            string channel, string outTradeNo, Thumb? thumb, IEnumerable<IWallet> wallets, CancellationToken stop) =>
            Answer(await wallets.First(wallet => wallet.Channel == channel).Pay(outTradeNo, thumb ?? new Thumb(), stop)));

    private static IResult Answer(ThumbOutcome outcome) => outcome switch
    {
        { Paid: { } paid } => Results.Json(
            paid, statusCode: outcome.IsUnderWay ? StatusCodes.Status202Accepted : StatusCodes.Status200OK),
        { State: null } => Results.Problem(outcome.Words, statusCode: StatusCodes.Status404NotFound,
            extensions: new Dictionary<string, object?> { ["reason"] = outcome.Reason }),
        _ => Results.Problem($"The order cannot be paid: {outcome.Reason}.", statusCode: StatusCodes.Status409Conflict,
            extensions: new Dictionary<string, object?> { ["reason"] = outcome.Reason, ["state"] = outcome.State }),
    };
}
