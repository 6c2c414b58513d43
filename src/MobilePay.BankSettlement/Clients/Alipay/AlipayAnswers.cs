namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>One answer of Alipay's, sorted into the three outcomes.</summary>
/// <param name="Code">Alipay's code, or our word for why there is no answer.</param>
/// <param name="SubCode">Why a business failure is one.</param>
internal sealed record AlipayAnswer<T>(ChannelOutcome Outcome, T? Body, string? Code, string? SubCode = null)
    where T : class
{
    /// <summary>It is our keys, our rights or our request that are wrong: nothing is said of the order.</summary>
    public bool IsMisconfigured => Code is "20001" or "40001" or "40002" or "40003" or "40006";

    /// <summary>Why there is nothing to report.</summary>
    public string Silence => IsMisconfigured ? "channel.misconfigured" : "channel.unanswered";
}

/// <summary>The only place that decides whether Alipay said yes, no, or nothing.</summary>
internal static class AlipayAnswers
{
    public const string Success = "10000";

    // The one method whose good answers carry no code.
    private const string TokenNode = "alipay_system_oauth_token_response";

    public static async Task<AlipayAnswer<T>> Read<T>(Func<Task<HttpResponseMessage>> call, CancellationToken stop)
        where T : class
    {
        try
        {
            using var response = await call();
            return Sort<T>(response);
        }
        catch (Exception silent) when (ChannelNetwork.IsSilence(silent, stop))
        {
            return new(ChannelOutcome.Unknown, null, (silent.InnerException ?? silent).GetType().Name);
        }
    }

    private static AlipayAnswer<T> Sort<T>(HttpResponseMessage response)
        where T : class
    {
        // What is no node was written by something in between, or by Alipay in a way its document does not know.
        if (response.Content is not AlipayNode node || AlipayJson.Parse<AlipayCode>(node.Json) is not { } said)
            return new(ChannelOutcome.Unknown, null, "UNREADABLE");

        if (said.Code == Success || (said.Code is null && node.Name == TokenNode))
        {
            return AlipayJson.Parse<T>(node.Json) is { } body
                ? new(ChannelOutcome.Accepted, body, said.Code)
                : new(ChannelOutcome.Unknown, null, "UNREADABLE");
        }

        var isRefusal = node.IsSigned && said.Code is not null && !IsUndecided(said);
        return new(isRefusal ? ChannelOutcome.Refused : ChannelOutcome.Unknown, null, said.Code, said.SubCode);
    }

    // Service away, payer busy paying, or trouble on Alipay's side (isp): it does not know itself. AQC is no slip of ours.
    private static bool IsUndecided(AlipayCode said) => said.Code is "20000" or "10003"
        || said.SubCode is "ACQ.SYSTEM_ERROR" or "AQC.SYSTEM_ERROR"
        || said.SubCode?.StartsWith("isp.", StringComparison.Ordinal) == true;
}
