using System.Globalization;
using MobilePay.LocalHost;
using MobilePay.LocalHost.Servers;

namespace MobilePay.Benchmarks;

/// <summary>Runs everything once in an empty folder of its own: the machine's limit, the search, the runs, the counts.</summary>
internal sealed class PaymentBenchmark(BenchmarkOptions options, Patients patients, Books books)
{
    private const double SlowRate = 10;
    private const double FirstRate = 40;
    private const double RateStep = 1.25;

    // Each program translates its own code while it runs, the hot parts twice: a day of patients is longer than that.
    private static readonly (double Rate, TimeSpan Time)[] WarmUp =
        [(40, TimeSpan.FromSeconds(40)), (100, TimeSpan.FromSeconds(40))];

    private const int OneByOne = 40;
    private static readonly TimeSpan R3Time = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromMinutes(2);

    public static async Task<BenchmarkReport> Run(BenchmarkOptions options, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("mobilepay-benchmark-");
        var progress = new Progress<string>(line => Console.Error.WriteLine(line));
        var settings = new Dictionary<string, string> { ["shared_preload_libraries"] = "pg_stat_statements" };
        try
        {
            // Before and after the load, on the same server with the same files, and nothing else running.
            var r3 = new List<double> { await Limit(folder.FullName, settings, stop) };
            BenchmarkReport report;
            await using (var platform = await LocalPlatform.Start(
                new() { Folder = folder.FullName, PortBase = Ports.FreeBase(), PostgresSettings = settings }, progress, stop))
            {
                using var patients = new Patients(platform.Endpoints);
                await using var books = new Books(platform.Endpoints);
                report = await new PaymentBenchmark(options, patients, books).Measure(stop);
            }

            r3.Add(await Limit(folder.FullName, settings, stop));
            return report with { R3 = r3 };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> Limit(string folder, Dictionary<string, string> settings, CancellationToken stop)
    {
        await using var postgres = await PostgresServer.Start(new() { Folder = folder, PostgresSettings = settings }, null, stop);
        var tps = await PgBench.Run(postgres, R3Time, stop);
        Say($"R3: {tps:0} transactions/s");
        return tps;
    }

    private async Task<BenchmarkReport> Measure(CancellationToken stop)
    {
        await books.CountStatements(options.IsDetailed, stop);
        Say("Warming up.");
        await AtRate(SlowRate, TimeSpan.FromSeconds(10), stop);

        // Before the load: what the server has to tidy up after it would be counted too.
        var counts = await Count(stop);
        foreach (var (perSecond, time) in WarmUp)
            await AtRate(perSecond, time, stop);
        await CheckBooks(stop);

        var rate = options.Rate ?? await Search(stop);
        var full = new List<RunFigures>();
        for (var run = 0; run < options.Runs; run++)
            full.Add(await Checked(rate, stop));

        var half = new List<RunFigures>();
        for (var run = 0; run < options.Runs; run++)
            half.Add(await Checked(full.Select(f => f.PerSecond).Order().ElementAt(full.Count / 2) / 2, stop));

        return new BenchmarkReport(full, half, counts, await books.Version(stop));
    }

    // Up in steps of a quarter until the platform no longer keeps up, then once between the last that held and that one.
    private async Task<double> Search(CancellationToken stop)
    {
        var (held, rate) = (0d, FirstRate);
        for (; await Holds(rate, stop); rate *= RateStep)
            held = rate;
        if (held == 0)
            throw new BrokenBooksException($"not even {rate:0} payments/s were held");
        var between = Math.Sqrt(held * rate);
        return await Holds(between, stop) ? between : held;
    }

    private async Task<bool> Holds(double rate, CancellationToken stop)
    {
        var figures = await AtRate(rate, TimeSpan.FromSeconds(10), stop);
        await CheckBooks(stop);
        return figures.Held;
    }

    private async Task<RunFigures> Checked(double rate, CancellationToken stop)
    {
        var figures = await AtRate(rate, options.RunFor, stop);
        await CheckBooks(stop);
        return figures;
    }

    private async Task<RunFigures> AtRate(double rate, TimeSpan time, CancellationToken stop)
    {
        await patients.Prescribe((int)(rate * time.TotalSeconds) + 50 - patients.Prescribed, stop);
        await Task.Delay(TimeSpan.FromSeconds(2), stop);
        Say(string.Create(CultureInfo.InvariantCulture, $"Sending {rate:0.0} a second for {time.TotalSeconds:0} s."));
        var (from, work) = (await books.Now(stop), CpuTime.Now());
        var each = options.IsDetailed ? await books.EachStatement(stop) : null;
        var failures = await patients.PayAtRate(rate, time, stop);

        // Counted at the end of sending: what was paid and not yet confirmed by then is backlog and does not count.
        var confirmed = await books.Confirmed(from, from + time, stop);
        await Settle(stop);
        if (each is not null)
        {
            await SayEach(each, (int)(rate * time.TotalSeconds), stop);
            Say($"Processor time a payment, ms: {CpuTime.Now().Since(work, rate * time.TotalSeconds)}");
        }

        var figures = new RunFigures(rate, confirmed / time.TotalSeconds, failures.Values.Sum(),
            await books.Latency(0.5, from, stop), await books.Latency(0.99, from, stop), await books.Lag(0.99, from, stop));
        Say(figures.ToString() + string.Concat(failures.Select(f => $"; {f.Value} x {f.Key}")));
        return figures;
    }

    private async Task Settle(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(SettleWithin);
        while ((await books.ConfirmedByHis(stop)).Count < patients.Paid || await books.Unsent(stop) > 0)
        {
            if (limit.IsCancellationRequested)
                throw new BrokenBooksException("two minutes after the last payment the hospital had not confirmed them all");
            await Task.Delay(200, stop);
        }
    }

    private async Task CheckBooks(CancellationToken stop)
    {
        var (paid, confirmed) = (await books.Paid(stop), await books.ConfirmedByHis(stop));
        var captured = (await patients.Book("wechat", stop)).GetProperty("capturedFen").GetInt64();
        var settled = (await patients.Book("his", stop)).GetProperty("confirmedFen").GetInt64();
        if (paid != confirmed || captured != paid.Fen || settled != paid.Fen)
            throw new BrokenBooksException(string.Create(CultureInfo.InvariantCulture,
                $"the channel captured {captured} fen, payments hold {paid.Fen} ({paid.Count}), HisSync {confirmed.Fen} "
                + $"({confirmed.Count}), the hospital has {settled}"));
    }

    // One payment after the other, so that no two commits share a flush; what idles in the meantime is taken off.
    private async Task<SmallCounts> Count(CancellationToken stop)
    {
        Say("Counting statements and commits.");
        await books.CountStatements(isOn: true, stop);
        await patients.Prescribe(OneByOne, stop);
        await Task.Delay(TimeSpan.FromSeconds(3), stop);
        var idle = await During(() => Task.Delay(TimeSpan.FromSeconds(20), stop), 0, stop);
        var busy = await During(
            async () =>
            {
                for (var i = 0; i < OneByOne; i++)
                {
                    if (await patients.Pay(stop) is { } failure)
                        throw new BrokenBooksException(failure);
                    await Settle(stop);
                }
            },
            OneByOne, stop);
        await CheckBooks(stop);
        await books.CountStatements(options.IsDetailed, stop);
        Say($"Flushes: {busy.Flushes} in {busy.Seconds:0.0} s of payments, {idle.Flushes} in {idle.Seconds:0.0} s idle");
        double Each(Func<Counted, double> figure) => (figure(busy) - figure(idle) / idle.Seconds * busy.Seconds) / OneByOne;
        return new(Each(c => c.Flushes), Each(c => c.Statements), Each(c => c.Statements - c.Frames));
    }

    private async Task<Counted> During(Func<Task> work, int payments, CancellationToken stop)
    {
        var (began, flushes, statements) = (await books.Now(stop), await books.Flushes(stop), await books.Statements(stop));
        var each = options.IsDetailed ? await books.EachStatement(stop) : null;
        await work();
        await Task.Delay(TimeSpan.FromSeconds(1), stop);
        var (ended, after) = (await books.Now(stop), await books.Statements(stop));
        var counted = new Counted((ended - began).TotalSeconds, await books.Flushes(stop) - flushes, after.All - statements.All,
            after.Frames - statements.Frames);
        if (each is not null)
            await SayEach(each, payments, stop);
        return counted;
    }

    private async Task SayEach(
        IReadOnlyDictionary<string, (long Calls, double Ms)> before, int payments, CancellationToken stop)
    {
        Say($"Statements, {(payments == 0 ? "idle" : "each payment")}: calls, milliseconds in the server");
        foreach (var (text, (calls, ms)) in (await books.EachStatement(stop)).OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var (earlierCalls, earlierMs) = before.GetValueOrDefault(text);
            double each = Math.Max(1, payments);
            if (calls - earlierCalls > 0.04 * each)
                Say(string.Create(CultureInfo.InvariantCulture,
                    $"{(calls - earlierCalls) / each,8:0.00} {(ms - earlierMs) / each,8:0.000}  {text}"));
        }
    }

    private static void Say(string line) => Console.Error.WriteLine(line);

    private sealed record Counted(double Seconds, long Flushes, long Statements, long Frames);
}
