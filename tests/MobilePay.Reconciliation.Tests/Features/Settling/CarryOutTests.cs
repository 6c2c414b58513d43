using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features.Settling;

/// <summary>What two persons decided is done once, by the services that do it, and the books say so.</summary>
[Collection(nameof(Books))]
public sealed class CarryOutTests(Books books)
{
    private const long Fen = 5340;

    [Fact]
    public async Task A_confirm_that_was_lost_is_told_the_hospital_again()
    {
        await using var desk = await Desk.Open(books);
        var order = await Missing(desk);
        desk.Neighbours.On("POST /write-backs/", 200, """{"outcome":"accepted","hisDocNo":"H77"}""");

        var settled = await desk.Settle(order, "resend-confirm");

        (settled.Status, settled.Resolution).ShouldBe((DifferenceStatus.Closed, DifferenceAction.ResendConfirm));
        desk.Neighbours.Calls.ShouldBe([$"POST /write-backs/{desk.Hospital}/{order}/resend"]);
        await desk.Tell(book => book.Booked([desk.Confirmed(order, Fen)], default));
        (await desk.Standing()).ShouldBe(["CH_RECV 5340", "INCOME_BRIDGE -5340"]);
    }

    [Fact]
    public async Task A_hospital_that_does_not_answer_is_asked_again_and_nothing_is_decided_meanwhile()
    {
        await using var desk = await Desk.Open(books);
        var order = await Missing(desk);
        desk.Neighbours.On("POST /write-backs/", n => n switch
        {
            1 => (503, """{"code":"service.unavailable"}"""),
            2 => (200, """{"outcome":"unknown"}"""),
            _ => (200, """{"outcome":"accepted","hisDocNo":"H77"}"""),
        });

        (await desk.Settle(order, "resend-confirm")).Status.ShouldBe(DifferenceStatus.Executing);
        await desk.Execute();
        desk.Neighbours.Calls.Count.ShouldBe(1);
        foreach (var seconds in (int[])[3, 5])
        {
            books.Clock.Advance(TimeSpan.FromSeconds(seconds));
            await desk.Execute();
        }

        (await desk.Find(order)).Status.ShouldBe(DifferenceStatus.Closed);
        desk.Neighbours.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_hospital_that_says_no_gives_the_difference_back_with_the_reason()
    {
        await using var desk = await Desk.Open(books);
        var order = await Missing(desk);
        desk.Neighbours.On("POST /write-backs/", 200, """{"outcome":"refused","reason":"voided"}""");

        var back = await desk.Settle(order, "resend-confirm");

        back.Status.ShouldBe(DifferenceStatus.Assigned);
        back.ProposalId.ShouldBeNull();
        (await desk.Rules()).ShouldBe(["J1"]);
    }

    [Fact]
    public async Task Money_goes_back_when_the_channel_itself_says_it_holds_it()
    {
        await using var desk = await Desk.Open(books);
        var order = await Missing(desk);
        desk.Neighbours.On("GET /refunds/by-finance/", n => n == 1
            ? (404, """{"code":"refund.not-found"}""") : (200, Refund(order, n == 2 ? "refunding" : "refunded")));
        desk.Neighbours.On($"POST /orders/{order}/ask", 200, """{"state":"paid"}""");
        desk.Neighbours.On("POST /refunds/by-finance", 201, Refund(order, "refunding"));

        (await desk.Settle(order, "refund", new { amountFen = Fen })).Status.ShouldBe(DifferenceStatus.Executing);
        foreach (var seconds in (int[])[3, 5])
        {
            books.Clock.Advance(TimeSpan.FromSeconds(seconds));
            await desk.Execute();
        }

        (await desk.Find(order)).Status.ShouldBe(DifferenceStatus.Closed);
        desk.Neighbours.Calls.Count(c => c.StartsWith("POST /refunds", StringComparison.Ordinal)).ShouldBe(1);
        desk.Neighbours.Calls[0].ShouldStartWith("GET /refunds/by-finance/");
        desk.Neighbours.Calls[1].ShouldBe($"POST /orders/{order}/ask");
    }

    [Fact]
    public async Task No_money_goes_back_of_an_order_the_channel_does_not_call_paid()
    {
        await using var desk = await Desk.Open(books);
        var order = await Missing(desk);
        desk.Neighbours.On("GET /refunds/by-finance/", 404, """{"code":"refund.not-found"}""");
        desk.Neighbours.On("POST /orders/", n => (200, n == 1 ? """{"state":"unknown"}""" : """{"state":"closed"}"""));

        (await desk.Settle(order, "refund", new { amountFen = Fen })).Status.ShouldBe(DifferenceStatus.Executing);
        books.Clock.Advance(TimeSpan.FromSeconds(3));
        await desk.Execute();

        (await desk.Find(order)).Status.ShouldBe(DifferenceStatus.Assigned);
        desk.Neighbours.Calls.ShouldNotContain(c => c.StartsWith("POST /refunds", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_hospital_booked_without_money_it_takes_back()
    {
        await using var desk = await Desk.Open(books);
        var order = await desk.Order(null, null, Fen);
        await desk.Reconcile();
        desk.Neighbours.On("POST /settlements/", 200, """{"outcome":"accepted"}""");

        var settled = await desk.Settle(order, "reverse-his");

        settled.Status.ShouldBe(DifferenceStatus.Closed);
        (await desk.Standing()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_parked_stands_in_suspense_and_leaves_it_when_the_sides_agree()
    {
        await using var desk = await Desk.Open(books);
        var over = await Missing(desk);
        var small = await desk.Order(null, null, 100);
        await desk.Reconcile();

        (await desk.Settle(over, "suspend")).Status.ShouldBe(DifferenceStatus.Suspended);
        (await desk.Settle(small, "suspend")).Status.ShouldBe(DifferenceStatus.Suspended);
        (await desk.Standing()).ShouldBe(["CH_RECV 5340", "INCOME_BRIDGE -100", "OVER -5340", "SHORT 100"]);

        desk.HospitalLines.Add(new(2, LineKind.Payment, over, over, "wechat", "H9", null, Fen, Desk.Noon, null, null));
        desk.HospitalLines.RemoveAt(0);
        await desk.Reconcile();
        (await desk.Find(over)).Status.ShouldBe(DifferenceStatus.Closed);
        (await desk.Standing()).ShouldContain("INCOME_BRIDGE -5440");
        (await desk.Rules()).ShouldBe(["J1", "J6", "J9", "J8"]);
    }

    [Fact]
    public async Task A_shortage_that_is_given_up_becomes_a_loss()
    {
        await using var desk = await Desk.Open(books);
        var order = await desk.Order(null, null, 100);
        await desk.Reconcile();
        await desk.Settle(order, "suspend");
        using var file = await desk.First.PostAsync(
            $"/differences/{(await desk.Find(order)).Id}/evidence?fileName=a.txt", new ByteArrayContent([1]));

        (await desk.Settle(order, "write-off")).Status.ShouldBe(DifferenceStatus.Closed);

        (await desk.Standing()).ShouldBe(["INCOME_BRIDGE -100", "LOSS 100"]);
        (await desk.Rules()).ShouldBe(["J9", "J12"]);
    }

    [Fact]
    public async Task Two_records_that_are_one_are_closed_together_and_leave_nothing_behind()
    {
        await using var desk = await Desk.Open(books);
        var ours = await Missing(desk);
        var theirs = await desk.Order(null, null, Fen);
        await desk.Reconcile();

        await desk.Settle(ours, "manual-match", new { otherId = (await desk.Find(theirs)).Id });

        (await desk.Find(ours)).Status.ShouldBe(DifferenceStatus.Closed);
        (await desk.Find(theirs)).Resolution.ShouldBe(DifferenceAction.ManualMatch);
        (await desk.Standing()).ShouldBe(["CH_RECV 5340", "INCOME_BRIDGE -5340"]);
    }

    [Fact]
    public async Task What_is_carried_waits_for_its_day_and_books_nothing()
    {
        await using var desk = await Desk.Open(books);
        var order = await desk.Order(Fen, null, Fen, isConfirmed: true);
        await desk.Reconcile();
        var until = Desk.Day.AddDays(3);

        var carried = await desk.Settle(order, "carry", new { until });

        (carried.Status, carried.InTransitUntil).ShouldBe((DifferenceStatus.Suspended, until));
        (await desk.Rules()).ShouldBe(["J1", "J2"]);
    }

    [Fact]
    public async Task A_fee_is_corrected_between_two_accounts()
    {
        await using var desk = await Desk.Open(books);
        var order = await desk.Order(Fen, Fen, Fen, isConfirmed: true);
        desk.Channel[0] = desk.Channel[0] with { FeeFen = 90 };
        await desk.Reconcile();

        await desk.Settle(order, "adjust", new { amountFen = 70, debit = "CH_RECV", credit = "FEE" });

        (await desk.Standing()).ShouldBe(["CH_RECV 5410", "FEE -70", "INCOME_BRIDGE -5340"]);
        (await desk.Rules()).ShouldBe(["J1", "J2", "J14"]);
    }

    [Fact]
    public async Task Eight_that_carry_out_at_once_do_it_once()
    {
        await using var desk = await Desk.Open(books);
        var order = await Missing(desk);
        desk.Neighbours.On("POST /write-backs/", 503, "{}");
        await desk.Settle(order, "resend-confirm");
        desk.Neighbours.On("POST /write-backs/", 200, """{"outcome":"accepted","hisDocNo":"H77"}""");
        books.Clock.Advance(TimeSpan.FromSeconds(3));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Execute()));

        desk.Neighbours.Calls.Count.ShouldBe(2);
        (await desk.Find(order)).Status.ShouldBe(DifferenceStatus.Closed);
    }

    private static async Task<string> Missing(Desk desk)
    {
        var order = await desk.Order(Fen, Fen, null);
        await desk.Reconcile();
        return order;
    }

    private static string Refund(string order, string status) =>
        $$"""{"number":"F1","refundNo":"R1","orderNo":"{{order}}","amountFen":5340,"status":"{{status}}"}""";
}
