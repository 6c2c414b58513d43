namespace MobilePay.Sandbox.Books;

/// <summary>The things one party keeps by their numbers; a change is in the journal before anybody hears of it.</summary>
internal sealed class Ledger<T>(string directory, string file, Func<T, string> numberOf) : IDisposable where T : class
{
    private readonly Lock gate = new();
    private readonly Journal<T> journal = new(directory, file);
    private Dictionary<string, T>? entries;

    private Dictionary<string, T> Entries => entries ??= Read();

    public IReadOnlyList<T> All => Locked<IReadOnlyList<T>>(() => [.. Entries.Values]);

    public TResult Locked<TResult>(Func<TResult> work)
    {
        lock (gate)
            return work();
    }

    public T? Get(string number) => Locked(() => Entries.GetValueOrDefault(number));

    public T Keep(T entry) => Locked(() =>
    {
        journal.Append(entry);
        return Entries[numberOf(entry)] = entry;
    });

    public void Dispose() => journal.Dispose();

    private Dictionary<string, T> Read()
    {
        var read = new Dictionary<string, T>();
        foreach (var entry in journal.Replay())
            read[numberOf(entry)] = entry;
        return read;
    }
}
