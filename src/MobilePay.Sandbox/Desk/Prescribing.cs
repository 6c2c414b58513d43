using System.Globalization;
using System.Security.Cryptography;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.His;

namespace MobilePay.Sandbox.Desk;

internal sealed record DeskPatient(
    string? Name = null, string? Sex = null, string? Age = null, string? IdLast4 = null, string? PhoneLast4 = null,
    string? PatientId = null);

internal sealed record IssueRequest(
    DeskPatient? Patient = null, IReadOnlyList<DeskLine>? Lines = null, string? Template = null,
    int? ValidityDays = null, double? ValidHours = null);

/// <summary>Turns what the doctor wrote into a bill in the hospital's book.</summary>
internal sealed class Prescribing(HisBook book, SandboxDay day)
{
    /// <summary>A prescription holds for the day it is written, and for three days at most (处方管理办法, article 18).</summary>
    private const int ValidityDaysMax = 3;
    private const int EveningFrom = 20;

    // Counted on within the second: among a hundred a second, chance would soon give two the same number.
    private int issued = RandomNumberGenerator.GetInt32(1_000_000);

    /// <summary>A sentence when the request cannot be written as a prescription.</summary>
    public static string? Objection(IssueRequest request)
    {
        if (DeskTemplates.Find(request.Template) is null)
            return $"Unknown template. Known: {string.Join(' ', DeskTemplates.All.Select(template => template.Name))}.";
        if (request.ValidHours is <= 0 or > 24 * 90)
            return "validHours is above 0 and at most 90 days.";
        if (request.ValidityDays is < 1 or > ValidityDaysMax)
            return $"validityDays is 1 to {ValidityDaysMax}.";
        string?[] lastFours = [request.Patient?.IdLast4, request.Patient?.PhoneLast4];
        return lastFours.Any(last => last is not null && last.Length != 4)
            ? "idLast4 and phoneLast4 have four characters." : LinesObjection(request.Lines);
    }

    public static string? LinesObjection(IReadOnlyList<DeskLine>? lines) => lines switch
    {
        null => null,
        { Count: 0 or > 200 } => "1 to 200 lines are wanted.",
        _ when lines.Any(line => string.IsNullOrWhiteSpace(line.ItemName) || line.AmountFen is <= 0 or > 100_000_000) =>
            "Each line has an itemName and an amountFen above 0.",
        _ => null,
    };

    public HisFile Issue(IssueRequest request)
    {
        var template = DeskTemplates.Find(request.Template)!;
        var now = day.TrueNow;
        var number = now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)
            + ((uint)Interlocked.Increment(ref issued) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var prescriptionNo = "RX" + number;
        var patient = request.Patient ?? new DeskPatient();
        return book.Add(new HisFile(new HisBill
        {
            Institution = CredentialIssue.Institution,
            HospitalName = "示例人民医院",
            BillNo = "B" + number,
            BillVersion = "1",
            Status = HisStatus.Unpaid,
            Patient = new HisPatient(
                patient.PatientId ?? "SYN-PAT-0001",
                patient.Name ?? "测试患者甲", patient.Sex ?? "女", patient.Age ?? "36岁",
                "990101********" + (patient.IdLast4 ?? "0019"), "199****" + (patient.PhoneLast4 ?? "0001")),
            VisitNo = "MZ" + number,
            Department = template.Department,
            Doctor = template.Doctor,
            IssuedAt = now.ToWire(),
            ValidUntil = ValidUntil(now, request).ToWire(),
            Prescriptions = [new HisPrescription(prescriptionNo, "NORMAL", template.Kind)],
            Lines = Write(prescriptionNo, request.Lines ?? template.Lines),
        }));
    }

    /// <summary>The end of the last valid day; written in the evening, the default reaches to the end of the next one.</summary>
    private static DateTimeOffset ValidUntil(DateTimeOffset now, IssueRequest request)
    {
        if (request.ValidHours is { } hours)
            return now.AddHours(hours);
        var days = request.ValidityDays ?? (now.Hour >= EveningFrom ? 2 : 1);
        return new DateTimeOffset(now.Date, now.Offset).AddDays(days).AddSeconds(-1);
    }

    public static IReadOnlyList<HisLine> Write(string prescriptionNo, IReadOnlyList<DeskLine> lines) =>
    [
        .. lines.Select((line, i) => new HisLine(
            i + 1, prescriptionNo,
            line.ItemCode ?? $"SYN-ITEM-{(i + 1).ToString("0000", CultureInfo.InvariantCulture)}", line.ItemName,
            line.ChargeClass ?? "09", line.Spec ?? "-", line.Unit ?? "盒",
            line.UnitPrice ?? string.Create(CultureInfo.InvariantCulture, $"{line.AmountFen / 100}.{line.AmountFen % 100:00}00"),
            line.Quantity ?? "1.00", line.AmountFen, line.ExecDept ?? "门诊西药房")),
    ];
}
