using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;
using MobilePay.Primitives;

namespace MobilePay.FinanceWeb.Features;

/// <summary>Before she approves, the app on her phone says once more that it is she. No code is taken twice.</summary>
public sealed class FreshCode(FinanceWebDbContext db, IOptions<ConsoleOptions> options, TimeProvider clock)
{
    public async Task<Error?> Take(Actor by, string? code, CancellationToken stop)
    {
        await using var one = await db.Database.BeginTransactionAsync(stop);
        var staff = (await db.Staff.FromSql($"select * from staff where id = {by.Id} for update").ToListAsync(stop)).Single();
        var now = clock.GetUtcNow();
        var step = staff.Rests(now) || staff.TotpSecret is null
            ? null : Totp.StepOf(staff.TotpSecret, code ?? "", now, staff.TotpStep);
        if (step is { } taken)
            staff.TotpStep = taken;
        else
            Refuse(staff, by, now);

        await db.SaveChangesAsync(stop);
        await one.CommitAsync(stop);
        return step is null ? StaffErrors.FreshCodeWrong : null;
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
