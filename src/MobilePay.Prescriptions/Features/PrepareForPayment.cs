using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MobilePay.Prescriptions.Domain;
using MobilePay.Prescriptions.Persistence;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Prescriptions.Features;

/// <summary>
/// Reads each prescription anew for a payment about to start, and compares the version with the one the patient saw. The first
/// that can't be paid refuses them all.
/// </summary>
public static class PrepareForPayment
{
    public sealed record Request(IReadOnlyList<string> Tokens, IReadOnlyList<string>? Versions);

    public sealed record Answer(string HospitalId, string HospitalName, string Department, IReadOnlyList<PayableBill> Bills);

    public sealed record PayableBill(
        string BillNo, string BillVersion, string PrescriptionNo, string VisitNo, long PayableFen, DateTimeOffset ValidUntil);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Tokens).NotEmpty();
            RuleFor(r => r.Versions).Must((r, versions) => versions is null || versions.Count == r.Tokens.Count)
                .WithMessage("Give one version for each token, or none.");
        }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/prescriptions/for-payment", Handle);

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        Request request, HttpContext http, ReadPrescription read, PrescriptionsDbContext db,
        IOptions<PrescriptionOptions> rules, TimeProvider clock, CancellationToken stop)
    {
        var bills = new List<Bill>();
        for (var i = 0; i < request.Tokens.Count; i++)
        {
            var found = await read.ByToken(request.Tokens[i], stop);
            if (found.Error is { } error)
                return error.ToProblem(http);

            var prescription = found.Value!;
            if (prescription.CheckPayable(request.Versions?[i], rules.Value, clock.GetUtcNow()) is { } refused)
            {
                // The caller learns the new version with the refusal, so it counts as shown; the next try may pay it.
                prescription.Show();
                await db.SaveUnlessOvertaken(stop);
                return refused.ToProblem(http);
            }

            bills.Add(prescription.Bill);
        }

        await db.SaveUnlessOvertaken(stop);
        if (!Bill.AreOfOnePatient(bills))
            return PrescriptionErrors.SeveralPatients().ToProblem();

        return TypedResults.Ok(new Answer(bills[0].HospitalId, bills[0].HospitalName, bills[0].Department,
            [.. bills.DistinctBy(b => b.BillNo).Select(b =>
                new PayableBill(b.BillNo, b.BillVersion, b.PrescriptionNo, b.VisitNo, b.PayableFen, b.ValidUntil))]));
    }
}
