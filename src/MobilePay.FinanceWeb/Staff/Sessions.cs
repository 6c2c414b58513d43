using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.FinanceWeb.Persistence;

namespace MobilePay.FinanceWeb.Staff;

/// <summary>
/// Signing in begins a session, and the database says whether it still stands: it ends by signing out, idleness, age, and with
/// every new security stamp (other password, other roles, locked).
/// </summary>
public sealed class Sessions(FinanceWebDbContext db, IOptions<ConsoleOptions> options, TimeProvider clock)
{
    // Each request of a page would write a row otherwise; an idle session ends up to this much early.
    private static readonly TimeSpan SeenAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>Adds the session; the caller saves it together with what allowed it.</summary>
    public ClaimsPrincipal Begin(StaffMember staff)
    {
        var now = clock.GetUtcNow();
        var session = new StaffSession
        {
            Id = Guid.CreateVersion7(now),
            StaffId = staff.Id,
            Stamp = staff.SecurityStamp!,
            BeganAt = now,
            SeenAt = now,
        };
        db.Sessions.Add(session);
        staff.SignedIn(now);

        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, staff.Id.ToString()),
            new(ClaimTypes.Name, staff.UserName!),
            new(Actor.DisplayNameClaim, staff.DisplayName),
            new(Actor.SessionClaim, session.Id.ToString()),
            .. staff.Roles.Select(role => new Claim(ClaimTypes.Role, role)),
        ];
        return new(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }

    public async Task<bool> Stands(Guid id, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (seenAfter, beganAfter) = (now - options.Value.IdleAfter, now - options.Value.SessionLasts);
        return await (
            from session in db.Sessions
            join staff in db.Staff on session.StaffId equals staff.Id
            where session.Id == id && session.EndedAt == null && session.SeenAt > seenAfter && session.BeganAt > beganAfter
                && session.Stamp == staff.SecurityStamp && staff.LockedAt == null
            select session.Id).AnyAsync(stop);
    }

    /// <summary>A page was asked for, or keys were pressed: the session is not idle.</summary>
    public Task Seen(Guid id, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var before = now - SeenAgainAfter;
        return db.Sessions.Where(s => s.Id == id && s.SeenAt < before)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now), stop);
    }

    public async Task End(Actor by, CancellationToken stop)
    {
        if (await db.Sessions.SingleOrDefaultAsync(s => s.Id == by.SessionId && s.EndedAt == null, stop) is not { } session)
            return;
        session.EndedAt = clock.GetUtcNow();
        db.Note(StaffAct.SignedOut, by, by.Id, by.Name, clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
    }

    public Task<DateTimeOffset?> SignedInBefore(Guid staffId, CancellationToken stop) =>
        db.Staff.Where(s => s.Id == staffId).Select(s => s.SignedInBefore).SingleOrDefaultAsync(stop);

    /// <summary>Ends all her sessions but the one in which she asked for it.</summary>
    public async Task EndOthers(StaffMember staff, Guid kept, CancellationToken stop)
    {
        staff.EndSessions();
        (await db.Sessions.SingleAsync(s => s.Id == kept, stop)).Stamp = staff.SecurityStamp!;
    }

    /// <summary>Asked at every request, before anything is answered.</summary>
    public static async Task Validate(Microsoft.AspNetCore.Authentication.Cookies.CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var sessions = http.RequestServices.GetRequiredService<Sessions>();
        if (Actor.Of(context.Principal!, "") is { } actor && await sessions.Stands(actor.SessionId, http.RequestAborted))
        {
            await sessions.Seen(actor.SessionId, http.RequestAborted);
            return;
        }

        context.RejectPrincipal();
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}
