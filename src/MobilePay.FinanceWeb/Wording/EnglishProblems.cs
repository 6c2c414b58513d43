namespace MobilePay.FinanceWeb.Wording;

/// <summary>What happened and what to do now, for what the books refuse.</summary>
internal static class EnglishProblems
{
    public static string? Of(string code) => code switch
    {
        "service.unavailable" => "The books do not answer now; nothing was changed. Try again in a while, and tell an administrator "
            + "if it stays so.",
        "staff.elsewhere" => "This request did not come from the console; nothing was done.",
        "staff.unknown" => "The books do not know who you are; nothing was changed. Sign in again.",
        "proposal.own" => "You proposed this yourself. Another person must approve it.",
        "close.own" => "You proposed this close yourself. Another person must approve it.",
        "proposal.stale" => "The books changed since it was proposed; nothing was done. Look again and propose anew.",
        "proposal.decided" => "Somebody has decided on this already. Reload the page to see it.",
        "proposal.incomplete" => "Something is missing. Check amount, day, accounts and remark.",
        "proposal.reason-missing" => "Please give a reason; the proposer needs to know why.",
        "evidence.too-long" => "The file has more than 10 MB and was not sent. Make it smaller.",
        "evidence.type" => "This kind of file is not taken. Use PDF, picture, CSV, TXT or XLSX.",
        "statement.merchant-missing" => "Enter the merchant or account number first, then choose the file.",
        "statement.too-long" => "The file has more than 512 MB and was not sent. Use the interface for programs.",
        "statement.not-there" => "The channel has no statement of this day: too early, or no trade. They mostly come after 10:00 the "
            + "next day.",
        "handover.not-there" => "The hospital's system says this day has not been handed over. Ask its IT department.",
        "handover.day-closed" => "This day is closed; what came is only kept as evidence.",
        "close.blocked" => "Something stands in the way. See the reasons below.",
        "request.invalid" => "What was entered is not valid; nothing was changed. Check it and try again.",
        _ => null,
    };
}
