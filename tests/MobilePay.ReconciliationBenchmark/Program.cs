using System.CommandLine;
using MobilePay.ReconciliationBenchmark;

var rows = new Option<int>("--rows") { Description = "Rows a side.", DefaultValueFactory = _ => 1_000_000 };
var runs = new Option<int>("--runs") { Description = "How often each figure is taken.", DefaultValueFactory = _ => 3 };

var command = new RootCommand(
    "Measures the reconciliation of one day, from the bill's file to the differences stored, as a ratio to a bare COPY and a "
    + "bare full outer join on the same server. No figure is printed when what was planted is not exactly what was found.")
{
    rows, runs,
};
command.SetAction(async (parsed, stop) =>
{
    var figures = new List<DayFigures>();
    for (var run = 0; run < parsed.GetValue(runs); run++)
    {
        figures.Add(await DayBenchmark.Run(parsed.GetValue(rows), stop));
        await Console.Error.WriteLineAsync(figures[^1].ToString());
    }

    Console.WriteLine(DayFigures.ToMarkdown(parsed.GetValue(rows), figures));
});
return await command.Parse(args).InvokeAsync();
