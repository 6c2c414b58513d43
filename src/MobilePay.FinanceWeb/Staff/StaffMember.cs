using Microsoft.AspNetCore.Identity;

namespace MobilePay.FinanceWeb.Staff;

/// <summary>One person with one account. Who only was invited is none yet.</summary>
public sealed class StaffMember : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    public required string[] Roles { get; set; }

    /// <summary>The secret her app makes codes from; null after a reset, and then nobody signs in.</summary>
    public string? TotpSecret { get; set; }

    /// <summary>The half minute of the last code taken: neither it nor an earlier one is taken again.</summary>
    public long TotpStep { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Locked by an administrator, until one unlocks her; five wrong tries only make the account rest.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    public DateTimeOffset? SignedInAt { get; private set; }

    /// <summary>The time before, shown to her so that she notices a stranger.</summary>
    public DateTimeOffset? SignedInBefore { get; private set; }

    public bool Rests(DateTimeOffset now) => LockoutEnd > now;

    /// <summary>Ends all her sessions: each holds the stamp it began with.</summary>
    public void EndSessions() => SecurityStamp = Convert.ToHexString(Guid.NewGuid().ToByteArray());

    public void FailedToSignIn(DateTimeOffset now, int triesMax, TimeSpan restsFor)
    {
        AccessFailedCount++;
        if (AccessFailedCount < triesMax)
            return;
        AccessFailedCount = 0;
        LockoutEnd = now + restsFor;
    }

    public void SignedIn(DateTimeOffset now)
    {
        (SignedInBefore, SignedInAt) = (SignedInAt, now);
        (AccessFailedCount, LockoutEnd) = (0, null);
    }
}
