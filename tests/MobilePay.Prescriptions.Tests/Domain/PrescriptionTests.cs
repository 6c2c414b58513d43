using MobilePay.Prescriptions.Domain;
using static MobilePay.Prescriptions.Domain.PrescriptionEvent;
using static MobilePay.Prescriptions.Domain.PrescriptionStatus;

namespace MobilePay.Prescriptions.Tests.Domain;

public sealed class PrescriptionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);
    private static readonly PrescriptionOptions Rules = new();

    private static readonly Dictionary<(PrescriptionStatus, PrescriptionEvent), PrescriptionStatus> Allowed = new()
    {
        [(Issued, HospitalConfirmed)] = Paid,
        [(Voided, HospitalConfirmed)] = Paid,
        [(Issued, HospitalVoided)] = Voided,
        [(Issued, HospitalDispensed)] = Dispensed,
        [(Paid, HospitalDispensed)] = Dispensed,
    };

    public static TheoryData<PrescriptionStatus, PrescriptionEvent> EveryPair()
    {
        var pairs = new TheoryData<PrescriptionStatus, PrescriptionEvent>();
        foreach (var status in Enum.GetValues<PrescriptionStatus>())
            foreach (var happened in Enum.GetValues<PrescriptionEvent>())
                pairs.Add(status, happened);
        return pairs;
    }

    [Theory, MemberData(nameof(EveryPair))]
    public void Only_listed_moves_are_allowed(PrescriptionStatus status, PrescriptionEvent happened) =>
        PrescriptionLifecycle.Next(status, happened)
            .ShouldBe(Allowed.TryGetValue((status, happened), out var next) ? next : null);

    [Fact]
    public void What_the_patient_saw_may_be_paid() => Prescription.From(Bill()).CheckPayable(null, Rules, Now).ShouldBeNull();

    [Fact]
    public void A_changed_bill_is_paid_only_after_it_was_shown()
    {
        var prescription = Prescription.From(Bill());
        prescription.Take(Bill() with { BillVersion = "2", PayableFen = 6000 });

        var changed = prescription.CheckPayable(null, Rules, Now);
        changed!.Code.ShouldBe("prescription.changed");
        changed.Facts!["version"].ShouldBe("2");
        changed.Facts["payableFen"].ShouldBe(6000L);

        prescription.Show();
        prescription.CheckPayable(null, Rules, Now).ShouldBeNull();
    }

    [Fact]
    public void A_phone_that_shows_an_older_version_cannot_pay_the_newer_one()
    {
        var prescription = Prescription.From(Bill());
        prescription.Take(Bill() with { BillVersion = "2" });
        prescription.Show();

        prescription.CheckPayable("1", Rules, Now)!.Code.ShouldBe("prescription.changed");
        prescription.CheckPayable("2", Rules, Now).ShouldBeNull();
    }

    [Theory]
    [InlineData("Voided", "prescription.voided")]
    [InlineData("Expired", "prescription.expired")]
    [InlineData("Paid", "prescription.already-paid")]
    [InlineData("Refunded", "prescription.already-paid")]
    public void What_the_hospital_says_now_decides(string status, string code) =>
        Prescription.From(Bill() with { Status = status }).CheckPayable(null, Rules, Now)!.Code.ShouldBe(code);

    [Fact]
    public void Its_time_is_over_at_the_stated_moment()
    {
        var prescription = Prescription.From(Bill());

        prescription.CheckPayable(null, Rules, prescription.ValidUntil.AddTicks(-1)).ShouldBeNull();
        prescription.CheckPayable(null, Rules, prescription.ValidUntil)!.Code.ShouldBe("prescription.expired");
    }

    [Fact]
    public void Controlled_drugs_are_paid_at_the_window() =>
        Prescription.From(Bill() with { Prescriptions = [new("RX1", "PSY2", "WESTERN")] })
            .CheckPayable(null, Rules, Now)!.Code.ShouldBe("prescription.window-only");

    [Fact]
    public void Either_number_proves_the_patient()
    {
        var prescription = Prescription.From(Bill());

        prescription.Prove("0019", Rules, Now).ShouldBeNull();
        prescription.Prove("0001", Rules, Now).ShouldBeNull();
    }

    [Fact]
    public void Three_wrong_tries_close_the_lines_for_a_while_even_to_the_right_proof()
    {
        var prescription = Prescription.From(Bill());

        prescription.Prove("1111", Rules, Now)!.Facts!["triesLeft"].ShouldBe(2);
        prescription.Prove("2222", Rules, Now)!.Facts!["triesLeft"].ShouldBe(1);
        prescription.Prove("3333", Rules, Now)!.Code.ShouldBe("prescription.proof-paused");
        prescription.Prove("0019", Rules, Now)!.Code.ShouldBe("prescription.proof-paused");
        prescription.Prove("0019", Rules, Now + Rules.ProofPause).ShouldBeNull();
    }

    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("欧阳锋白", "欧***")]
    [InlineData("Christopher", "C***")]
    [InlineData("王", "*")]
    public void A_stranger_sees_a_masked_name(string name, string masked) =>
        new BillPatient("P1", name, null, null, null, null).MaskedName.ShouldBe(masked);

    [Fact]
    public void One_payment_takes_the_bills_of_one_patient_in_one_hospital()
    {
        var other = Bill().Patient with { PatientId = "P2" };

        Prescriptions.Domain.Bill.AreOfOnePatient([Bill(), Bill() with { BillNo = "B2" }]).ShouldBeTrue();
        Prescriptions.Domain.Bill.AreOfOnePatient([Bill(), Bill() with { Patient = other }]).ShouldBeFalse();
        Prescriptions.Domain.Bill.AreOfOnePatient([Bill(), Bill() with { HospitalId = "SYN000001" }]).ShouldBeFalse();
    }

    private static Bill Bill() => new(
        "SYN000000", "示例人民医院", "B1", "1", "Unpaid",
        new("P1", "测试患者甲", "女", "36岁", "990101********0019", "199****0001"), "V1", "呼吸内科", "测试医师乙",
        Now.AddHours(-1), Now.AddHours(10), [new("RX1", "NORMAL", "WESTERN")],
        [new(1, "RX1", "D1", "阿莫西林胶囊", "09", null, "盒", "12.6000", "1.00", 5340)], 5340, 0, 0, 0, 0, 5340);
}
