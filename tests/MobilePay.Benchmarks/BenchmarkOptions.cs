namespace MobilePay.Benchmarks;

/// <summary>What is measured, and for how long.</summary>
/// <param name="RunFor">How long each run lasts.</param>
/// <param name="Runs">How often each figure is taken.</param>
/// <param name="Rate">Payments a second; null searches for the highest that holds.</param>
/// <param name="IsDetailed">Also say what each payment costs, statement by statement and process by process.</param>
internal sealed record BenchmarkOptions(TimeSpan RunFor, int Runs, double? Rate, bool IsDetailed);

/// <summary>A run after which the books do not agree; its figures are worth nothing.</summary>
internal sealed class BrokenBooksException(string message) : Exception(message);
