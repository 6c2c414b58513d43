using System.CommandLine;
using MobilePay.LocalHost;
using MobilePay.LocalHost.TrialHost;

// As a service when the topology started it, as LocalHost itself when a test did.
if (Environment.GetEnvironmentVariable("Trial__Role") is { } role)
    return TrialService.Run(role);

var settings = new InvocationConfiguration { ProcessTerminationTimeout = null };
return await CommandLine.Build(TrialTopology.Small).Parse(args).InvokeAsync(settings);
