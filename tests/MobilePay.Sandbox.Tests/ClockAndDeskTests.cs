using System.Net;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class ClockAndDeskTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private static DateTimeOffset China(int hour, int minute = 0) => new(2026, 11, 23, hour, minute, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task A_thousand_prescriptions_of_one_second_have_a_thousand_numbers()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => world.Bill()));

        numbers.Distinct().Count().ShouldBe(1_000);
    }

    [Fact]
    public async Task The_day_moves_for_business_dates_and_true_time_stays()
    {
        world.Clock.MoveTo(China(10));

        var moved = await world.Post("/clock", new { offsetDays = 1 });

        ((string?)moved.Json["businessDate"]).ShouldBe("2026-11-24");
        ((string?)moved.Json["trueNow"]).ShouldBe("2026-11-23T10:00:00+08:00");
        var bill = await world.Bill();
        ((string?)(await world.His.Settle(bill, "D" + bill)).Json["businessDate"]).ShouldBe("2026-11-24");
        ((string?)(await world.Post("/clock", new { now = "2026-12-31T23:30:00+08:00" })).Json["now"])
            .ShouldBe("2026-12-31T23:30:00+08:00");
        (await world.Post("/clock", new { })).Status.ShouldBe(HttpStatusCode.BadRequest);
        ((string?)(await world.Post("/clock", new { offsetDays = 0 })).Json["businessDate"]).ShouldBe("2026-11-23");
    }

    [Theory]
    [InlineData(0, 0, null, "2026-11-23T23:59:59+08:00")]
    [InlineData(19, 59, null, "2026-11-23T23:59:59+08:00")]
    [InlineData(20, 0, null, "2026-11-24T23:59:59+08:00")]
    [InlineData(23, 59, null, "2026-11-24T23:59:59+08:00")]
    [InlineData(23, 59, 1, "2026-11-23T23:59:59+08:00")]
    [InlineData(9, 0, 3, "2026-11-25T23:59:59+08:00")]
    public async Task A_prescription_holds_to_the_end_of_its_day(int hour, int minute, int? validityDays, string until)
    {
        world.Clock.MoveTo(China(hour, minute));

        var bill = await world.Bill(new { validityDays });

        ((string?)(await world.His.Read(bill)).Json["validUntil"]).ShouldBe(until);
    }

    [Fact]
    public async Task Hours_can_be_asked_for_and_four_days_cannot()
    {
        world.Clock.MoveTo(China(9));

        var bill = await world.Bill(new { validHours = 1.5 });

        ((string?)(await world.His.Read(bill)).Json["validUntil"]).ShouldBe("2026-11-23T10:30:00+08:00");
        (await world.Post("/desk/prescriptions", new { validityDays = 4 })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_expired_bill_cannot_be_locked_and_money_taken_before_is_still_booked()
    {
        var bill = await world.Bill();
        await world.His.Presettle(bill, "E1" + bill);

        (await world.Post($"/desk/bills/{bill}/expire")).Status.ShouldBe(HttpStatusCode.OK);

        ((string?)(await world.His.Read(bill)).Json["status"]).ShouldBe("EXPIRED");
        (await world.His.Presettle(bill, "E2" + bill)).Result.ShouldBe("EXPIRED");
        (await world.His.Settle(bill, "E1" + bill)).Result.ShouldBe("ACCEPTED");
    }

    [Fact]
    public async Task A_bill_paid_at_the_window_is_paid_for_everybody()
    {
        var bill = await world.Bill();

        (await world.Post($"/desk/bills/{bill}/window-payment")).Status.ShouldBe(HttpStatusCode.OK);

        (await world.His.Presettle(bill, "W" + bill)).Result.ShouldBe("ALREADY_PAID");
        (await world.His.Settle(bill, "W" + bill)).Result.ShouldBe("ALREADY_PAID");
        (await world.Post($"/desk/bills/{bill}/window-payment")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await world.Post("/desk/bills/B0/window-payment")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Drugs_are_handed_out_once_paid_the_platform_is_told_and_nothing_is_taken_back()
    {
        var bill = await world.Bill();
        (await world.Post($"/pharmacy/{bill}/dispense")).Status.ShouldBe(HttpStatusCode.Conflict);
        await world.His.Settle(bill, "G" + bill);

        (await world.Post($"/pharmacy/{bill}/dispense")).Json["dispensed"]!.GetValue<bool>().ShouldBeTrue();

        var told = await world.NextHeard("/his/v1/prescription-events");
        told.Body.ShouldContain("\"dispensed\"");
        told.Body.ShouldContain(bill);
        var reversal = new System.Text.Json.Nodes.JsonObject { ["reversalNo"] = "RV", ["reason"] = "late" };
        (await world.His.Send(HttpMethod.Post, $"/his/v1/settlements/G{bill}/reversal", reversal)).Result.ShouldBe("DISPENSED");
    }

    [Fact]
    public async Task A_lock_that_ran_out_frees_the_bill_by_itself()
    {
        world.Clock.MoveTo(China(9));
        var bill = await world.Bill();
        await world.His.Presettle(bill, "L1" + bill, minutes: 15);
        world.Clock.Move(TimeSpan.FromMinutes(14));
        ((string?)(await world.His.Read(bill)).Json["status"]).ShouldBe("LOCKED");

        world.Clock.Move(TimeSpan.FromMinutes(1));

        ((string?)(await world.His.Read(bill)).Json["status"]).ShouldBe("UNPAID");
        (await world.His.Presettle(bill, "L2" + bill)).Result.ShouldBe("ACCEPTED");
        // The first order's money comes late: the bill is another's now.
        (await world.His.Settle(bill, "L1" + bill)).Result.ShouldBe("LOCKED_BY_OTHER");
    }

    [Fact]
    public async Task Money_that_comes_after_the_lock_ran_out_is_booked_while_the_bill_is_free()
    {
        world.Clock.MoveTo(China(9));
        var bill = await world.Bill();
        await world.His.Presettle(bill, "L1" + bill, minutes: 15);
        world.Clock.Move(TimeSpan.FromMinutes(16));

        (await world.His.Settle(bill, "L1" + bill)).Result.ShouldBe("ACCEPTED");
    }

    [Theory]
    [InlineData("void")]
    [InlineData("expire")]
    [InlineData("push")]
    public async Task A_command_may_come_without_a_body(string command)
    {
        var issued = await world.Post("/desk/prescriptions");

        issued.Status.ShouldBe(HttpStatusCode.Created, issued.Body);
        var done = await world.Post($"/desk/bills/{issued.Json["billNo"]}/{command}");
        ((int)done.Status).ShouldBeInRange(200, 201, done.Body);
    }
}
