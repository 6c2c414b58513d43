using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;
using MobilePay.Primitives;

namespace MobilePay.FinanceWeb.Features;

/// <summary>Name, password and code at once: no answer tells which of them was wrong.</summary>
public sealed class SignIn(
    FinanceWebDbContext db, UserManager<StaffMember> accounts, Sessions sessions, IOptions<ConsoleOptions> options,
    TimeProvider clock)
{
    // Nobody's: an unknown name takes as long to refuse as a known one.
    private static readonly Lazy<string> NobodysHash = new(() => AccountSetup.Hasher.HashPassword(null!, "nobody's password"));

    public async Task<Result<ClaimsPrincipal>> Try(
        string userName, string password, string code, string address, CancellationToken stop)
    {
        await using var one = await db.Database.BeginTransactionAsync(stop);
        if (await Find(userName, stop) is not { } staff)
        {
            AccountSetup.Hasher.VerifyHashedPassword(null!, NobodysHash.Value, password);
            return StaffErrors.Refused;
        }

        var now = clock.GetUtcNow();
        var by = new Actor(staff.Id, staff.UserName!, Guid.Empty, address);
        var isRight = await accounts.CheckPasswordAsync(staff, password);
        if (staff.LockedAt is not null || staff.Rests(now) || staff.TotpSecret is null)
            db.Note(StaffAct.SignInRefused, by, staff, now);
        else if (isRight && await TakesCode(by, staff, code, now, stop))
        {
            var principal = sessions.Begin(staff);
            db.Note(StaffAct.SignedIn, by, staff, now);
            await db.SaveChangesAsync(stop);
            await one.CommitAsync(stop);
            return principal;
        }
        else
        {
            staff.FailedToSignIn(now, options.Value.TriesMax, options.Value.RestsFor);
            db.Note(staff.Rests(now) ? StaffAct.PausedAfterWrongTries : StaffAct.SignInRefused, by, staff, now);
        }

        await db.SaveChangesAsync(stop);
        await one.CommitAsync(stop);
        return StaffErrors.Refused;
    }

    // One try after the other: many at once would otherwise count as one, and could use one code twice.
    private async Task<StaffMember?> Find(string userName, CancellationToken stop)
    {
        var name = accounts.NormalizeName(userName.Trim());
        return (await db.Staff.FromSql($"select * from staff where normalized_user_name = {name} for update").ToListAsync(stop))
            .SingleOrDefault();
    }

    private async Task<bool> TakesCode(Actor by, StaffMember staff, string code, DateTimeOffset now, CancellationToken stop)
    {
        if (Totp.StepOf(staff.TotpSecret!, code, now, staff.TotpStep) is { } step)
        {
            staff.TotpStep = step;
            return true;
        }

        var hash = RecoveryCode.HashOf(staff.Id, code);
        var spare = await db.RecoveryCodes.SingleOrDefaultAsync(
            c => c.StaffId == staff.Id && c.UsedAt == null && c.Hash == hash, stop);
        if (spare is null)
            return false;
        spare.UsedAt = now;
        db.Note(StaffAct.RecoveryCodeUsed, by, staff, now);
        return true;
    }
}
