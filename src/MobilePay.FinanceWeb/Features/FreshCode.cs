using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;
using MobilePay.Primitives;

namespace MobilePay.FinanceWeb.Features;

/// <summary>
/// Before she approves, the app on her phone says once more that it is she; that holds for some minutes of this session. No
/// code is taken twice.
/// </summary>
public sealed class FreshCode(FinanceWebDbContext db, IOptions<ConsoleOptions> options, TimeProvider clock)
{
    public async Task<Error?> Take(Actor by, string? code, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(code) && !await IsNeeded(by, stop))
            return null;

        await using var one = await db.Database.BeginTransactionAsync(stop);
        var staff = (await db.Staff.FromSql($"select * from staff where id = {by.Id} for update").ToListAsync(stop)).Single();
        var now = clock.GetUtcNow();
        var step = staff.Rests(now) || staff.TotpSecret is null
            ? null : Totp.StepOf(staff.TotpSecret, code ?? "", now, staff.TotpStep);
        if (step is { } taken)
        {
            staff.TotpStep = taken;
            (await db.Sessions.SingleAsync(s => s.Id == by.SessionId, stop)).CodeAt = now;
        }
        else
            Refuse(staff, by, now);

        await db.SaveChangesAsync(stop);
        await one.CommitAsync(stop);
        return step is null ? StaffErrors.FreshCodeWrong : null;
    }

    /// <summary>Whether her next approval has to come with a code.</summary>
    public async Task<bool> IsNeeded(Actor by, CancellationToken stop)
    {
        var since = clock.GetUtcNow() - options.Value.CodeHolds;
        return !await db.Sessions.AnyAsync(s => s.Id == by.SessionId && s.EndedAt == null && s.CodeAt > since, stop);
    }

    // As with passwords: somebody at a forgotten screen gets five guesses, and then the session ends.
    private void Refuse(StaffMember staff, Actor by, DateTimeOffset now)
    {
        staff.FailedToSignIn(now, options.Value.TriesMax, options.Value.RestsFor);
        if (!staff.Rests(now))
            return;
        staff.EndSessions();
        db.Note(StaffAct.PausedAfterWrongTries, by, staff, now);
    }
}
