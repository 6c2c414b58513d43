using Microsoft.AspNetCore.Authorization;

namespace MobilePay.FinanceWeb.Staff;

/// <summary>Who may open what: the only place where a page's right is tied to roles.</summary>
public static class Policies
{
    /// <summary>Everybody who signed in, whatever her roles.</summary>
    public const string Everybody = "everybody";

    public const string Staff = "staff";

    public const string StaffEvents = "staff-events";

    /// <summary>Looking into the books. Administrators look after people, and see what these do.</summary>
    public const string BooksRead = "books.read";

    /// <summary>Working on the books: fetching, running, proposing.</summary>
    public const string BooksWrite = "books.write";

    /// <summary>Deciding on what another person proposed.</summary>
    public const string BooksApprove = "books.approve";

    private static readonly Dictionary<string, string[]> Roles = new()
    {
        [BooksRead] = [StaffRoles.Finance, StaffRoles.Approver, StaffRoles.Auditor, StaffRoles.Administrator],
        [BooksWrite] = [StaffRoles.Finance],
        [BooksApprove] = [StaffRoles.Approver],
        [Staff] = [StaffRoles.Administrator],
        [StaffEvents] = [StaffRoles.Auditor, StaffRoles.Administrator],
    };

    public static void AddTo(AuthorizationOptions options)
    {
        options.AddPolicy(Everybody, policy => policy.RequireAuthenticatedUser());
        foreach (var (name, roles) in Roles)
            options.AddPolicy(name, policy => policy.RequireRole(roles));
    }
}
