using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Domain;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.HisSync.Features;

/// <summary>
/// Locks the bills of one payment at the hospital. All or nothing: what was locked before a refusal is freed again.
/// </summary>
public static class PresettleBills
{
    public sealed record Request(string HospitalId, DateTimeOffset LockUntil, IReadOnlyList<RequestedBill> Bills);

    public sealed record RequestedBill(string OrderNo, string BillNo, string BillVersion, long PayableFen);

    public sealed record Answer(
        HisOutcome Outcome, IReadOnlyList<LockedBill> Bills, string? Reason = null, string? BillVersion = null);

    public sealed record LockedBill(string OrderNo, string? PresettlementId);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Bills).NotEmpty();
            RuleForEach(r => r.Bills).Must(bill => bill.PayableFen > 0).WithMessage("A bill of nothing can't be locked.");
        }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/presettlements", Handle);

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(Request request, Hospitals hospitals)
    {
        if (!hospitals.TryGet(request.HospitalId, out var his))
            return HisErrors.UnknownHospital(request.HospitalId).ToProblem();

        // The intent is committed by the caller: from here a closed phone stops nothing (rule T5).
        var stop = CancellationToken.None;
        var locked = new List<LockedBill>();
        foreach (var bill in request.Bills)
        {
            var answer = await his.Presettle(
                new(bill.OrderNo, bill.BillNo, bill.BillVersion, bill.PayableFen, request.LockUntil), stop);
            if (answer.Outcome != HisOutcome.Accepted)
            {
                if (answer.Outcome == HisOutcome.Refused)
                    await ReleaseAll(his, locked, stop);
                return TypedResults.Ok(new Answer(answer.Outcome, locked, answer.Reason, answer.BillVersion));
            }

            locked.Add(new(bill.OrderNo, answer.Id));
        }

        return TypedResults.Ok(new Answer(HisOutcome.Accepted, locked));
    }

    private static async Task ReleaseAll(IHisAdapter his, List<LockedBill> locked, CancellationToken stop)
    {
        foreach (var id in locked.Select(bill => bill.PresettlementId).OfType<string>())
            await his.Release(id, stop);
    }
}
