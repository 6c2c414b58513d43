using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Settling;

/// <summary>Files that show why a difference is settled as it is: added, read again, never taken away.</summary>
public static class EvidenceFiles
{
    private const int BytesMax = 10 << 20;

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".csv"] = "text/csv",
        [".txt"] = "text/plain",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    public sealed record Answer(Guid Id, string FileName, int Length, string Digest, StaffMember By, DateTimeOffset At);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/differences/{id:guid}/evidence", Add);
        routes.MapGet("/differences/{id:guid}/evidence/{fileId:guid}", Read);
    }

    internal static async Task<Results<Created<Answer>, ProblemHttpResult>> Add(
        Guid id, string? fileName, HttpContext http, StaffCall call, ReconciliationDbContext db, TimeProvider clock,
        CancellationToken stop)
    {
        if (call.Staff is not { } staff)
            return DifferenceErrors.NobodyAsks().ToProblem();
        if (!await db.Differences.AnyAsync(d => d.Id == id, stop))
            return DifferenceErrors.Unknown(id).ToProblem();
        var name = Path.GetFileName(fileName ?? "");
        if (name.Length is 0 or > 200 || !Types.ContainsKey(Path.GetExtension(name)) || http.Request.ContentLength > BytesMax)
            return DifferenceErrors.FileNotTaken().ToProblem();
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = BytesMax + 1024;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, stop);
        if (body.Length is 0 or > BytesMax)
            return DifferenceErrors.FileNotTaken().ToProblem();

        var now = clock.GetUtcNow();
        var file = new EvidenceFile
        {
            Id = Guid.CreateVersion7(now),
            DifferenceId = id,
            FileName = name,
            Length = (int)body.Length,
            Digest = Convert.ToHexStringLower(SHA256.HashData(body.GetBuffer().AsSpan(0, (int)body.Length))),
            By = staff,
            At = now,
            Bytes = body.ToArray(),
        };
        db.EvidenceFiles.Add(file);
        db.Note(id, "evidence", staff, name, now);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created((string?)null, new Answer(file.Id, name, file.Length, file.Digest, staff, now));
    }

    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Read(
        Guid id, Guid fileId, ReconciliationDbContext db, CancellationToken stop)
    {
        var file = await db.EvidenceFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == fileId && f.DifferenceId == id, stop);
        return file is null
            ? DifferenceErrors.FileUnknown(fileId).ToProblem()
            : TypedResults.File(file.Bytes, Types[Path.GetExtension(file.FileName)], file.FileName);
    }

    internal static Task<List<Answer>> Of(Guid id, ReconciliationDbContext db, CancellationToken stop) =>
        db.EvidenceFiles.AsNoTracking().Where(f => f.DifferenceId == id).OrderBy(f => f.At)
            .Select(f => new Answer(f.Id, f.FileName, f.Length, f.Digest, f.By, f.At)).ToListAsync(stop);
}
