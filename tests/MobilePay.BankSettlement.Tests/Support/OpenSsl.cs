using System.ComponentModel;
using System.Diagnostics;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>The openssl command: another implementation than the one under test.</summary>
internal static class OpenSsl
{
    public static async Task<bool> Verifies(string publicKeyPem, byte[] message, byte[] signature)
    {
        var folder = Directory.CreateTempSubdirectory("openssl");
        try
        {
            var key = Path.Combine(folder.FullName, "key");
            var sign = Path.Combine(folder.FullName, "sign");
            var text = Path.Combine(folder.FullName, "text");
            await File.WriteAllTextAsync(key, publicKeyPem);
            await File.WriteAllBytesAsync(sign, signature);
            await File.WriteAllBytesAsync(text, message);
            return await Run("dgst", "-sha256", "-verify", key, "-signature", sign, text) == 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> Run(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(
                "The openssl command is missing; install it, signatures are checked against it.", missing);
        }
    }
}
