using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;
using MobilePay.Primitives;

namespace MobilePay.FinanceWeb.Features;

/// <summary>What an administrator does to accounts. Each act is written down in the same transaction.</summary>
public sealed class StaffDesk(FinanceWebDbContext db, Sessions sessions, IOptions<ConsoleOptions> options, TimeProvider clock)
{
    public sealed record Person(
        Guid Id, string UserName, string DisplayName, IReadOnlyList<string> Roles, DateTimeOffset? SignedInAt, bool IsLocked,
        bool IsResting, bool MustBeginAnew);

    public sealed record Invitation(Guid Id, string UserName, string DisplayName, IReadOnlyList<string> Roles,
        DateTimeOffset ExpiresAt);

    public async Task<List<Person>> People(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return await db.Staff.AsNoTracking().OrderBy(s => s.UserName).Select(s => new Person(
            s.Id, s.UserName!, s.DisplayName, s.Roles, s.SignedInAt, s.LockedAt != null, s.LockoutEnd > now,
            s.TotpSecret == null)).ToListAsync(stop);
    }

    public async Task<List<Invitation>> OpenInvitations(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return await db.Links.AsNoTracking()
            .Where(l => l.Purpose == LinkPurpose.Invitation && l.UsedAt == null && l.WithdrawnAt == null && l.ExpiresAt > now)
            .OrderBy(l => l.ExpiresAt)
            .Select(l => new Invitation(l.Id, l.UserName!, l.DisplayName!, l.Roles, l.ExpiresAt)).ToListAsync(stop);
    }

    /// <returns>The secret of the link, which is shown once.</returns>
    public Task<Result<string>> Invite(
        Actor by, string userName, string displayName, IReadOnlyList<string> roles, CancellationToken stop) =>
        Act<string>(by, async now =>
        {
            if (Join.Check(userName, displayName) is { } shape)
                return shape;
            if (CheckRoles(roles) is { } roleError)
                return roleError;
            var normalized = userName.ToUpperInvariant();
            if (await db.Staff.AnyAsync(s => s.NormalizedUserName == normalized, stop)
                || (await OpenInvitations(stop)).Any(i => i.UserName == userName))
                return StaffErrors.NameTaken;

            db.Note(StaffAct.Invited, by, null, userName, now, string.Join(' ', roles));
            return NewLink(LinkPurpose.Invitation, now, userName, displayName.Trim(), [.. roles], staffId: null);
        }, stop);

    public async Task<Error?> Withdraw(Actor by, Guid invitation, CancellationToken stop) => (await Act<bool>(by, async now =>
    {
        var link = await db.Links.SingleOrDefaultAsync(l => l.Id == invitation && l.Purpose == LinkPurpose.Invitation, stop);
        if (link is null || !link.IsOpen(now))
            return StaffErrors.NotFound;
        link.Withdraw(now);
        db.Note(StaffAct.InvitationWithdrawn, by, null, link.UserName!, now);
        return true;
    }, stop)).Error;

    public Task<Error?> SetRoles(Actor by, Guid whom, IReadOnlyList<string> roles, CancellationToken stop) =>
        To(by, whom, (staff, now) =>
        {
            if (CheckRoles(roles) is { } error)
                return error;
            if (staff.Roles.Order().SequenceEqual(roles.Order()))
                return null;
            db.Note(StaffAct.RolesChanged, by, staff, now, $"{string.Join(' ', staff.Roles)} -> {string.Join(' ', roles)}");
            staff.Roles = [.. roles];
            staff.EndSessions();
            return null;
        }, stop);

    public Task<Error?> Lock(Actor by, Guid whom, CancellationToken stop) => To(by, whom, (staff, now) =>
    {
        if (staff.LockedAt is not null)
            return null;
        staff.LockedAt = now;
        staff.EndSessions();
        db.Note(StaffAct.Locked, by, staff, now);
        return null;
    }, stop);

    /// <summary>Also ends the rest after five wrong tries.</summary>
    public Task<Error?> Unlock(Actor by, Guid whom, CancellationToken stop) => To(by, whom, (staff, now) =>
    {
        if (staff.LockedAt is null && !staff.Rests(now))
            return null;
        (staff.LockedAt, staff.LockoutEnd, staff.AccessFailedCount) = (null, null, 0);
        db.Note(StaffAct.Unlocked, by, staff, now);
        return null;
    }, stop);

    /// <summary>A lost phone or a forgotten password: nothing of the old signing in works from here on.</summary>
    public async Task<Result<string>> ResetSignIn(Actor by, Guid whom, CancellationToken stop)
    {
        var token = "";
        var error = await To(by, whom, (staff, now) =>
        {
            staff.TotpSecret = null;
            staff.EndSessions();
            db.RecoveryCodes.RemoveRange(db.RecoveryCodes.Where(c => c.StaffId == staff.Id));
            foreach (var older in db.Links.Where(l => l.StaffId == staff.Id && l.UsedAt == null))
                older.Withdraw(now);
            token = NewLink(LinkPurpose.Reset, now, null, null, [], staff.Id);
            db.Note(StaffAct.SignInReset, by, staff, now);
            return null;
        }, stop);
        return error is null ? token : error;
    }

    private static Error? CheckRoles(IReadOnlyCollection<string> roles) =>
        roles.Count == 0 || roles.Except(StaffRoles.All).Any() ? StaffErrors.RolesMissing
        : !StaffRoles.GoTogether(roles) ? StaffErrors.RolesClash
        : null;

    private string NewLink(
        LinkPurpose purpose, DateTimeOffset now, string? userName, string? displayName, string[] roles, Guid? staffId)
    {
        var token = OneTimeLink.NewToken();
        db.Links.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            TokenHash = OneTimeLink.HashOf(token),
            Purpose = purpose,
            UserName = userName,
            DisplayName = displayName,
            Roles = roles,
            StaffId = staffId,
            CreatedAt = now,
            ExpiresAt = now + options.Value.LinkLasts,
        });
        return token;
    }

    // Not on oneself: so there is always an administrator who can still sign in.
    private async Task<Error?> To(
        Actor by, Guid whom, Func<StaffMember, DateTimeOffset, Error?> change, CancellationToken stop) =>
        (await Act<bool>(by, async now =>
        {
            if (whom == by.Id)
                return StaffErrors.OnOneself;
            if (await db.Staff.SingleOrDefaultAsync(s => s.Id == whom, stop) is not { } staff)
                return StaffErrors.NotFound;
            return change(staff, now) is { } error ? error : true;
        }, stop)).Error;

    private async Task<Result<T>> Act<T>(Actor by, Func<DateTimeOffset, Task<Result<T>>> act, CancellationToken stop)
    {
        await using var one = await db.Database.BeginTransactionAsync(stop);
        await db.OneAtATime(stop);

        // An open page outlives a lock by some seconds; an act does not.
        if (!await sessions.Stands(by.SessionId, stop)
            || !await db.Staff.AnyAsync(s => s.Id == by.Id && s.Roles.Contains(StaffRoles.Administrator), stop))
            return StaffErrors.NotAllowed;

        var done = await act(clock.GetUtcNow());
        if (done.Error is not null)
            return done;
        await db.SaveChangesAsync(stop);
        await one.CommitAsync(stop);
        return done;
    }
}
