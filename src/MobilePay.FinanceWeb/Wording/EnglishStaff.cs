namespace MobilePay.FinanceWeb.Wording;

internal static class EnglishStaff
{
    public static readonly StaffWords Staff = new()
    {
        Search = "Search by name or user name",
        Name = "Name",
        Roles = "Roles",
        LastSignIn = "Last sign-in",
        Never = "never",
        State = "State",
        Active = "active",
        LockedState = "locked",
        Resting = "paused after wrong tries",
        MustBeginAnew = "must set up sign-in again",
        Acts = "Actions",
        Yourself = "yourself",
        NobodyFound = "Nobody matches.",
        Invite = "Invite",
        InviteText = "You will get a link that works once. Hand it over in person or by a way you trust.",
        MakeLink = "Make the link",
        ChangeRoles = "Roles",
        RolesOf = name => $"Roles of {name}",
        RolesText = "All their sign-ins end at once; after signing in again the new roles hold.",
        Save = "Save",
        Lock = "Lock",
        LockAsk = name => $"Lock {name}?",
        LockText = "All their sign-ins end at once, and there is no new one until somebody unlocks the account.",
        Unlock = "Unlock",
        Reset = "Reset sign-in",
        ResetAsk = name => $"Reset the sign-in of {name}?",
        ResetText = "For a lost phone or a forgotten password. The present password, app and recovery codes are void at once, "
            + "and you get a link to hand over. Make sure first who is asking.",
        LinkTitle = "One-time link",
        LinkText = until => $"Hand it to the person alone. It is shown only now, works once, and is valid until {until}.",
        LinkLabel = "Link",
        Copy = "Copy",
        Copied = "Copied",
        Invitations = "Invitations not yet used",
        InvitationsEmpty = "None is waiting. After you invite somebody you see here whether the link was used.",
        ValidUntil = "Valid until",
        Withdraw = "Withdraw",
        Done = name => $"{name}: saved.",
    };

    public static readonly EventWords Events = new()
    {
        Text = "Who did what to whose account, when and from where. The record only grows.",
        Who = "User name",
        Act = "What",
        AnyAct = "Everything",
        Show = "Show",
        At = "When",
        By = "Who",
        About = "Whom",
        Detail = "Detail",
        From = "Address",
        Nobody = "not signed in",
        Total = count => $"{count} in all",
        Older = "Older",
        Newest = "Back to the newest",
        Empty = "Nothing matches.",
        AsCsv = "Download CSV",
    };
}
