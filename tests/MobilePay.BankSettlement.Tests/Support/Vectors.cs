using System.Text.Json;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>Known inputs with known results: our own, made by make.py, and the shared ones published by others.</summary>
internal static class Vectors
{
    public static readonly JsonElement Own = Read(Path.Combine(AppContext.BaseDirectory, "Vectors", "wechat.json"));

    public static readonly JsonElement Alipay = Read(Path.Combine(AppContext.BaseDirectory, "Vectors", "alipay.json"));

    public static readonly JsonElement UnionPay = Read(Path.Combine(AppContext.BaseDirectory, "Vectors", "unionpay.json"));

    /// <summary>The shared folder beside the repository; null where it is absent.</summary>
    public static string? SharedFolder { get; } = FindShared();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static IEnumerable<JsonElement> Shared(string file) =>
        Read(Path.Combine(SharedFolder!, file)).GetProperty("vectors").EnumerateArray();

    private static JsonElement Read(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

    private static string? FindShared()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MobilePay.sln")))
            folder = folder.Parent;
        if (folder is null)
            return null;

        var shared = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "reference", "vectors"));
        return Directory.Exists(shared) ? shared : null;
    }
}
