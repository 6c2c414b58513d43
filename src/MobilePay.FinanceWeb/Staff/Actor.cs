using System.Net;
using System.Security.Claims;

namespace MobilePay.FinanceWeb.Staff;

/// <summary>Who acts, in which session and from where.</summary>
public sealed record Actor(Guid Id, string Name, Guid SessionId, string Address)
{
    public const string SessionClaim = "session";
    public const string DisplayNameClaim = "display-name";

    /// <summary>Null for somebody who did not sign in.</summary>
    public static Actor? Of(ClaimsPrincipal user, string address) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        && Guid.TryParse(user.FindFirstValue(SessionClaim), out var session)
            ? new(id, user.Identity?.Name ?? "", session, address)
            : null;

    /// <summary>The caller's address, as the gateway has it.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        IPAddress address => address.ToString(),
    };
}
