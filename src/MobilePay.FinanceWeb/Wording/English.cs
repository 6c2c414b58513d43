using System.Globalization;
using MobilePay.FinanceWeb.Look;
using MobilePay.FinanceWeb.Staff;

namespace MobilePay.FinanceWeb.Wording;

public static class English
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static readonly Words Words = new()
    {
        Lang = "en",
        OtherLang = "zh",
        OtherLangName = "中文",
        Product = "Finance console",
        Moment = at => at.ToOffset(Beijing).ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture),
        MenuName = MenuName,
        RoleName = RoleName,
        RoleMeaning = RoleMeaning,
        ActName = ActName,
        ProblemOf = ProblemOf,
        Shell = Shell(),
        Door = Door(),
        Today = new()
        {
            Hello = name => $"Hello, {name}",
            YourSignIn = "Your sign-in",
            SignedInBefore = "Last sign-in",
            NeverBefore = "This is your first sign-in",
            NotYou = "If that was not you, change your password now and tell an administrator.",
            OpenInvitations = "Invitations not yet used",
            Until = at => $"valid until {at}",
        },
        Account = Account(),
        Staff = EnglishStaff.Staff,
        Events = EnglishStaff.Events,
        Books = EnglishBooks.Books,
        Board = EnglishLedger.Board,
        Days = EnglishBooks.Days,
        Sources = EnglishBooks.Sources,
        Differences = EnglishDifferences.Differences,
        Approvals = EnglishDifferences.Approvals,
        Journal = EnglishLedger.Journal,
        Funds = EnglishLedger.Funds,
        Reports = EnglishLedger.Reports,
        Story = EnglishStory.Story,
    };

    private static ShellWords Shell() => new()
    {
        SkipToMain = "Skip to the main part",
        Menu = "Main menu",
        MyAccount = "My account",
        SignOut = "Sign out",
        Help = "Help",
        HelpTitle = "Keys",
        HelpSearch = "Go to the search field",
        HelpRows = "Up and down in a list, Enter opens",
        HelpHelp = "Show this help",
        HelpTab = "Walk through links and buttons",
        Close = "Close",
        Cancel = "Cancel",
        ConnectionLost = "The connection to the server is lost; connecting again. Please send what was not sent a little later.",
        Failed = "This page failed, and what you did last may not be done. Reload it and look before you do it again.",
        Reload = "Reload",
        NotFoundTitle = "There is no such page",
        NotFoundText = "The address may be mistyped, or the page has moved.",
        NotAllowedTitle = "You may not open this page",
        NotAllowedText = "If you need it, ask an administrator to change your roles.",
        ToToday = "Back to Today",
    };

    private static DoorWords Door() => new()
    {
        SignInTitle = "Sign in",
        UserName = "User name",
        Password = "Password",
        Code = "Code",
        CodeHint = "The 6 digits in your authenticator app. Without your phone, use one of your recovery codes.",
        SignIn = "Sign in",
        CannotSignIn = "Forgotten password or lost phone? An administrator can reset your sign-in.",
        SignedOut = "You have signed out.",
        BootstrapTitle = "Set up the first administrator",
        BootstrapText = "There is no account here yet. You will be the administrator and can then invite the others.",
        JoinTitle = "Set up your account",
        JoinText = "An administrator invites you to the finance console. Please set a password and a code.",
        ResetTitle = "Set up your sign-in again",
        ResetText = "An administrator has reset your sign-in. Please set a new password and a new code; the old ones are void.",
        UserNameHint = "3 to 32 small letters, digits, dots or hyphens. It cannot be changed later.",
        DisplayName = "Name",
        NewPassword = "New password",
        NewPasswordHint = "At least 12 characters, without the user name. A sentence you remember is best.",
        Again = "New password once more",
        FactorTitle = "Connect your authenticator app",
        FactorText = "Scan the picture with the authenticator app on your phone, then enter the 6 digits it shows.",
        FactorPicture = "QR code that connects the authenticator app",
        FactorSpelled = "If you cannot scan it, type this into the app:",
        FactorCode = "The 6 digits the app shows",
        Finish = "Finish",
        LinkOverTitle = "This link cannot be used any more",
        LinkOverText = "A link works once and for a limited time. This one was used, withdrawn or is too old. "
            + "Ask an administrator for a new one.",
        CodesTitle = "Keep your recovery codes",
        CodesText = "If your phone is lost, each of them replaces one code, once. They are shown only now: "
            + "write them down or print them, and lock them away.",
        CodesKept = "I have kept them, go on",
    };

    private static AccountWords Account() => new()
    {
        Title = "My account",
        Present = "Present password",
        PasswordTitle = "Change password",
        PasswordText = "Your sign-ins on other computers end at once.",
        PasswordDone = "Your password is changed, and your sign-ins on other computers have ended.",
        FactorTitle = "Change authenticator app",
        FactorText = "For a new phone. The codes of the old one are void afterwards.",
        FactorDone = "Your authenticator app is changed; the old one is void.",
        CodesTitle = "Recovery codes",
        CodesLeft = left => $"{left} recovery codes are unused.",
        CodesText = "New codes make all earlier ones void.",
        CodesRenew = "Make new recovery codes",
        Save = "Save",
        Back = "Back to my account",
    };

    private static string MenuName(MenuPlace place) => place switch
    {
        MenuPlace.Today => "Today",
        MenuPlace.HandOver => "Hand-over",
        MenuPlace.Statements => "Statements",
        MenuPlace.Reconciliation => "Reconciliation",
        MenuPlace.Differences => "Differences",
        MenuPlace.Approvals => "Approvals",
        MenuPlace.Payments => "Payments",
        MenuPlace.Refunds => "Refunds",
        MenuPlace.Journal => "Journal",
        MenuPlace.Funds => "Funds",
        MenuPlace.Reports => "Reports",
        MenuPlace.Staff => "Staff",
        MenuPlace.StaffEvents => "Staff record",
    };

    private static string RoleName(string role) => role switch
    {
        StaffRoles.Finance => "Finance",
        StaffRoles.Approver => "Approver",
        StaffRoles.Auditor => "Auditor",
        StaffRoles.Administrator => "Administrator",
        _ => role,
    };

    private static string RoleMeaning(string role) => role switch
    {
        StaffRoles.Finance => "reconciles, settles differences, proposes refunds",
        StaffRoles.Approver => "approves what others propose",
        StaffRoles.Auditor => "sees books and records, changes nothing; cannot be finance or approver too",
        StaffRoles.Administrator => "looks after staff accounts",
        _ => "",
    };

    private static string ActName(StaffAct act) => act switch
    {
        StaffAct.FirstAdministratorMade => "First administrator set up",
        StaffAct.Invited => "Invited",
        StaffAct.InvitationWithdrawn => "Invitation withdrawn",
        StaffAct.Joined => "Invitation accepted",
        StaffAct.RolesChanged => "Roles changed",
        StaffAct.Locked => "Locked",
        StaffAct.Unlocked => "Unlocked",
        StaffAct.SignInReset => "Sign-in reset",
        StaffAct.SignInSetAgain => "Sign-in set up again",
        StaffAct.PasswordChanged => "Password changed",
        StaffAct.SecondFactorChanged => "Authenticator app changed",
        StaffAct.RecoveryCodesRenewed => "New recovery codes",
        StaffAct.RecoveryCodeUsed => "Recovery code used",
        StaffAct.SignedIn => "Signed in",
        StaffAct.SignInRefused => "Sign-in refused",
        StaffAct.PausedAfterWrongTries => "Paused after wrong tries",
        StaffAct.SignedOut => "Signed out",
        StaffAct.RefundTriedAgain => "Tried a refund again",
    };

    private static string ProblemOf(string code) => code switch
    {
        "staff.refused" => "The user name, the password or the code is wrong. A code works once: wait for the next one. "
            + "After five wrong tries an account rests for 30 minutes.",
        "staff.name-shape" => "A user name has 3 to 32 small letters, digits, dots or hyphens and begins with a letter or digit.",
        "staff.display-name-shape" => "Enter a name of at most 40 characters.",
        "staff.name-taken" => "Somebody has this user name or is invited under it. Choose another.",
        "staff.password-length" => "A password has at least 12 characters and at most 128.",
        "staff.password-holds-name" => "The password must not contain the user name. Choose another.",
        "staff.passwords-differ" => "The two new passwords differ. Enter them again.",
        "staff.password-wrong" => "The present password is wrong; nothing was changed. "
            + "After five wrong tries you are signed out for 30 minutes.",
        "staff.code-wrong" => "The code is wrong. Check the time on your phone and try the latest 6 digits in the app.",
        "staff.offer-over" => "The picture was open for too long. Delete the new entry in your app and scan the picture below.",
        "staff.roles-missing" => "Choose at least one role.",
        "staff.roles-clash" => "An auditor cannot be finance or approver too.",
        "staff.on-oneself" => "You cannot do this to your own account. Ask another administrator.",
        "staff.not-allowed" or "staff.sign-in" => "You may not do this now; nothing was changed. Sign in again and retry.",
        "staff.link-over" => "This link was used, withdrawn or is too old.",
        _ => EnglishProblems.Of(code) ?? "It was not found; somebody may just have changed it. Reload the page and look again.",
    };
}
