using System.CommandLine;
using MobilePay.LocalHost;

// Stopping takes longer than the two seconds the parser would allow; LocalRun handles the signals itself.
var settings = new InvocationConfiguration { ProcessTerminationTimeout = null };
return await CommandLine.Build(Topology.Whole).Parse(args).InvokeAsync(settings);
