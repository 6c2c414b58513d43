using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace MobilePay.BankSettlement.Clients.Statements;

/// <summary>Our key at a bank's server.</summary>
internal static class SftpKey
{
    // In an environment variable line ends are often written as \n.
    public static PrivateKeyFile Read(string pem) =>
        new(new MemoryStream(Encoding.ASCII.GetBytes(pem.Replace("\\n", "\n", StringComparison.Ordinal).Trim() + "\n")));

    public static bool IsReadable(string pem)
    {
        try
        {
            Read(pem).Dispose();
            return true;
        }
        catch (Exception unreadable) when (unreadable is SshException or FormatException or ArgumentException
            or System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }
}
