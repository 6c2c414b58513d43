using System.Text;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients;

/// <summary>Where each column of a file stands, by the name in its head: channels add and move columns, names stay.</summary>
internal sealed class HeadColumns
{
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    private readonly int line;

    public HeadColumns(int line, IEnumerable<string> names)
    {
        this.line = line;
        foreach (var name in names)
        {
            if (!columns.TryAdd(Plain(name), Count) && name.Length > 0)
                Refused ??= StatementErrors.ColumnTwice(line, name);
            Count++;
        }
    }

    public int Count { get; private set; }

    /// <summary>The first column that is missing or there twice.</summary>
    public Error? Refused { get; private set; }

    public static HeadColumns Of(int line, ReadOnlySpan<byte> head, Encoding encoding) =>
        new(line, encoding.GetString(head).Split(','));

    /// <summary>Where a column must stand; where it does not, the file is refused.</summary>
    public int Required(string name)
    {
        if (columns.TryGetValue(name, out var at))
            return at;
        Refused ??= StatementErrors.ColumnMissing(line, name);
        return 0;
    }

    public int? Optional(string name) => columns.TryGetValue(name, out var at) ? at : null;

    // The same head comes with half and with full width brackets.
    private static string Plain(string name) => name.Trim().Replace('（', '(').Replace('）', ')');
}
