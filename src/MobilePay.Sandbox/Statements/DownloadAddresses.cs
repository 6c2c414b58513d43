using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace MobilePay.Sandbox.Statements;

/// <summary>A file somebody may fetch for a while.</summary>
internal sealed record Download(string Owner, byte[] Content, string Name, DateTimeOffset Until);

/// <summary>The addresses handed out and not run out; a restart forgets them, as their short life allows.</summary>
internal sealed class DownloadAddresses(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Download> open = new();

    public string Offer(string owner, byte[] content, string name, TimeSpan goodFor)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, download) in open)
        {
            if (download.Until <= now)
                open.TryRemove(old, out _);
        }

        var token = RandomNumberGenerator.GetHexString(48, lowercase: true);
        open[token] = new Download(owner, content, name, now + goodFor);
        return token;
    }

    /// <summary>Null for an address that was never given, ran out, or was given to another.</summary>
    public Download? Find(string? token, string owner) =>
        open.TryGetValue(token ?? "", out var download) && download.Owner == owner && download.Until > clock.GetUtcNow()
            ? download : null;
}
