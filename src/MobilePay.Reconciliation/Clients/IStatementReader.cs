using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients;

/// <summary>
/// Reads a source's file from its beginning to its end, a line at a time, so that a file of any length needs the same memory.
/// Every line of the file is either a <see cref="Line"/>, or belongs to its head or trailer, or the file is refused whole.
/// </summary>
internal interface IStatementReader<TLine> : IDisposable
    where TLine : struct
{
    /// <summary>Moves to the next line. False at the end of the file, and where the file is refused.</summary>
    bool Read();

    /// <summary>The line <see cref="Read"/> moved to.</summary>
    TLine Line { get; }

    /// <summary>
    /// Why the file can't be believed: its code says what is wrong, its message says the line and what a clerk can do. Null while
    /// all is well. Once set it stays, and what was read before it must not be kept.
    /// </summary>
    Error? Refused { get; }

    /// <summary>What was read so far; at the end it agrees with what the file states of itself, or the file is refused.</summary>
    StatementTotals Totals { get; }
}
