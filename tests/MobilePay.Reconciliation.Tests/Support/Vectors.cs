using Xunit.Abstractions;

namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>Published samples lie beside the repository, never in it; where they do not, the output says so.</summary>
internal static class Vectors
{
    public static byte[]? Read(string file, ITestOutputHelper output)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "reference", "vectors", file);
            if (File.Exists(path))
                return File.ReadAllBytes(path);
        }

        output.WriteLine($"NOT CHECKED: ../shared/reference/vectors/{file} is not there.");
        return null;
    }
}
