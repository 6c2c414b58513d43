using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;
using Refit;

namespace MobilePay.FinanceWeb.Clients;

/// <summary>Asks the books, and turns what they refuse, or their silence, into an error with a code.</summary>
public sealed class Books(IBooksApi api, IBooksWork work)
{
    // Answers that take longer than a reader waits are counted as silence; work may take as long as a large day needs.
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WorksFor = TimeSpan.FromMinutes(30);

    public static void Add(IServiceCollection services)
    {
        services.AddTransient<AskerHeaders>();
        services.AddServiceClient<IBooksApi>("reconciliation", AnswersWithin).AddHttpMessageHandler<AskerHeaders>();
        services.AddServiceClient<IBooksWork>("reconciliation", WorksFor).AddHttpMessageHandler<AskerHeaders>();
        services.AddTransient<Books>();
    }

    public async Task<Result<T>> Ask<T>(Func<IBooksApi, Task<IApiResponse<T>>> ask) => Of(await ask(api));

    public async Task<Result<T>> Work<T>(Func<IBooksWork, Task<IApiResponse<T>>> order) => Of(await order(work));

    private static Result<T> Of<T>(IApiResponse<T> answer)
    {
        using (answer)
            return answer is { IsSuccessful: true, Content: { } content } ? content : ServiceProblem.Of(answer);
    }
}
