using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.BankAccount;

/// <summary>The hospital's account, as the bank's counter prints it; on the people's port, because a person fetches it.</summary>
internal static class AccountEndpoints
{
    private const string RulesPath = "/control/bank-account";

    public static void AddBankAccount(this IServiceCollection services) => services.AddSingleton<AccountStatement>()
        .AddSingleton<IStatementParty>(provider => provider.GetRequiredService<AccountStatement>());

    public static void MapBankAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/bank-account/statement", (DateOnly? date, AccountStatement statement, SandboxDay day) =>
            date is not { } wanted ? Refusal("date is yyyy-MM-dd.")
                : wanted > DateOnly.FromDateTime(day.Now.DateTime) ? Refusal("That day has not come yet.")
                : Results.File(statement.Write(wanted), "text/csv; charset=utf-8", $"account-{Files.Day(wanted)}.csv"));
        routes.MapGet(RulesPath, (AccountStatement statement) => Results.Json(statement.Rules, WireJson.Strict));
        routes.MapPut(RulesPath, (ArrivalRules rules, AccountStatement statement) =>
        {
            if (rules.Split?.FirstOrDefault(split => split.Channel is not ("WECHAT" or "ALIPAY" or "BANK")) is { } odd)
                return Refusal($"No channel '{odd.Channel}'. Known: WECHAT ALIPAY BANK.");
            statement.Rules = rules;
            return Results.Json(rules, WireJson.Strict);
        });
        routes.MapDelete(RulesPath, (AccountStatement statement) =>
        {
            statement.Rules = new ArrivalRules();
            return Results.NoContent();
        });
    }

    private static IResult Refusal(string why) => Results.Problem(why, statusCode: StatusCodes.Status400BadRequest);
}
