namespace MobilePay.Charts.Tests.Topologies;

/// <summary>A service as one of the three ways to run it declares it; names only, for values differ by nature.</summary>
/// <param name="Settings">The environment it gets, without connections and calls.</param>
public sealed record DeclaredService(
    string Name, string? Database, IReadOnlySet<string> Calls, IReadOnlySet<string> Connections, IReadOnlySet<string> Settings)
{
    /// <summary>Sorts an environment's names into calls, connections and settings.</summary>
    public static DeclaredService Of(string name, string? database, IEnumerable<string> environment)
    {
        var names = environment.ToList();
        return new(name, database,
            names.Where(IsCall).Select(variable => variable.Split("__")[1]).ToHashSet(),
            names.Where(IsConnection).ToHashSet(),
            names.Where(variable => !IsCall(variable) && !IsConnection(variable)).ToHashSet());
    }

    private static bool IsCall(string variable) => variable.StartsWith("services__", StringComparison.Ordinal);

    private static bool IsConnection(string variable) => variable.StartsWith("ConnectionStrings__", StringComparison.Ordinal);
}

/// <summary>The whole platform as one of the three ways declares it.</summary>
public sealed record Platform(string Way, IReadOnlyList<DeclaredService> Services)
{
    /// <summary>Every difference as a sentence, those that are intended left out.</summary>
    public IEnumerable<string> DifferencesFrom(Platform other)
    {
        foreach (var difference in Compare("", "service", other, Names(Services), Names(other.Services)))
            yield return difference;

        foreach (var ours in Services)
        {
            if (other.Services.SingleOrDefault(service => service.Name == ours.Name) is not { } theirs)
                continue;
            if (ours.Database != theirs.Database)
                yield return $"{ours.Name}: the database is {ours.Database ?? "none"} in {Way}, "
                    + $"{theirs.Database ?? "none"} in {other.Way}.";

            var parts = Compare(ours.Name, "call", other, ours.Calls, theirs.Calls)
                .Concat(Compare(ours.Name, "connection", other, ours.Connections, theirs.Connections))
                .Concat(Compare(ours.Name, "setting", other, ours.Settings, theirs.Settings));
            foreach (var difference in parts)
                yield return difference;
        }
    }

    private IEnumerable<string> Compare(
        string service, string kind, Platform other, IReadOnlySet<string> ours, IReadOnlySet<string> theirs) =>
        Missing(service, kind, this, other, ours.Except(theirs)).Concat(Missing(service, kind, other, this, theirs.Except(ours)));

    private static IEnumerable<string> Missing(
        string service, string kind, Platform has, Platform lacks, IEnumerable<string> names) =>
        from name in names.Order()
        where !IntendedDifferences.Covers(has.Way, lacks.Way, service, name)
        select $"{(service.Length > 0 ? service + ": " : "")}{kind} {name} is in {has.Way} and not in {lacks.Way}.";

    private static HashSet<string> Names(IReadOnlyList<DeclaredService> services) =>
        [.. services.Select(service => service.Name)];
}
