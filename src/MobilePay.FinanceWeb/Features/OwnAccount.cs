using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;
using MobilePay.Primitives;

namespace MobilePay.FinanceWeb.Features;

/// <summary>What she changes about her own signing in. Each change asks for the present password again.</summary>
public sealed class OwnAccount(
    FinanceWebDbContext db, UserManager<StaffMember> accounts, Sessions sessions, IOptions<ConsoleOptions> options,
    TimeProvider clock)
{
    public async Task<Error?> ChangePassword(Actor by, string present, string password, string again, CancellationToken stop) =>
        (await Change<bool>(by, present, async staff =>
        {
            if (PasswordRule.Check(staff.UserName!, password) is { } weak)
                return weak;
            if (password != again)
                return StaffErrors.PasswordsDiffer;
            staff.PasswordHash = AccountSetup.Hasher.HashPassword(staff, password);
            await sessions.EndOthers(staff, by.SessionId, stop);
            db.Note(StaffAct.PasswordChanged, by, staff, clock.GetUtcNow());
            return true;
        }, stop)).Error;

    public async Task<Error?> ChangeSecondFactor(Actor by, string present, string secret, string code, CancellationToken stop) =>
        (await Change<bool>(by, present, async staff =>
        {
            var now = clock.GetUtcNow();
            if (Totp.StepOf(secret, code, now, lastStep: 0) is not { } step)
                return StaffErrors.CodeWrong;
            (staff.TotpSecret, staff.TotpStep) = (secret, step);
            await sessions.EndOthers(staff, by.SessionId, stop);
            db.Note(StaffAct.SecondFactorChanged, by, staff, now);
            return true;
        }, stop)).Error;

    public Task<Result<IReadOnlyList<string>>> RenewRecoveryCodes(
        Actor by, string present, OwnCodes codes, CancellationToken stop) =>
        Change<IReadOnlyList<string>>(by, present, async staff =>
        {
            db.Note(StaffAct.RecoveryCodesRenewed, by, staff, clock.GetUtcNow());
            return new(await codes.Renew(staff, stop), null);
        }, stop);

    private async Task<Result<T>> Change<T>(
        Actor by, string present, Func<StaffMember, Task<Result<T>>> change, CancellationToken stop)
    {
        await using var one = await db.Database.BeginTransactionAsync(stop);
        var staff = (await db.Staff.FromSql($"select * from staff where id = {by.Id} for update").ToListAsync(stop)).Single();
        var now = clock.GetUtcNow();

        // Somebody at a forgotten screen gets five guesses as well, and then the session ends.
        if (staff.Rests(now) || !await accounts.CheckPasswordAsync(staff, present))
        {
            staff.FailedToSignIn(now, options.Value.TriesMax, options.Value.RestsFor);
            if (staff.Rests(now))
            {
                staff.EndSessions();
                db.Note(StaffAct.PausedAfterWrongTries, by, staff, now);
            }

            await db.SaveChangesAsync(stop);
            await one.CommitAsync(stop);
            return StaffErrors.PasswordWrong;
        }

        var done = await change(staff);
        if (done.Error is not null)
            return done;
        await db.SaveChangesAsync(stop);
        await one.CommitAsync(stop);
        return done;
    }
}
