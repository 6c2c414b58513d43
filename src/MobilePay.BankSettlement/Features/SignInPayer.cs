using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MobilePay.BankSettlement.Clients;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.BankSettlement.Features;

/// <summary>The two steps by which a page inside WeChat or Alipay learns the openid that the method jsapi needs.</summary>
public static class SignInPayer
{
    public sealed record AuthorizeRequest(string Hospital, string Redirect, string State);

    public sealed record AuthorizeResponse(string Url);

    public sealed record OpenidRequest(string Hospital, string Code);

    public sealed record OpenidResponse(string Openid);

    public sealed class AuthorizeValidator : AbstractValidator<AuthorizeRequest>
    {
        public AuthorizeValidator()
        {
            RuleFor(r => r.Hospital).NotEmpty();
            RuleFor(r => r.Redirect)
                .Must(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");
            RuleFor(r => r.State).NotEmpty().MaximumLength(128);
        }
    }

    public sealed class OpenidValidator : AbstractValidator<OpenidRequest>
    {
        public OpenidValidator()
        {
            RuleFor(r => r.Hospital).NotEmpty();
            RuleFor(r => r.Code).NotEmpty().MaximumLength(512);
        }
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{channel:regex(^(wechat|alipay)$)}/authorize-url", Authorize);
        routes.MapGet("/{channel:regex(^(wechat|alipay)$)}/openid", Openid);
    }

    internal static Results<Ok<AuthorizeResponse>, ProblemHttpResult> Authorize(
        string channel, [AsParameters] AuthorizeRequest request, [FromServices] IEnumerable<ISignIn> channels)
    {
        var url = channels.Single(c => c.Channel == channel).AuthorizeUrl(request.Hospital, request.Redirect, request.State);
        return url.Error is { } error ? error.ToProblem() : TypedResults.Ok(new AuthorizeResponse(url.Value!));
    }

    internal static async Task<Results<Ok<OpenidResponse>, ProblemHttpResult>> Openid(
        string channel, [AsParameters] OpenidRequest request, [FromServices] IEnumerable<ISignIn> channels,
        CancellationToken stop)
    {
        var openid = await channels.Single(c => c.Channel == channel).Openid(request.Hospital, request.Code, stop);
        return openid.Error is { } error ? error.ToProblem() : TypedResults.Ok(new OpenidResponse(openid.Value!));
    }
}
