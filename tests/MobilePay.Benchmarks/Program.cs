using System.CommandLine;
using MobilePay.Benchmarks;

var write = new Option<FileInfo?>("--write") { Description = "Put the table into this file, between its two marks." };
var seconds = new Option<int>("--seconds") { Description = "How long each run lasts.", DefaultValueFactory = _ => 20 };
var runs = new Option<int>("--runs") { Description = "How often each figure is taken.", DefaultValueFactory = _ => 3 };
var rate = new Option<double?>("--rate")
{
    Description = "Payments a second to offer; left out, the highest that holds is searched.",
};
var detail = new Option<bool>("--detail")
{
    Description = "Also say what each payment costs, statement by statement and process by process.",
};

var command = new RootCommand(
    "Measures payments a second, end to end, with all services and the sandbox on this machine, as a ratio to what its own "
    + "PostgreSQL can commit. No figure is printed when a book does not balance.") { write, seconds, runs, rate, detail };
command.SetAction(async (parsed, stop) =>
{
    var options = new BenchmarkOptions(
        TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(runs), parsed.GetValue(rate),
        parsed.GetValue(detail));
    try
    {
        var report = await PaymentBenchmark.Run(options, stop);
        Console.WriteLine(report.ToMarkdown());
        if (parsed.GetValue(write) is { } file)
            report.WriteInto(file);
        return 0;
    }
    catch (BrokenBooksException broken)
    {
        await Console.Error.WriteLineAsync("No figures: " + broken.Message);
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();
