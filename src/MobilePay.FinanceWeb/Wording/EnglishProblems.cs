namespace MobilePay.FinanceWeb.Wording;

/// <summary>What happened and what to do now, for what the books refuse.</summary>
internal static class EnglishProblems
{
    public static string? Of(string code) => code switch
    {
        "service.unavailable" => "The books do not answer now; nothing was changed. Try again in a while; if it "
            + "stays so, tell an administrator.",
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
        "statement.not-there" => "The channel has no statement of this day: too early, or no trade. They mostly "
            + "come after 10:00 the next day.",
        "handover.not-there" => "The hospital's system says this day has not been handed over. Ask its IT department.",
        "handover.day-closed" => "This day is closed; what came is only kept as evidence.",
        "close.blocked" => "Something stands in the way. See the reasons below.",
        "proposal.action" => "This action does not settle such a difference. Choose another.",
        "proposal.amount" => "More than can still be given back. Enter less.",
        "proposal.needs" => "Something is missing. Check amount, day, accounts, evidence and remark.",
        "proposal.not-opposite" => "Only two differences of one hospital match where one is over by what the other is short.",
        "proposal.only-short" => "Only what is short can be written off. What is over goes back, to the hospital, "
            + "or to suspense.",
        "proposal.approved-already" => "You have approved this already; one more person has to.",
        "proposal.not-yours" => "Only who proposed can take a proposal back.",
        "proposal.not-found" => "There is no such proposal; it may have been withdrawn. Go back to the list.",
        "difference.not-allowed" => "As the difference now stands this cannot be done. Reload the page.",
        "difference.overtaken" => "Somebody changed this difference just now; nothing of yours was done. Reload "
            + "and try again.",
        "difference.not-found" => "There is no such difference. Go back to the list.",
        "evidence.file" => "The file was not taken. Use PDF, picture, CSV, TXT or XLSX of at most 10 MB.",
        "evidence.not-found" => "There is no such evidence. Reload the page.",
        "close.stale" => "The day changed since its close was proposed. Look again and propose anew.",
        "close.proposed" => "The close is proposed already and waits for another person.",
        "close.closed" => "This day is closed. To change it, re-open it first with a reason.",
        "close.not-closed" => "This day is not closed.",
        "close.not-proposed" => "No close waits here any more. Reload the page.",
        "close.later-closed" => "Only the last closed day can be re-opened. Begin with the later ones.",
        "close.reason" => "Say why, in 4 to 500 characters.",
        "day.closed" => "This day is closed. Book corrections today, or re-open it first.",
        "reconciliation.not-run" => "This day has not been reconciled yet. Run it first.",
        "list.cursor" => "This place in the list is over. Go back to its first page.",
        "export.too-many" => "Too many rows for one file. Narrow the filter.",
        "request.malformed" => "The filter could not be read. Check the days.",
        "request.invalid" => "What was entered is not valid; nothing was changed. Check it and try again.",
        _ => null,
    };
}
