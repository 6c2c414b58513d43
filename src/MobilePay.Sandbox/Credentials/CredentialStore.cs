using System.Text.Json;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Credentials;

/// <summary>Makes the keys at the first start and reads the same ones at every later start.</summary>
internal static class CredentialStore
{
    public static OutsideWorldKeys LoadOrCreate(SandboxOptions options)
    {
        Directory.CreateDirectory(options.Directory);
        var published = Path.Combine(options.Directory, "credentials.json");
        var hidden = Path.Combine(options.Directory, "channel-keys.json");

        if (!File.Exists(published) || !File.Exists(hidden))
        {
            var fresh = CredentialIssue.Create(options.Ports);
            // The hidden file first: whoever waits for credentials.json finds a sandbox that can answer.
            WriteWhole(hidden, WireJson.Write(fresh.Hidden));
            WriteWhole(published, WireJson.Write(fresh.Published));
        }

        var known = Read<PublishedCredentials>(published);
        var current = CredentialIssue.AtPorts(known, options.Ports);
        if (current != known)
            WriteWhole(published, WireJson.Write(current));
        return new OutsideWorldKeys(current, Read<ChannelPrivateKeys>(hidden));
    }

    private static T Read<T>(string path) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(path), WireJson.Strict)
        ?? throw new InvalidDataException($"{Path.GetFileName(path)} is empty.");

    private static void WriteWhole(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        var draft = path + ".new";
        File.Delete(draft);
        using (var writer = new StreamWriter(draft, options))
            writer.Write(text);
        File.Move(draft, path, overwrite: true);
    }
}
