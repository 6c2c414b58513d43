using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MobilePay.BankSettlement.Clients.UnionPay;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.BankSettlement.Features;

/// <summary>First half of signing up a card: the bank sends a code to the phone that belongs to it.</summary>
public static class StartCardSignUp
{
    public sealed record Request(string CardNo, string Name, string IdNo, string Phone, string? Cvn2, string? Expires)
    {
        internal CardEntry Entry => new(CardNo, Name, IdNo, Phone, Cvn2, Expires);

        public override string ToString() => nameof(Request);
    }

    /// <param name="Sealed">What was typed in, encrypted; it comes back with the code.</param>
    public sealed record Response(Guid SignUpId, string Sealed, string CodeSentTo, DateTimeOffset CodeAgainAt);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.CardNo).NotEmpty().Matches(@"^[0-9]{12,19}\z");

            // On the wire the name stands between these signs, unescaped.
            RuleFor(r => r.Name).NotEmpty().MaximumLength(64).Matches(@"^[^&={}\[\]\p{C}]+\z");
            RuleFor(r => r.IdNo).NotEmpty().Matches(@"^[0-9A-Za-z]{6,20}\z");
            RuleFor(r => r.Phone).NotEmpty().Matches(@"^1[0-9]{10}\z");
            RuleFor(r => r.Cvn2).Matches(@"^[0-9]{3,4}\z").When(r => r.Cvn2 is not null);
            RuleFor(r => r.Expires).Matches(@"^[0-9]{2}(0[1-9]|1[0-2])\z").When(r => r.Expires is not null);
        }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/sign-ups", Handle);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        string outTradeNo, Request request, [FromHeader(Name = QuickPayRoutes.HolderHeader)] string? holder,
        [FromServices] CardOpening opening, HttpContext http)
    {
        var started = await opening.Start(outTradeNo, holder, request.Entry, http.RequestAborted);
        return started.Value is { } response
            ? TypedResults.Created($"/api/v1/quick-pays/{outTradeNo}/sign-ups/{response.SignUpId}", response)
            : started.Error!.ToProblem(http);
    }
}

/// <summary>Second half: the code comes back with the sealed particulars, and the bank gives a token for the card.</summary>
public static class ConfirmCardSignUp
{
    public sealed record Request(string Sealed, string Code)
    {
        public override string ToString() => nameof(Request);
    }

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Sealed).NotEmpty().MaximumLength(4096);
            RuleFor(r => r.Code).NotEmpty().Matches(@"^[0-9]{4,8}\z");
        }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/sign-ups/{signUpId:guid}/confirm", Handle);

    internal static async Task<Results<Ok<GetQuickPay.CardResponse>, ProblemHttpResult>> Handle(
        string outTradeNo, Guid signUpId, Request request, [FromHeader(Name = QuickPayRoutes.HolderHeader)] string? holder,
        [FromServices] CardOpening opening, HttpContext http)
    {
        var opened = await opening.Confirm(outTradeNo, holder, signUpId, request, http.RequestAborted);
        return opened.Value is { } card ? TypedResults.Ok(GetQuickPay.CardResponse.Of(card)) : opened.Error!.ToProblem(http);
    }
}
