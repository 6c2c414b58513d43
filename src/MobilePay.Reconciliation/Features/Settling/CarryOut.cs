using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;
using Refit;

namespace MobilePay.Reconciliation.Features.Settling;

public enum CarriedHow
{
    Done,
    Failed,

    /// <summary>Not known yet: asked again later under the same number.</summary>
    Unknown,
}

/// <param name="Text">For the staff: what the other side said.</param>
public sealed record Carried(CarriedHow How, string Text);

/// <summary>Has the real services do what was decided. Each call is repeatable under the proposal's own number.</summary>
public sealed class CarryOut(IHisSyncApi his, IBankSettlementApi bank, IPaymentsApi payments, ReconciliationDbContext db)
{
    public Task<Carried> Call(Proposal proposal, Difference difference, CancellationToken stop) =>
        proposal.Terms.Action switch
        {
            DifferenceAction.AskChannel => Ask(difference, stop),
            DifferenceAction.ResendConfirm => Resend(difference, stop),
            DifferenceAction.ReverseHis => Reverse(proposal, difference, stop),
            DifferenceAction.Refund => Refund(proposal, difference, stop),
            DifferenceAction.Adjust or DifferenceAction.Suspend or DifferenceAction.WriteOff or DifferenceAction.ManualMatch
                or DifferenceAction.Carry or DifferenceAction.OfflineRefund =>
                Task.FromResult(new Carried(CarriedHow.Done, "done")),
        };

    private async Task<Carried> Ask(Difference difference, CancellationToken stop)
    {
        using var answer = await bank.Ask(difference.OrderNo, stop);
        return answer switch
        {
            { IsSuccessStatusCode: true, Content.State: "unknown" } => new(CarriedHow.Unknown, "channel: unknown"),
            { IsSuccessStatusCode: true, Content.State: var state } => new(CarriedHow.Done, $"channel: {state}"),
            _ => Refused(answer),
        };
    }

    // A payment of several bills has a confirm for each; all of them have to stand.
    private async Task<Carried> Resend(Difference difference, CancellationToken stop)
    {
        var orders = await db.HospitalAnswers.AsNoTracking()
            .Where(a => a.HospitalId == difference.HospitalId && (a.OrderNo == difference.OrderNo
                || a.OrderNo.StartsWith(difference.OrderNo + "-")))
            .Select(a => a.OrderNo).Order().ToListAsync(stop);
        var documents = new List<string>();
        foreach (var order in orders is [] ? [difference.OrderNo] : orders)
        {
            using var answer = await his.Resend(difference.HospitalId, order, stop);
            if (Read(answer) is not { How: CarriedHow.Done } told)
                return Read(answer);
            documents.Add(told.Text);
        }

        return new(CarriedHow.Done, string.Join(", ", documents));
    }

    private async Task<Carried> Reverse(Proposal proposal, Difference difference, CancellationToken stop)
    {
        using var answer = await his.Reverse(
            difference.HospitalId, difference.OrderNo, new(proposal.Number, "reconciliation"), stop);
        return Read(answer);
    }

    private async Task<Carried> Refund(Proposal proposal, Difference difference, CancellationToken stop)
    {
        using var known = await payments.ReadRefund(difference.HospitalId, proposal.Number, stop);
        if (known is { IsSuccessStatusCode: true, Content: { } begun })
            return Read(begun);
        if (known.StatusCode != System.Net.HttpStatusCode.NotFound)
            return Refused(known);

        // Never on a guess: the channel itself has to say that it holds the money.
        using var state = await bank.Ask(difference.OrderNo, stop);
        if (state is not { IsSuccessStatusCode: true, Content.State: "paid" })
            return state is { IsSuccessStatusCode: true, Content.State: "open" or "closed" }
                ? new(CarriedHow.Failed, $"channel: {state.Content.State}") : new(CarriedHow.Unknown, "channel: unknown");

        using var asked = await payments.Refund(new(difference.HospitalId, difference.OrderNo, proposal.Number,
            proposal.Terms.AmountFen ?? 0, "对账退款"), stop);
        return asked is { IsSuccessStatusCode: true, Content: { } refund } ? Read(refund) : Refused(asked);
    }

    private static Carried Read(FinanceRefund refund) => refund.Status switch
    {
        "refunded" => new(CarriedHow.Done, refund.RefundNo),
        "refund-failed" => new(CarriedHow.Failed, $"{refund.RefundNo}: refund-failed"),
        _ => new(CarriedHow.Unknown, $"{refund.RefundNo}: {refund.Status}"),
    };

    private static Carried Read(IApiResponse<HisOutcome> answer) => answer switch
    {
        { IsSuccessStatusCode: true, Content: { Outcome: "accepted" } yes } => new(CarriedHow.Done, yes.HisDocNo ?? "accepted"),
        { IsSuccessStatusCode: true, Content: { Outcome: "refused" } no } => new(CarriedHow.Failed, no.Reason ?? "refused"),
        { IsSuccessStatusCode: true } => new(CarriedHow.Unknown, "hospital: unknown"),
        _ => Refused(answer),
    };

    // A definite no has a code of 4xx; anything else may have been done.
    private static Carried Refused(IApiResponse answer)
    {
        var problem = ServiceDefaults.Http.ServiceProblem.Of(answer);
        return (int?)answer.StatusCode is >= 400 and < 500 and not 408 and not 429
            ? new(CarriedHow.Failed, problem.Code) : new(CarriedHow.Unknown, problem.Code);
    }
}
