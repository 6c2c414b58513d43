using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;
using Refit;

namespace MobilePay.FinanceWeb.Clients;

/// <summary>What the console asks of payments.</summary>
public interface IPaymentsApi
{
    [Get("/payments/search")]
    Task<IApiResponse<Listing<PaymentRow>>> Search(string hospitalId, [Query] PaymentFilter filter, string? cursor, int take);

    [Get("/payments/{id}/story")]
    Task<IApiResponse<PaymentFacts>> Story(Guid id);

    [Get("/refunds/failed")]
    Task<IApiResponse<List<FailedRefund>>> FailedRefunds();

    [Post("/refunds/{paymentId}/{refundNo}/retry")]
    Task<IApiResponse> Retry(Guid paymentId, string refundNo);
}

/// <summary>What passed between us and a channel.</summary>
public interface IChannelsApi
{
    [Get("/orders/{outTradeNo}/story")]
    Task<IApiResponse<OrderStory>> Story(string outTradeNo);
}

/// <summary>What passed between us and the hospital's system.</summary>
public interface IHospitalsApi
{
    [Get("/write-backs/of-payment/{paymentId}")]
    Task<IApiResponse<List<WriteBackFacts>>> WriteBacks(Guid paymentId);
}

/// <summary>The register of refunds, as the books keep it.</summary>
public interface IRefundsApi
{
    [Get("/reports/refunds")]
    Task<IApiResponse<RefundRegister>> Refunds(
        string hospitalId, string from, string to, string? cursor, [Property("asker")] Asker asker);
}

/// <summary>Asks the parts of the platform that know single payments; silence is an error with a code.</summary>
public sealed class Neighbours(
    IPaymentsApi payments, IChannelsApi channels, IHospitalsApi hospitals, IRefundsApi refunds)
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(8);

    public static void Add(IServiceCollection services)
    {
        services.AddServiceClient<IPaymentsApi>("payments", AnswersWithin);
        services.AddServiceClient<IChannelsApi>("banksettlement", AnswersWithin);
        services.AddServiceClient<IHospitalsApi>("hissync", AnswersWithin);
        services.AddServiceClient<IRefundsApi>("reconciliation", AnswersWithin).AddHttpMessageHandler<AskerHeaders>();
        services.AddTransient<Neighbours>();
    }

    public async Task<Result<T>> Payments<T>(Func<IPaymentsApi, Task<IApiResponse<T>>> ask) => Of(await ask(payments));

    public async Task<Result<OrderStory>> Channel(string outTradeNo) => Of(await channels.Story(outTradeNo));

    public async Task<Result<List<WriteBackFacts>>> Hospital(Guid paymentId) => Of(await hospitals.WriteBacks(paymentId));

    public async Task<Result<RefundRegister>> Refunds(Func<IRefundsApi, Task<IApiResponse<RefundRegister>>> ask) =>
        Of(await ask(refunds));

    /// <returns>Null when the refund is on its way again.</returns>
    public async Task<Error?> Retry(Guid paymentId, string refundNo)
    {
        using var answer = await payments.Retry(paymentId, refundNo);
        return answer.IsSuccessful ? null : ServiceProblem.Of(answer);
    }

    private static Result<T> Of<T>(IApiResponse<T> answer)
    {
        using (answer)
            return answer is { IsSuccessful: true, Content: { } content } ? content : ServiceProblem.Of(answer);
    }
}
