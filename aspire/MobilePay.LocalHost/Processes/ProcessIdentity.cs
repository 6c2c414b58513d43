using System.Globalization;

namespace MobilePay.LocalHost.Processes;

/// <summary>
/// A process told apart from a later one with the same number: by the clock tick since boot at which it started.
/// </summary>
internal readonly record struct ProcessIdentity(int Pid, long StartTicks)
{
    // Positions in /proc/<pid>/stat after the command name, which is in brackets and may itself hold spaces.
    private const int State = 0;
    private const int Session = 3;
    private const int StartTime = 19;

    public bool IsAlive => Of(Pid) == this;

    /// <summary>Null when no such process runs; a dead one that is not yet collected counts as gone.</summary>
    public static ProcessIdentity? Of(int pid) =>
        Stat(pid) is { } stat && stat[State] is not ("Z" or "X") ? new(pid, Number(stat[StartTime])) : null;

    /// <summary>Every living process of the session that <paramref name="leader"/> opened, the leader too.</summary>
    public static IReadOnlyList<int> InSessionOf(int leader) =>
        [.. AllPids().Where(pid => Stat(pid) is { } stat && stat[State] is not ("Z" or "X") && Number(stat[Session]) == leader)];

    public static IEnumerable<int> AllPids() =>
        Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0);

    private static string[]? Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
