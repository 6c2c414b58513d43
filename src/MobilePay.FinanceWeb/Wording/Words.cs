using MobilePay.FinanceWeb.Look;
using MobilePay.FinanceWeb.Staff;

namespace MobilePay.FinanceWeb.Wording;

/// <summary>Every word the console says, in one language. Nothing a person reads stands anywhere else.</summary>
public sealed record Words
{
    public required string Lang { get; init; }
    public required string OtherLang { get; init; }
    public required string OtherLangName { get; init; }
    public required string Product { get; init; }
    public required Func<DateTimeOffset, string> Moment { get; init; }
    public required Func<MenuPlace, string> MenuName { get; init; }
    public required Func<string, string> RoleName { get; init; }
    public required Func<string, string> RoleMeaning { get; init; }
    public required Func<StaffAct, string> ActName { get; init; }

    /// <summary>What happened and what to do now, for the code of an error.</summary>
    public required Func<string, string> ProblemOf { get; init; }

    /// <summary>The same where a word for it is known, else the text as it came.</summary>
    public string ProblemIfKnown(string code) => ProblemOf(code) is var text && text == ProblemOf("") ? code : text;

    public required ShellWords Shell { get; init; }
    public required DoorWords Door { get; init; }
    public required TodayWords Today { get; init; }
    public required AccountWords Account { get; init; }
    public required StaffWords Staff { get; init; }
    public required EventWords Events { get; init; }
    public required BooksWords Books { get; init; }
    public required BoardWords Board { get; init; }
    public required DayWords Days { get; init; }
    public required SourceWords Sources { get; init; }
    public required DifferenceWords Differences { get; init; }
    public required ApprovalWords Approvals { get; init; }
    public required JournalWords Journal { get; init; }
    public required FundsWords Funds { get; init; }
    public required ReportWords Reports { get; init; }
    public required StoryWords Story { get; init; }

    public static Words In(string? lang) => lang == "en" ? English.Words : Chinese.Words;
}

public sealed record ShellWords
{
    public required string SkipToMain { get; init; }
    public required string Menu { get; init; }
    public required string MyAccount { get; init; }
    public required string SignOut { get; init; }
    public required string Help { get; init; }
    public required string HelpTitle { get; init; }
    public required string HelpSearch { get; init; }
    public required string HelpRows { get; init; }
    public required string HelpHelp { get; init; }
    public required string HelpTab { get; init; }
    public required string Close { get; init; }
    public required string Cancel { get; init; }
    public required string ConnectionLost { get; init; }
    public required string Failed { get; init; }
    public required string Reload { get; init; }
    public required string NotFoundTitle { get; init; }
    public required string NotFoundText { get; init; }
    public required string NotAllowedTitle { get; init; }
    public required string NotAllowedText { get; init; }
    public required string ToToday { get; init; }
}

public sealed record DoorWords
{
    public required string SignInTitle { get; init; }
    public required string UserName { get; init; }
    public required string Password { get; init; }
    public required string Code { get; init; }
    public required string CodeHint { get; init; }
    public required string SignIn { get; init; }
    public required string CannotSignIn { get; init; }
    public required string SignedOut { get; init; }
    public required string BootstrapTitle { get; init; }
    public required string BootstrapText { get; init; }
    public required string JoinTitle { get; init; }
    public required string JoinText { get; init; }
    public required string ResetTitle { get; init; }
    public required string ResetText { get; init; }
    public required string UserNameHint { get; init; }
    public required string DisplayName { get; init; }
    public required string NewPassword { get; init; }
    public required string NewPasswordHint { get; init; }
    public required string Again { get; init; }
    public required string FactorTitle { get; init; }
    public required string FactorText { get; init; }
    public required string FactorPicture { get; init; }
    public required string FactorSpelled { get; init; }
    public required string FactorCode { get; init; }
    public required string Finish { get; init; }
    public required string LinkOverTitle { get; init; }
    public required string LinkOverText { get; init; }
    public required string CodesTitle { get; init; }
    public required string CodesText { get; init; }
    public required string CodesKept { get; init; }
}

public sealed record TodayWords
{
    public required Func<string, string> Hello { get; init; }
    public required string YourSignIn { get; init; }
    public required string SignedInBefore { get; init; }
    public required string NeverBefore { get; init; }
    public required string NotYou { get; init; }
    public required string OpenInvitations { get; init; }
    public required Func<string, string> Until { get; init; }
}

public sealed record AccountWords
{
    public required string Title { get; init; }
    public required string Present { get; init; }
    public required string PasswordTitle { get; init; }
    public required string PasswordText { get; init; }
    public required string PasswordDone { get; init; }
    public required string FactorTitle { get; init; }
    public required string FactorText { get; init; }
    public required string FactorDone { get; init; }
    public required string CodesTitle { get; init; }
    public required Func<int, string> CodesLeft { get; init; }
    public required string CodesText { get; init; }
    public required string CodesRenew { get; init; }
    public required string Save { get; init; }
    public required string Back { get; init; }
}

public sealed record StaffWords
{
    public required string Search { get; init; }
    public required string Name { get; init; }
    public required string Roles { get; init; }
    public required string LastSignIn { get; init; }
    public required string Never { get; init; }
    public required string State { get; init; }
    public required string Active { get; init; }
    public required string LockedState { get; init; }
    public required string Resting { get; init; }
    public required string MustBeginAnew { get; init; }
    public required string Acts { get; init; }
    public required string Yourself { get; init; }
    public required string NobodyFound { get; init; }
    public required string Invite { get; init; }
    public required string InviteText { get; init; }
    public required string MakeLink { get; init; }
    public required string ChangeRoles { get; init; }
    public required Func<string, string> RolesOf { get; init; }
    public required string RolesText { get; init; }
    public required string Save { get; init; }
    public required string Lock { get; init; }
    public required Func<string, string> LockAsk { get; init; }
    public required string LockText { get; init; }
    public required string Unlock { get; init; }
    public required string Reset { get; init; }
    public required Func<string, string> ResetAsk { get; init; }
    public required string ResetText { get; init; }
    public required string LinkTitle { get; init; }
    public required Func<string, string> LinkText { get; init; }
    public required string LinkLabel { get; init; }
    public required string Copy { get; init; }
    public required string Copied { get; init; }
    public required string Invitations { get; init; }
    public required string InvitationsEmpty { get; init; }
    public required string ValidUntil { get; init; }
    public required string Withdraw { get; init; }
    public required Func<string, string> Done { get; init; }
}

public sealed record EventWords
{
    public required string Text { get; init; }
    public required string Who { get; init; }
    public required string Act { get; init; }
    public required string AnyAct { get; init; }
    public required string Show { get; init; }
    public required string At { get; init; }
    public required string By { get; init; }
    public required string About { get; init; }
    public required string Detail { get; init; }
    public required string From { get; init; }
    public required string Nobody { get; init; }
    public required Func<int, string> Total { get; init; }
    public required string Older { get; init; }
    public required string Newest { get; init; }
    public required string Empty { get; init; }
    public required string AsCsv { get; init; }
}
