using System.Text;
using System.Text.Json;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Books;

/// <summary>An append-only file of JSON lines. Each line is the new state of one thing; the last line of a thing holds.</summary>
internal sealed class Journal<T> : IDisposable
{
    private readonly string path;
    private readonly Lock gate = new();
    private FileStream? file;

    public Journal(string directory, string name)
    {
        Directory.CreateDirectory(directory);
        path = Path.Combine(directory, name);
    }

    public IReadOnlyList<T> Replay()
    {
        if (!File.Exists(path))
            return [];

        var text = File.ReadAllText(path);
        var whole = text.LastIndexOf('\n') + 1;
        // A line without its end is a write the last process did not finish; nobody was answered for it.
        if (whole < text.Length)
        {
            using var torn = new FileStream(path, FileMode.Open, FileAccess.Write);
            torn.SetLength(Encoding.UTF8.GetByteCount(text.AsSpan(0, whole)));
        }

        return [.. text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<T>(line, WireJson.Strict)!)];
    }

    public void Append(T entry)
    {
        var line = Encoding.UTF8.GetBytes(WireJson.Write(entry) + "\n");
        lock (gate)
        {
            file ??= new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            file.Write(line);
        }
    }

    public void Dispose() => file?.Dispose();
}
