using System.Text.RegularExpressions;

namespace MobilePay.Tidy.Tests;

/// <summary>Reads the tree and holds it against the house style.</summary>
public sealed partial class TidyTests
{
    private const int LinesMax = 300;
    private const int WidthMax = 130;

    private static readonly string Root = FindRoot();

    private static readonly string[] ForbiddenNames =
        ["Common", "Utils", "Utility", "Helper", "Manager", "Processor", "Dto", "Info", "Base", "Data"];

    // What every service may use; everything else under src is a service, and services do not know each other.
    private static readonly string[] Shared = ["MobilePay.Primitives", "MobilePay.Contracts", "MobilePay.ServiceDefaults"];

    [Fact]
    public void Files_are_short() =>
        Sources().Where(f => File.ReadLines(f).Count() > LinesMax).Select(Relative).ShouldBeEmpty();

    [Fact]
    public void Lines_are_short() =>
        Sources().SelectMany(file => Offences(file, line => Width(line) > WidthMax)).ShouldBeEmpty();

    [Fact]
    public void Time_comes_from_a_time_provider() =>
        Sources().SelectMany(file => Offences(file, line => Clock().IsMatch(line))).ShouldBeEmpty();

    [Fact]
    public void No_test_and_no_service_sleeps() =>
        Sources().SelectMany(file => Offences(file, line => line.Contains("Thread" + ".Sleep", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void No_test_is_skipped() =>
        Sources().SelectMany(file => Offences(file, line => line.Contains("Skip" + " =", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void No_amount_is_a_decimal_or_a_double() =>
        Sources("src").SelectMany(file => Offences(file, line => FloatingAmount().IsMatch(line))).ShouldBeEmpty();

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        var offences =
            from file in Sources()
            from Match type in TypeName().Matches(File.ReadAllText(file))
            let words = Word().Matches(type.Groups[1].Value).Select(w => w.Value)
            from word in words.Intersect(ForbiddenNames)
            select $"{Relative(file)}: {type.Groups[1].Value}";
        offences.ShouldBeEmpty();
    }

    [Fact]
    public void No_service_references_a_service()
    {
        var offences =
            from project in Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            from Match reference in ProjectReference().Matches(File.ReadAllText(project))
            let name = reference.Groups[1].Value
            where !Shared.Contains(name)
            select $"{Relative(project)} references {name}";
        offences.ShouldBeEmpty();
    }

    [Fact]
    public void The_sandbox_shares_no_code_with_those_it_tests() =>
        File.ReadAllText(Path.Combine(Root, "src", "MobilePay.Sandbox", "MobilePay.Sandbox.csproj"))
            .ShouldNotContain("ProjectReference");

    [Fact]
    public void Domains_know_nothing_of_web_database_or_bus()
    {
        var offences =
            from file in Sources("src")
            where file.Contains(Path.DirectorySeparatorChar + "Domain" + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            from offence in Offences(file, line =>
                Regex.IsMatch(line, @"^using (Microsoft\.(AspNetCore|EntityFrameworkCore)|MassTransit)"))
            select offence;
        offences.ShouldBeEmpty();
    }

    [Fact]
    public void Versions_stand_in_one_place_and_are_exact()
    {
        var versions = PackageVersion().Matches(File.ReadAllText(Path.Combine(Root, "Directory.Packages.props")));
        versions.Count.ShouldBeGreaterThan(20);
        versions.Select(m => m.Groups[1].Value).Where(v => !Regex.IsMatch(v, @"^\d+(\.\d+){1,3}$")).ShouldBeEmpty();

        var elsewhere =
            from project in Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories)
            where Regex.IsMatch(File.ReadAllText(project), "<PackageReference[^>]* Version=")
            select Relative(project);
        elsewhere.ShouldBeEmpty();
    }

    [Fact]
    public void The_bus_stays_on_the_free_version() =>
        File.ReadAllText(Path.Combine(Root, "Directory.Packages.props"))
            .ShouldContain("Include=\"MassTransit.RabbitMQ\" Version=\"8.5.");

    private static IEnumerable<string> Offences(string file, Func<string, bool> offends) =>
        File.ReadLines(file).Select((line, i) => (line, i))
            .Where(l => offends(l.line)).Select(l => $"{Relative(file)}:{l.i + 1}");

    private static IEnumerable<string> Sources(params string[] under)
    {
        string[] folders = under is [] ? ["src", "aspire", "tests"] : under;
        return folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Generated().IsMatch(file));
    }

    // A Chinese character is as wide as two letters on paper, but it is one to read.
    private static int Width(string line) => line.Length;

    private static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "MobilePay.sln")))
                return folder.FullName;
        throw new InvalidOperationException("MobilePay.sln is not above the test's folder.");
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b")]
    private static partial Regex Clock();

    [GeneratedRegex(
        @"\b(decimal|double|float)\??\s+\w*(amount|price|fee|total|payable|refund|money|fen|yuan)\w*", RegexOptions.IgnoreCase)]
    private static partial Regex FloatingAmount();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?:struct\s+|class\s+)?([A-Z]\w+)")]
    private static partial Regex TypeName();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"ProjectReference Include=""[^""]*?([\w.]+)\.csproj""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"PackageVersion Include=""[^""]+"" Version=""([^""]+)""")]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"[\\/](bin|obj|Migrations)[\\/]")]
    private static partial Regex Generated();
}
