using Microsoft.EntityFrameworkCore;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;

namespace MobilePay.FinanceWeb.Features;

/// <summary>Recovery codes, shown once.</summary>
public sealed class OwnCodes(FinanceWebDbContext db, TimeProvider clock)
{
    /// <summary>New ones in place of all old ones; the caller saves.</summary>
    public async Task<IReadOnlyList<string>> Renew(StaffMember staff, CancellationToken stop)
    {
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.StaffId == staff.Id).ToListAsync(stop));
        var codes = Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.New()).ToList();
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            StaffId = staff.Id,
            Hash = RecoveryCode.HashOf(staff.Id, code),
        }));
        return codes;
    }

    public Task<int> Left(Guid staffId, CancellationToken stop) =>
        db.RecoveryCodes.CountAsync(c => c.StaffId == staffId && c.UsedAt == null, stop);
}
