using System.Security.Cryptography;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>
/// An RSA key imported once. .NET promises nothing about one RSA object used by two threads, so there is one for each
/// processor, under a lock of its own: as many signatures at a time as the machine can compute, and never an import on the way.
/// </summary>
internal sealed class RsaKey : IDisposable
{
    private readonly RSA[] copies;

    private RsaKey(string pem) => copies = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Import(pem))];

    /// <exception cref="CryptographicException">The text is no private key.</exception>
    /// <exception cref="ArgumentException">The text is no PEM.</exception>
    public static RsaKey Private(string pem)
    {
        var key = new RsaKey(pem);
        // A public key imports just as well, and would only fail at the first patient.
        key.Sign([]);
        return key;
    }

    /// <inheritdoc cref="Private"/>
    public static RsaKey Public(string pem) => new(pem);

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

    public void Dispose() => Array.ForEach(copies, rsa => rsa.Dispose());

    private RSA Mine => copies[Thread.GetCurrentProcessorId() % copies.Length];

    // In an environment variable line ends are often written as \n.
    private static RSA Import(string pem)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem.Replace("\\n", "\n", StringComparison.Ordinal));
        return rsa;
    }
}
