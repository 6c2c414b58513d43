using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Domain;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.HisSync.Features;

/// <summary>
/// The HIS has cancelled a settlement, whole or in part, and the money has to go back. Repeatable under the HIS's number.
/// </summary>
public static class ReceiveRefundRequest
{
    public sealed record Request(string? HisRefundNo, string? OrderNo, long? AmountFen, string? Reason);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/his/v1/refund-requests", Handle);
        routes.MapGet("/his/v1/refund-requests/{hisRefundNo}", Read);
    }

    internal static async Task<Results<Created<HospitalRefund>, Ok<HospitalRefund>, ProblemHttpResult>> Handle(
        HttpContext http, IPaymentsApi payments, CancellationToken stop)
    {
        var call = HisCall.Of(http);
        if (ReadBody(call.Body) is not
            {
                HisRefundNo: { Length: > 0 } number,
                OrderNo: { Length: > 0 } orderNo,
                AmountFen: { } fen,
            } request)
            return HisErrors.Unreadable(
                "Send {\"hisRefundNo\":…,\"orderNo\":…,\"amountFen\":…,\"reason\":…} as JSON, the amount as a whole number.")
                .ToProblem();

        using var answer = await payments.RequestRefund(
            new(call.Hospital.Id, number, orderNo, fen, request.Reason ?? ""), stop);
        if (!answer.IsSuccessStatusCode || answer.Content is not { } refund)
            return ServiceProblem.Of(answer).ToProblem(http);

        return answer.StatusCode == HttpStatusCode.Created
            ? TypedResults.Created((string?)null, refund) : TypedResults.Ok(refund);
    }

    internal static async Task<Results<Ok<HospitalRefund>, ProblemHttpResult>> Read(
        string hisRefundNo, HttpContext http, IPaymentsApi payments, CancellationToken stop)
    {
        using var answer = await payments.ReadRefund(HisCall.Of(http).Hospital.Id, hisRefundNo, stop);
        return answer is { IsSuccessStatusCode: true, Content: { } refund }
            ? TypedResults.Ok(refund) : ServiceProblem.Of(answer).ToProblem(http);
    }

    private static Request? ReadBody(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<Request>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
