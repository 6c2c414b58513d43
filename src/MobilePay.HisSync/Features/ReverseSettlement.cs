using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Domain;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.HisSync.Features;

/// <summary>Takes back a settlement at the hospital because people decided to; repeatable under the reversal's number.</summary>
public static class ReverseSettlement
{
    public sealed record Request(string ReversalNo, string Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.ReversalNo).NotEmpty().MaximumLength(64);
            RuleFor(r => r.Reason).NotEmpty().MaximumLength(200);
        }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/settlements/{hospitalId}/{orderNo}/reversal", Handle);

    internal static async Task<Results<Ok<SettlementAnswer>, ProblemHttpResult>> Handle(
        string hospitalId, string orderNo, Request request, Hospitals hospitals)
    {
        if (!hospitals.TryGet(hospitalId, out var his))
            return HisErrors.UnknownHospital(hospitalId).ToProblem();
        if (!his.Capabilities.Reversal)
            return TypedResults.Ok(SettlementAnswer.Of(new(HisOutcome.Refused, "not-supported")));

        // The intent is committed by the caller: from here a closed connection stops nothing (rule T5).
        return TypedResults.Ok(SettlementAnswer.Of(
            await his.Reverse(orderNo, request.ReversalNo, request.Reason, CancellationToken.None)));
    }
}

/// <summary>What the hospital said: accepted, refused or unknown.</summary>
public sealed record SettlementAnswer(string Outcome, string? Reason, string? HisDocNo)
{
    public static SettlementAnswer Of(HisConfirmation said) =>
        new(said.Outcome.ToString().ToLowerInvariant(), said.Reason, said.HisDocNo);
}
