using System.Net;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class FaultTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    [Fact]
    public async Task A_confirm_that_timed_out_after_the_work_is_found_by_its_number()
    {
        var bill = await world.Bill();
        await world.Fault("{\"his.settlements\":{\"mode\":\"timeout-after-commit\",\"times\":1}}");
        using var patience = new CancellationTokenSource();

        var sent = Settle(bill, patience.Token);
        await OutsideWorld.Until(async () => (await world.His.LookUp("F" + bill)).Result == "ACCEPTED");
        sent.IsCompleted.ShouldBeFalse();
        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sent);
        (await world.His.Settle(bill, "F" + bill)).Result.ShouldBe("DUPLICATE");
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("timeout-before")]
    public async Task A_call_that_is_lost_on_the_way_does_no_work(string mode)
    {
        var bill = await world.Bill();
        await world.Fault($"{{\"his.settlements\":{{\"mode\":\"{mode}\",\"times\":1}}}}");
        using var patience = new CancellationTokenSource();

        var sent = Settle(bill, patience.Token);
        await OutsideWorld.Until(async () => (await world.Json("/faults")).Count == 0);
        (await world.His.LookUp("F" + bill)).Result.ShouldBe("NOT_FOUND");
        sent.IsCompleted.ShouldBeFalse();
        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sent);
        (await world.His.Settle(bill, "F" + bill)).Result.ShouldBe("ACCEPTED");
    }

    [Fact]
    public async Task A_late_answer_is_late_by_what_was_asked_and_otherwise_whole()
    {
        var bill = await world.Bill();
        await world.Fault("{\"his.bills\":{\"mode\":\"delay\",\"delayMs\":4321,\"times\":1}}");

        (await world.His.Read(bill)).Result.ShouldBe("ACCEPTED");

        world.Clock.Waits.ShouldContain(TimeSpan.FromMilliseconds(4321));
    }

    [Fact]
    public async Task A_call_that_arrives_twice_is_worked_twice_and_booked_once()
    {
        var bill = await world.Bill();
        await world.Fault("{\"his.settlements\":{\"mode\":\"duplicate\",\"times\":1}}");

        (await world.His.Settle(bill, "F" + bill)).Result.ShouldBe("DUPLICATE");

        var booked = (await world.Json("/book/his"))["settlements"]!.AsArray().Single(s => (string?)s!["billNo"] == bill)!;
        booked["confirmsReceived"]!.GetValue<int>().ShouldBe(2);
        booked["paidFen"]!.GetValue<long>().ShouldBe(5340);
    }

    [Fact]
    public async Task Garbage_is_a_success_nobody_can_read()
    {
        var bill = await world.Bill();
        foreach (var operation in new[] { "his.bills", "wechat.place" })
            await world.Fault($"{{\"{operation}\":{{\"mode\":\"garbage\",\"times\":1}}}}");

        var read = await world.His.Read(bill);
        var placed = await world.Merchant.Place("native", world.Merchant.Order("GARBAGE01"));

        foreach (var answer in new[] { read, placed })
        {
            answer.Status.ShouldBe(HttpStatusCode.OK);
            Should.Throw<System.Text.Json.JsonException>(() => answer.Json);
        }

        // The order was placed all the same: that is what makes it dangerous.
        ((string?)(await world.Merchant.Query("GARBAGE01")).Json["trade_state"]).ShouldBe("NOTPAY");
    }

    [Fact]
    public async Task Error_and_refuse_and_wrong_signature_do_what_they_say_and_count_down()
    {
        var merchant = world.Merchant;
        await world.Fault("{\"wechat.query\":{\"mode\":\"error\",\"times\":1}}");
        (await merchant.Query("FAULT01")).Code.ShouldBe("SYSTEM_ERROR");
        await world.Fault("{\"wechat.query\":{\"mode\":\"refuse\",\"code\":\"FREQUENCY_LIMITED\",\"times\":1}}");
        (await merchant.Query("FAULT01")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await merchant.Query("FAULT01")).Code.ShouldBe("ORDER_NOT_EXIST");

        await world.Fault("{\"wechat.place\":{\"mode\":\"wrong-signature\",\"times\":1}}");
        var placed = await merchant.Place("native", merchant.Order("FAULT01"));
        merchant.IsGenuine(placed.Headers, placed.Body).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{\"wechat.teleport\":{\"mode\":\"drop\"}}")]
    [InlineData("{\"his.bills\":{\"mode\":\"paid-before-answer\"}}")]
    [InlineData("{\"his.bills\":{\"mode\":\"refuse\"}}")]
    [InlineData("{\"his.bills\":{\"mode\":\"delay\"}}")]
    [InlineData("[]")]
    public async Task A_fault_that_does_not_exist_is_refused(string fault) =>
        (await world.Fault(fault)).ShouldBe(HttpStatusCode.BadRequest);

    private Task<Reply> Settle(string bill, CancellationToken stop) =>
        world.His.Send(HttpMethod.Post, "/his/v1/settlements", HisCaller.Confirm(bill, "F" + bill), stop);
}
