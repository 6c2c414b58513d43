using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.FinanceWeb.Staff;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.FinanceWeb.Features;

/// <summary>Invites somebody by call, as on the page of the staff: for programs that set up a hospital.</summary>
public static class InviteStaff
{
    public sealed record Request(string? UserName, string? DisplayName, IReadOnlyList<string>? Roles);

    /// <param name="Path">Opens the account once, on the console's own address; it is told here and never again.</param>
    public sealed record Answer(string Path);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/staff", Handle).RequireAuthorization(Policies.Staff);

    internal static async Task<Results<Created<Answer>, ProblemHttpResult>> Handle(
        Request request, HttpContext http, StaffDesk desk, CancellationToken stop)
    {
        if (!ForwardToBooks.IsFromHere(http.Request))
            return StaffErrors.ElsewhereFrom.ToProblem();
        var invited = await desk.Invite(Actor.Of(http.User, Actor.AddressOf(http))!, request.UserName?.Trim() ?? "",
            request.DisplayName ?? "", request.Roles ?? [], stop);
        return invited.Error is { } error
            ? error.ToProblem() : TypedResults.Created((string?)null, new Answer("/join/" + invited.Value));
    }
}
