using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.BankSettlement.Clients.UnionPay;
using MobilePay.BankSettlement.Domain;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.BankSettlement.Features;

/// <summary>Has the bank send a code that pays exactly this order and amount with this card.</summary>
public static class SendPayCode
{
    public sealed record Request(Guid CardId);

    public sealed record Response(string? CodeSentTo, DateTimeOffset CodeAgainAt);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.CardId).NotEmpty();
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/code", Handle);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string outTradeNo, Request request, [FromHeader(Name = QuickPayRoutes.HolderHeader)] string? holder,
        [FromServices] QuickPayDesk desk, [FromServices] CardBank bank, IOptions<BankOptions> options, TimeProvider clock,
        HttpContext http)
    {
        var (now, again) = (clock.GetUtcNow(), options.Value.CodeAgainAfter);
        BankCard? card = null;
        var decided = await desk.Decide(outTradeNo, holder, async visit =>
        {
            card = await desk.CardsOf(visit).SingleOrDefaultAsync(c => c.Id == request.CardId, http.RequestAborted);
            return card is null
                ? QuickPayErrors.CardOfAnother()
                : visit.Pay.AboutToSendCode(visit.Order, card.Id, now, again);
        }, http.RequestAborted);
        if (decided.Value is not { } visit)
            return decided.Error!.ToProblem(http);

        var reply = await bank.SendPayCode(visit.Order, visit.Pay, card!);
        switch (reply.Said)
        {
            case BankSaid.Yes:
                return TypedResults.Ok(new Response(reply.CodeSentTo, now + again));

            case BankSaid.No or BankSaid.NotFound:
                await desk.Change(visit.Order, pay => pay.NoCodeSent());
                return QuickPayErrors.PaymentRefused(reply.Reason, reply.Message ?? "The bank sends no code for this card.")
                    .ToProblem(http);

            // The code may have been sent, and pays if it comes; another one has to wait its time.
            default:
                return (QuickPayErrors.Unavailable() with { RetryAfter = again }).ToProblem(http);
        }
    }
}
