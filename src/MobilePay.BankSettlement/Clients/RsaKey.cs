using System.Security.Cryptography;

namespace MobilePay.BankSettlement.Clients;

/// <summary>
/// An RSA key imported once. .NET promises nothing about one RSA object used by two threads, so there is one for each
/// processor, under a lock of its own: as many signatures at a time as the machine can compute, and never an import on the way.
/// </summary>
internal sealed class RsaKey : IDisposable
{
    private readonly RSA[] copies;

    private RsaKey(Func<RSA> import) => copies = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => import())];

    /// <param name="text">PEM or, as Alipay's tools give it, bare base64; PKCS#1 or PKCS#8.</param>
    /// <exception cref="CryptographicException">The text is no private key.</exception>
    /// <exception cref="ArgumentException">The text is no PEM.</exception>
    public static RsaKey Private(string text)
    {
        var key = new RsaKey(() => Import(text, ImportPrivate));
        // A public key in PEM imports just as well, and would only fail at the first patient.
        key.Sign([]);
        return key;
    }

    /// <inheritdoc cref="Private"/>
    public static RsaKey Public(string text) =>
        new(() => Import(text, (rsa, der) => rsa.ImportSubjectPublicKeyInfo(der, out _)));

    public static bool IsPrivate(string text) => Imports(() => Private(text));

    public static bool IsPublic(string text) => Imports(() => Public(text));

    public byte[] Sign(byte[] message)
    {
        var rsa = Mine;
        lock (rsa)
            return rsa.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public bool Verify(byte[] message, byte[] signature)
    {
        var rsa = Mine;
        lock (rsa)
            return rsa.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>A signature that is no base64 is a wrong one.</summary>
    public bool Verify(byte[] message, string signature)
    {
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature, bytes, out var length) && Verify(message, bytes[..length]);
    }

    public void Dispose() => Array.ForEach(copies, rsa => rsa.Dispose());

    private RSA Mine => copies[Thread.GetCurrentProcessorId() % copies.Length];

    // In an environment variable line ends are often written as \n.
    private static RSA Import(string text, Action<RSA, byte[]> importDer)
    {
        var rsa = RSA.Create();
        var lines = text.Replace("\\n", "\n", StringComparison.Ordinal);
        if (lines.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            rsa.ImportFromPem(lines);
            return rsa;
        }

        var der = new byte[lines.Length];
        if (!Convert.TryFromBase64String(lines, der, out var length))
            throw new CryptographicException("The key is neither PEM nor base64.");

        importDer(rsa, der[..length]);
        return rsa;
    }

    private static void ImportPrivate(RSA rsa, byte[] der)
    {
        try
        {
            rsa.ImportPkcs8PrivateKey(der, out _);
        }
        catch (CryptographicException)
        {
            rsa.ImportRSAPrivateKey(der, out _);
        }
    }

    private static bool Imports(Func<RsaKey> import)
    {
        try
        {
            import().Dispose();
            return true;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
