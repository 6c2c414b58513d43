using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MobilePay.FinanceWeb.Staff;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.FinanceWeb.Features;

/// <summary>Staying and leaving.</summary>
internal static class SessionEndpoints
{
    internal static readonly Error Nothing = new(ErrorKind.NotFound, "route.not-found", "There is nothing at this address.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", SignOut).AllowAnonymous();

        // Whoever did not sign in is told so at every address, and learns nothing of which there are.
        var api = routes.MapGroup("/api").RequireAuthorization(Policies.Everybody);

        // A page on which somebody types makes no requests; its script says now and then that she is there.
        api.MapPost("/session", () => TypedResults.NoContent());
        api.Map("/{**rest}", () => Nothing.ToProblem());
        ReadStaffEvents.Map(api.MapGroup("/v1"));
        InviteStaff.Map(api.MapGroup("/v1"));
        ForwardToBooks.Map(api.MapGroup("/v1"));
    }

    // Reading the form is what makes the framework look at the form's secret.
    private static async Task<IResult> SignOut(
        HttpContext http, Sessions sessions, [FromForm] string? from, CancellationToken stop)
    {
        _ = from;
        if (Actor.Of(http.User, Actor.AddressOf(http)) is { } me)
            await sessions.End(me, stop);
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return TypedResults.LocalRedirect("/sign-in?out=1");
    }
}
