using System.Security.Cryptography;
using System.Text.Json;

namespace MobilePay.LocalHost;

/// <summary>Random secrets of one local installation: made at the first need, kept in a file only its owner reads.</summary>
internal sealed class LocalSecrets(string file)
{
    private readonly Lock gate = new();

    /// <summary>32 random bytes in Base64.</summary>
    public string Key(string name) => Get(name, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Letters and digits only, so that it needs no escaping in any connection string.</summary>
    public string Password(string name) => Get(name, () => RandomNumberGenerator.GetHexString(40, lowercase: true));

    private string Get(string name, Func<string> make)
    {
        lock (gate)
        {
            var secrets = File.Exists(file)
                ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(file)) ?? []
                : [];
            if (secrets.TryGetValue(name, out var known))
                return known;

            secrets[name] = make();
            AtomicFile.Write(file, JsonSerializer.Serialize(secrets));
            return secrets[name];
        }
    }
}
