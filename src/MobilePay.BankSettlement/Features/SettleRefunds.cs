using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;
using MobilePay.ServiceDefaults.Telemetry;
using MobilePay.ServiceDefaults.Work;

namespace MobilePay.BankSettlement.Features;

/// <summary>
/// Takes each refund to its end: sends it once, asks what became of it, and sends it again under the same number only when the
/// channel says that it never came (rules U2, U3 and D4).
/// </summary>
public sealed class SettleRefunds(
    IServiceScopeFactory scopes, IOptions<QueryOptions> options, TimeProvider clock, ILogger<SettleRefunds> log)
    : DueWork<Guid>(scopes, clock, log)
{
    private static readonly TimeSpan ClaimFor = TimeSpan.FromSeconds(30);

    protected override TimeSpan Every => options.Value.PollEvery;

    protected override int Batch => options.Value.OrdersAtOnce;

    protected override int AtOnce => options.Value.CallsAtOnce;

    protected override Task<List<Guid>> Claim(IServiceProvider services, CancellationToken stop)
    {
        var now = Clock.GetUtcNow();
        return services.GetRequiredService<BankSettlementDbContext>().Database.SqlQuery<Guid>($"""
            update channel_refunds set next_step_at = {now + ClaimFor}
            where id = any(array(select id from channel_refunds where next_step_at <= {now}
                order by next_step_at limit {Batch} for update skip locked))
            returning id as "Value"
            """).ToListAsync(stop);
    }

    protected override Task Take(Guid id, IServiceProvider services, CancellationToken stop) =>
        services.GetRequiredService<RefundStep>().Take(id, stop);

    protected override string NameOf(Guid id) => $"Refund {id}";
}

/// <summary>One step of one refund: send it, or ask about it.</summary>
public sealed class RefundStep(
    BankSettlementDbContext db, Channels channels, RecordRefund record, TimeProvider clock, ILogger<RefundStep> log)
{
    public async Task Take(Guid id, CancellationToken stop)
    {
        var refund = await db.Refunds.SingleAsync(r => r.Id == id, stop);
        var order = await db.Orders.AsNoTracking().SingleAsync(o => o.Id == refund.OrderId, stop);
        if (refund.State != RefundState.Open || channels.Named(refund.Channel) is not { } channel)
            return;

        using var span = Journey.Continue("channel refund", refund.TraceParent);
        var answer = refund.Sendings == 0 ? null : await Ask(channel, refund, order);
        if (answer is null || (answer.Report?.State == ReportedRefund.NotFound && refund.MayBeSentAgain(clock.GetUtcNow())))
            answer = await Send(channel, refund, order);

        if (answer.Report is null)
            log.LogWarning("Refund {RefundId} is in doubt ({Reason}); asking again", refund.Id, answer.Reason);
        var error = await record.Record(
            refund.Channel, refund.MerchantId, refund.RefundNo, answer.Report, notice: null, CancellationToken.None);
        if (error is not null)
        {
            ChannelMetrics.Alarm(refund.Channel, error.Code);
            log.LogError("The channel's answer about refund {RefundId} was not booked: {Reason}", refund.Id, error.Code);
        }
        else if (answer.Report?.State is null or ReportedRefund.Processing or ReportedRefund.NotFound
            && refund.NeedsAPerson(clock.GetUtcNow()))
        {
            ChannelMetrics.Alarm(refund.Channel, "refund-undecided");
            log.LogError("Refund {RefundId} is still undecided: a person has to look", refund.Id);
        }
    }

    // From here on stopping changes nothing: the channel's own time limit ends the call (rule T5).
    private async Task<RefundAnswer> Send(IChannel channel, ChannelRefund refund, ChannelOrder order)
    {
        var isFirst = refund.Sendings == 0;
        refund.Sending(clock.GetUtcNow());
        await db.SaveChangesAsync(CancellationToken.None);

        var answer = await channel.Refund(refund, order, CancellationToken.None);
        Count(refund, "refund", answer);

        // No to the first sending is a no. To a repeat it may mean that an earlier one got through: only asking tells.
        return isFirst || answer.Report?.State != ReportedRefund.Refused
            ? answer
            : await Ask(channel, refund, order) is { Report.State: not ReportedRefund.NotFound } asked ? asked : answer;
    }

    private static async Task<RefundAnswer> Ask(IChannel channel, ChannelRefund refund, ChannelOrder order)
    {
        var answer = await channel.QueryRefund(refund, order, CancellationToken.None);
        Count(refund, "refund-query", answer);
        return answer;
    }

    private static void Count(ChannelRefund refund, string call, RefundAnswer answer) =>
        ChannelMetrics.Called(
            refund.Channel, call, answer.Report is { } report ? OutcomeOf(report.State) : ChannelOutcome.Unknown);

    private static ChannelOutcome OutcomeOf(ReportedRefund state) => state switch
    {
        ReportedRefund.Refused => ChannelOutcome.Refused,
        ReportedRefund.Processing or ReportedRefund.Succeeded or ReportedRefund.NotFound => ChannelOutcome.Accepted,
    };
}
