using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.BankSettlement.Clients.Statements;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.BankSettlement.Features;

/// <summary>Fetches a channel's file of a day and hands it on as it came; nothing of it is kept here.</summary>
public static class GetStatement
{
    public sealed record Merchant(string HospitalId, string Channel, string MerchantId);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/statements/merchants", Merchants);
        routes.MapGet("/statements/{hospitalId}/{channel}/{merchantId}/{day}", Handle);
    }

    internal static Ok<List<Merchant>> Merchants(StatementShelf shelf) =>
        TypedResults.Ok(shelf.Merchants.Select(m => new Merchant(m.HospitalId, m.Channel, m.MerchantId)).ToList());

    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Handle(
        string hospitalId, string channel, string merchantId, DateOnly day, string? kind, StatementShelf shelf,
        CancellationToken stop)
    {
        var file = await shelf.Fetch(channel, new(hospitalId, merchantId, day, kind ?? StatementAsked.Trade), stop);
        return file.Error is { } error
            ? error.ToProblem()
            : TypedResults.Stream(file.Value!.Content, "application/octet-stream", file.Value.Name);
    }
}
