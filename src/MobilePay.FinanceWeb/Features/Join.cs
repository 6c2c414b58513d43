using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;
using MobilePay.Primitives;

namespace MobilePay.FinanceWeb.Features;

/// <summary>Opens a one-time link: the first administrator, somebody invited, or somebody who begins anew.</summary>
public sealed partial class Join(
    FinanceWebDbContext db, UserManager<StaffMember> accounts, OwnCodes codes, Sessions sessions, TimeProvider clock)
{
    public sealed record Request(string UserName, string DisplayName, string Password, string Again, string Secret, string Code);

    public sealed record Joined(ClaimsPrincipal Principal, IReadOnlyList<string> RecoveryCodes);

    /// <summary>The link while it is open, and whom it is for; looking at it does not use it up.</summary>
    public async Task<(OneTimeLink Link, StaffMember? Staff)?> Look(string token, CancellationToken stop)
    {
        var hash = OneTimeLink.HashOf(token);
        var link = await db.Links.SingleOrDefaultAsync(l => l.TokenHash == hash, stop);
        if (link is null || !link.IsOpen(clock.GetUtcNow()))
            return null;
        if (link.Purpose == LinkPurpose.Bootstrap && await db.Staff.AnyAsync(stop))
            return null;
        return (link, link.StaffId is { } id ? await db.Staff.SingleAsync(s => s.Id == id, stop) : null);
    }

    public async Task<Result<Joined>> Use(string token, Request request, string address, CancellationToken stop)
    {
        await using var one = await db.Database.BeginTransactionAsync(stop);
        await db.OneAtATime(stop);
        if (await Look(token, stop) is not var (link, staff))
            return StaffErrors.LinkOver;

        var name = staff?.UserName ?? link.UserName ?? request.UserName.Trim();
        var displayName = staff?.DisplayName ?? link.DisplayName ?? request.DisplayName.Trim();
        var now = clock.GetUtcNow();
        if (Check(name, displayName) is { } shape)
            return shape;
        if (PasswordRule.Check(name, request.Password) is { } weak)
            return weak;
        if (request.Password != request.Again)
            return StaffErrors.PasswordsDiffer;
        if (Totp.StepOf(request.Secret, request.Code, now, lastStep: 0) is not { } step)
            return StaffErrors.CodeWrong;

        link.Use(now);
        var by = new Actor(Guid.Empty, "", Guid.Empty, address);
        if (staff is null)
        {
            staff = new()
            {
                Id = Guid.CreateVersion7(now),
                UserName = name,
                DisplayName = displayName,
                Roles = link.Purpose == LinkPurpose.Bootstrap ? [StaffRoles.Administrator] : link.Roles,
                CreatedAt = now,
                TotpSecret = request.Secret,
                TotpStep = step,
            };
            if (await accounts.CreateAsync(staff, request.Password) is { Succeeded: false })
                return StaffErrors.NameTaken;
        }
        else
        {
            (staff.TotpSecret, staff.TotpStep) = (request.Secret, step);
            staff.PasswordHash = AccountSetup.Hasher.HashPassword(staff, request.Password);
            staff.EndSessions();
        }

        db.Note(ActOf(link.Purpose), by, staff, now);
        var shown = await codes.Renew(staff, stop);
        var principal = sessions.Begin(staff);
        await db.SaveChangesAsync(stop);
        await one.CommitAsync(stop);
        return new Joined(principal, shown);
    }

    public static Error? Check(string userName, string displayName) =>
        !UserName().IsMatch(userName) ? StaffErrors.NameShape
        : displayName.Trim().Length is < 1 or > 40 ? StaffErrors.DisplayNameShape
        : null;

    private static StaffAct ActOf(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.Bootstrap => StaffAct.FirstAdministratorMade,
        LinkPurpose.Invitation => StaffAct.Joined,
        LinkPurpose.Reset => StaffAct.SignInSetAgain,
    };

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{2,31}$")]
    private static partial Regex UserName();
}
