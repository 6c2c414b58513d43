using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Http;
using Npgsql;

namespace MobilePay.Reconciliation.Features;

/// <summary>Takes in a channel's file as it came, and gives it out again byte for byte.</summary>
public static class ReceiveStatement
{
    /// <summary>Longer than a month of the busiest merchant; what is beyond it is no statement.</summary>
    private const long BytesMax = 4L << 30;

    /// <param name="Status">current, replaced or refused.</param>
    public sealed record Answer(
        Guid Id, string HospitalId, string Channel, string MerchantId, DateOnly Day, string FileName, string Digest, long Length,
        DateTimeOffset ReceivedAt, string Status, int Lines, int Payments, int Refunds, long PaymentsFen, long RefundsFen,
        long FeesFen, string? RefusedFor, string? RefusedBecause);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/statements/{hospitalId}/{channel}/{merchantId}/{day}", Handle);
        routes.MapGet("/statements/{id:guid}/file", File);
    }

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        string hospitalId, string channel, string merchantId, DateOnly day, string? fileName, HttpContext http,
        KeepStatement keep, CancellationToken stop)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = BytesMax;
        var kept = await keep.Do(
            new(hospitalId, channel, merchantId, day, Path.GetFileName(fileName ?? "")), http.Request.Body, stop);
        return kept.Error is { } error ? error.ToProblem() : TypedResults.Ok(Of(kept.Value!));
    }

    internal static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> File(
        Guid id, ReconciliationDbContext db, NpgsqlDataSource source, CancellationToken stop)
    {
        var statement = await db.Statements.FindAsync([id], stop);
        return statement is null
            ? StatementErrors.Unknown(id).ToProblem()
            : TypedResults.Stream(to => Write(id, source, to, stop), "application/octet-stream", statement.FileName);
    }

    internal static Answer Of(Statement s) => new(
        s.Id, s.HospitalId, s.Channel, s.MerchantId, s.Day, s.FileName, s.Digest, s.Length, s.ReceivedAt,
        s.Status.ToString().ToLowerInvariant(), s.Lines, s.Payments, s.Refunds, s.PaymentsFen, s.RefundsFen, s.FeesFen,
        s.RefusedFor, s.RefusedBecause);

    internal static async Task Write(Guid id, NpgsqlDataSource source, Stream to, CancellationToken stop)
    {
        await using var command = source.CreateCommand(
            "select bytes from source_parts where source_id = $1 order by part_no");
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, stop);
        while (await reader.ReadAsync(stop))
        {
            await using var part = await reader.GetStreamAsync(0, stop);
            await part.CopyToAsync(to, stop);
        }
    }
}
