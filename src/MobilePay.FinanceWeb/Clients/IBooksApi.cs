using Refit;

namespace MobilePay.FinanceWeb.Clients;

/// <summary>What the console reads in the books, and decides there. Days are written yyyy-MM-dd.</summary>
public interface IBooksApi
{
    [Get("/hospitals")]
    Task<IApiResponse<List<Hospital>>> Hospitals([Property("asker")] Asker asker);

    [Get("/today")]
    Task<IApiResponse<Board>> Today(string hospitalId, [Property("asker")] Asker asker);

    [Get("/handovers")]
    Task<IApiResponse<Listing<HandOver>>> HandOvers(
        string hospitalId, string? from, string? to, string? cursor, [Property("asker")] Asker asker);

    [Get("/handovers/{hospital}/{day}")]
    Task<IApiResponse<List<HandOver>>> HandOversOf(string hospital, string day, [Property("asker")] Asker asker);

    [Get("/handovers/{hospital}/{day}/totals")]
    Task<IApiResponse<HandOverTotals>> HandOverTotals(string hospital, string day, [Property("asker")] Asker asker);

    [Get("/statements")]
    Task<IApiResponse<Listing<Statement>>> Statements(string hospitalId, string? from, string? to, string? channel,
        string? cursor, [Property("asker")] Asker asker);

    [Get("/statements/{hospital}/{day}")]
    Task<IApiResponse<List<Statement>>> StatementsOf(string hospital, string day, [Property("asker")] Asker asker);

    [Get("/statements/{hospital}/{day}/expected")]
    Task<IApiResponse<List<ExpectedStatement>>> ExpectedStatements(
        string hospital, string day, [Property("asker")] Asker asker);

    [Get("/reconciliations")]
    Task<IApiResponse<Listing<RunRow>>> Reconciliations(
        string hospitalId, string? from, string? to, string? cursor, [Property("asker")] Asker asker);

    [Get("/reconciliations/{hospital}/{day}")]
    Task<IApiResponse<Run>> Reconciliation(string hospital, string day, [Property("asker")] Asker asker);

    [Get("/reconciliations/{hospital}/{day}/progress")]
    Task<IApiResponse<RunProgress>> Progress(string hospital, string day, [Property("asker")] Asker asker);

    [Get("/differences")]
    Task<IApiResponse<Listing<Difference>>> Differences(
        string hospitalId, [Query] DifferenceFilter filter, string? cursor, int take, [Property("asker")] Asker asker);

    [Get("/differences/{id}")]
    Task<IApiResponse<DifferenceStory>> Difference(Guid id, [Property("asker")] Asker asker);

    [Post("/differences/{id}/take")]
    Task<IApiResponse<Difference>> Take(Guid id, [Property("asker")] Asker asker);

    [Post("/differences/{id}/propose")]
    Task<IApiResponse<Proposal>> Propose(Guid id, [Body] NewProposal proposal, [Property("asker")] Asker asker);

    [Post("/differences/{id}/approve")]
    Task<IApiResponse<Proposal>> Approve(Guid id, [Body] Approval approval, [Property("asker")] Asker asker);

    [Post("/differences/{id}/reject")]
    Task<IApiResponse<Proposal>> Reject(Guid id, [Body] Rejection rejection, [Property("asker")] Asker asker);

    [Post("/differences/{id}/withdraw")]
    Task<IApiResponse<Proposal>> Withdraw(Guid id, [Body] Withdrawal withdrawal, [Property("asker")] Asker asker);

    [Get("/proposals")]
    Task<IApiResponse<Listing<Proposal>>> Proposals(
        string hospitalId, string status, string? cursor, [Property("asker")] Asker asker);

    [Get("/proposals/{id}")]
    Task<IApiResponse<Proposal>> Proposal(Guid id, [Property("asker")] Asker asker);

    [Get("/journal")]
    Task<IApiResponse<Listing<Entry>>> Journal(
        string hospitalId, [Query] JournalFilter filter, string? cursor, [Property("asker")] Asker asker);

    [Get("/trial-balance")]
    Task<IApiResponse<Listing<Balance>>> TrialBalance(
        string hospitalId, string? from, string? to, [Property("asker")] Asker asker);

    [Get("/accounts")]
    Task<IApiResponse<List<Account>>> Accounts(string hospitalId, string lang, [Property("asker")] Asker asker);

    [Get("/closes")]
    Task<IApiResponse<Listing<Close>>> Closes(
        string hospitalId, string? from, string? to, string? cursor, [Property("asker")] Asker asker);

    [Get("/closes/{hospital}/{day}")]
    Task<IApiResponse<Close>> CloseOf(string hospital, string day, [Property("asker")] Asker asker);

    [Post("/closes/{hospital}/{day}/propose")]
    Task<IApiResponse<Close>> ProposeClose(string hospital, string day, [Property("asker")] Asker asker);

    [Post("/closes/{hospital}/{day}/approve")]
    Task<IApiResponse<Close>> ApproveClose(
        string hospital, string day, [Body] CloseApproval approval, [Property("asker")] Asker asker);

    [Post("/closes/{hospital}/{day}/reject")]
    Task<IApiResponse<Close>> RejectClose(
        string hospital, string day, [Body] Because because, [Property("asker")] Asker asker);

    [Post("/closes/{hospital}/{day}/reopen")]
    Task<IApiResponse<Close>> Reopen(string hospital, string day, [Body] Because because, [Property("asker")] Asker asker);

    [Get("/funds")]
    Task<IApiResponse<Listing<Batch>>> Funds(
        string hospitalId, string? from, string? to, string? cursor, [Property("asker")] Asker asker);

    [Get("/reports/{name}")]
    Task<IApiResponse<System.Text.Json.JsonElement>> Report(
        string name, string hospitalId, string? day, string? from, string? to, string? month, string? cursor,
        [Property("asker")] Asker asker);
}

/// <summary>What takes its time: it goes on when whoever ordered it has left the page.</summary>
public interface IBooksWork
{
    [Post("/reconciliations/{hospital}/{day}")]
    Task<IApiResponse<Run>> Reconcile(string hospital, string day, [Property("asker")] Asker asker);

    [Post("/handovers/{hospital}/{day}/pull")]
    Task<IApiResponse<HandOver>> Pull(string hospital, string day, [Property("asker")] Asker asker);

    [Post("/statements/{hospital}/{day}/fetch")]
    Task<IApiResponse<List<ExpectedStatement>>> Fetch(string hospital, string day, [Property("asker")] Asker asker);

    [Headers("Content-Type: application/octet-stream")]
    [Post("/statements/{hospital}/{channel}/{merchantId}/{day}")]
    Task<IApiResponse<Statement>> Upload(string hospital, string channel, string merchantId, string day, string fileName,
        [Body] Stream bytes, [Property("asker")] Asker asker);

    [Headers("Content-Type: application/octet-stream")]
    [Post("/differences/{id}/evidence")]
    Task<IApiResponse<EvidenceFile>> AddEvidence(
        Guid id, string fileName, [Body] Stream bytes, [Property("asker")] Asker asker);
}
