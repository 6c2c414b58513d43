namespace MobilePay.Sandbox.Statements;

/// <summary>A channel's side of funds: what moved on the merchant's account there, by its true book.</summary>
internal interface IChannelFunds
{
    /// <summary>As hospitals write it: WECHAT, ALIPAY, BANK.</summary>
    string Channel { get; }

    /// <summary>The payer's name on the bank's statement.</summary>
    string Payer { get; }

    string Merchant { get; }

    IReadOnlyList<ChannelRow> Rows();
}

/// <summary>What a channel pays out of one day to the hospital's bank account.</summary>
internal sealed record Batch(string Channel, string Payer, string Number, DateOnly Day, long NetFen);

/// <summary>Days become batches: a day that gave back more than it took is made good by the days after it.</summary>
internal static class Batches
{
    public static IReadOnlyList<Batch> Of(IChannelFunds funds)
    {
        var batches = new List<Batch>();
        var carriedFen = 0L;
        foreach (var day in funds.Rows().GroupBy(row => row.Day).OrderBy(day => day.Key))
        {
            carriedFen += day.Sum(row => row.NetFen);
            if (carriedFen <= 0)
                continue;
            batches.Add(new Batch(funds.Channel, funds.Payer, NumberOf(funds, day.Key), day.Key, carriedFen));
            carriedFen = 0;
        }

        return batches;
    }

    public static string NumberOf(IChannelFunds funds, DateOnly day) => funds.Merchant + Files.Day(day);

    /// <summary>What is owed to the channel when the day begins; never above zero, because a balance is paid out.</summary>
    public static long CarriedInto(IChannelFunds funds, DateOnly day)
    {
        var carriedFen = 0L;
        foreach (var past in funds.Rows().Where(row => row.Day < day).GroupBy(row => row.Day).OrderBy(past => past.Key))
            carriedFen = Math.Min(0, carriedFen + past.Sum(row => row.NetFen));
        return carriedFen;
    }
}
