using System.Globalization;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features;

[Collection(nameof(Books))]
public sealed class ReconcileDayTests(Books books)
{
    private const int Seeds = 1000;
    private const int AtOnce = 4;

    [Fact]
    public async Task What_was_planted_is_found_and_nothing_else_whatever_the_seed_and_the_order_of_rows()
    {
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForAsync(0, Seeds, bounds, async (seed, _) =>
        {
            var planted = new PlantedDay(seed, orders: 30);
            var hospital = "seed-" + seed.ToString(CultureInfo.InvariantCulture);
            planted.Shuffle(seed * 31 + 7);
            await books.Put(hospital, planted);

            var run = await books.Reconcile(hospital, PlantedDay.Day);

            (await Found(hospital)).ShouldBe(planted.Planted, ignoreOrder: true, $"seed {seed}");
            run.Matched.ShouldBe(planted.Alike, $"seed {seed}");
            ShouldAddUp(run, planted, seed);
        });
    }

    private async Task<IEnumerable<(LineKind, string, DifferenceClass)>> Found(string hospital) =>
        (await books.Differences(hospital)).Select(d => (d.Kind, d.Key, d.Class));

    // The bridge: the parts of a side come to its total, to the fen.
    private static void ShouldAddUp(Run run, PlantedDay planted, int seed)
    {
        foreach (var kind in Enum.GetValues<LineKind>())
        {
            Sum(kind, b => b.HospitalFen).ShouldBe(planted.Hospital
                .Where(h => h.Day == PlantedDay.Day && h.Line.Kind == kind).Sum(h => h.Line.AmountFen), $"seed {seed}");
            Sum(kind, b => b.ChannelFen).ShouldBe(planted.Channel
                .Where(c => c.Day == PlantedDay.Day && c.Line.Kind == kind).Sum(c => c.Line.AmountFen), $"seed {seed}");
        }

        long Sum(LineKind kind, Func<BridgePart, long> fen) => run.Bridge.Where(b => b.Kind == kind).Sum(fen);
    }
}
