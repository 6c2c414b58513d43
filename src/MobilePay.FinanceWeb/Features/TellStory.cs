using MobilePay.FinanceWeb.Clients;
using MobilePay.Primitives;

namespace MobilePay.FinanceWeb.Features;

/// <summary>A part of the platform that knows something of a payment, in the order in which money passes through them.</summary>
public enum StoryPart
{
    Payments,
    Channel,
    Hospital,
    Books,
}

/// <summary>One moment of a payment's story.</summary>
/// <param name="What">A word the page has a sentence for.</param>
public sealed record StoryMoment(DateTimeOffset At, StoryPart Part, string What)
{
    public long? Fen { get; init; }
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>The code of a reason, or the words of whoever gave it.</summary>
    public string? Why { get; init; }

    /// <summary>How often, where it happened more than once and only the last time is known.</summary>
    public int Times { get; init; }
    public Entry? Entry { get; init; }
}

/// <summary>What is known of one payment, and which parts of the platform did not answer.</summary>
public sealed record PaymentStory(
    PaymentFacts? Payment, OrderStory? Order, string? OrderNo, IReadOnlyList<StoryMoment> Moments, int? Differences,
    IReadOnlyList<StoryPart> Silent);

/// <summary>
/// Puts one payment's story together, in order of time, from all who know a part of it. Whoever is silent is named; the rest is
/// told all the same. Nobody's name is in it.
/// </summary>
public sealed class TellStory(Neighbours neighbours, Books books)
{
    private const int BillsMax = 20;

    /// <returns>An error only when there is no such payment, or nobody answers at all.</returns>
    public async Task<Result<PaymentStory>> Of(Guid id, Asker asker)
    {
        var (asked, told) = (neighbours.Payments(api => api.Story(id)), neighbours.Hospital(id));
        var (payment, writeBacks) = (await asked, await told);
        if (payment.Error is { Kind: ErrorKind.NotFound } unknown)
            return unknown;

        var orderNo = payment.Value?.OutTradeNo ?? writeBacks.Value?.Select(w => w.OrderNo.Split('-')[0]).FirstOrDefault();
        if (orderNo is null)
            return payment.Error!;

        var order = await neighbours.Channel(orderNo);
        var hospital = payment.Value?.HospitalId ?? order.Value?.Order.HospitalId;
        var (entries, differences) = await OfBooks(hospital, payment.Value, orderNo, asker);

        // An order that was never placed is known to nobody outside; that is an answer.
        List<StoryPart> silent = [];
        if (payment.Error is not null)
            silent.Add(StoryPart.Payments);
        if (order.Error is { Kind: not ErrorKind.NotFound })
            silent.Add(StoryPart.Channel);
        if (writeBacks.Error is not null)
            silent.Add(StoryPart.Hospital);
        if (entries is null || differences is null)
            silent.Add(StoryPart.Books);

        var moments = StoryMoments.Of(payment.Value, order.Value, writeBacks.Value ?? [], entries ?? []);
        return new PaymentStory(payment.Value, order.Value, orderNo, moments, differences, silent);
    }

    private async Task<(List<Entry>? Entries, int? Differences)> OfBooks(
        string? hospital, PaymentFacts? payment, string orderNo, Asker asker)
    {
        if (hospital is null)
            return (null, null);

        var found = new List<Entry>();
        string[] numbers = [.. (payment?.Bills ?? []).Select(b => b.OrderNo).Take(BillsMax).Prepend(orderNo).Distinct()];
        foreach (var number in numbers)
        {
            var answer = await books.Ask(api => api.Journal(hospital, new() { OrderNo = number }, null, asker));
            if (answer.Value is not { } listed)
                return (null, null);
            found.AddRange(listed.Rows);
        }

        var differences = await books.Ask(api =>
            api.Differences(hospital, new() { Text = orderNo, Status = "all" }, null, take: 1, asker));
        var count = differences.Value is { } list ? list.Total?.Count ?? list.Rows.Count : (int?)null;
        return (found.DistinctBy(e => e.Id).ToList(), count);
    }
}
