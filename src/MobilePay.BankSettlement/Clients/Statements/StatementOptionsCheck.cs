using Microsoft.Extensions.Options;

namespace MobilePay.BankSettlement.Clients.Statements;

/// <summary>Finds a wrong setting at start instead of at the first night. It never shows a key or a password.</summary>
internal sealed class StatementOptionsCheck : IValidateOptions<StatementOptions>
{
    private const string KeyStart = "SHA256:";
    private const int KeyLength = 43;

    public ValidateOptionsResult Validate(string? name, StatementOptions options)
    {
        var faults = options.Sftp.SelectMany(FaultsOf).ToList();
        faults.AddRange(options.Sftp.GroupBy(s => (s.HospitalId, s.Channel, s.MerchantId)).Where(same => same.Count() > 1)
            .Select(same => $"Two of Statements__Sftp are for {same.Key.Channel} {same.Key.MerchantId}."));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(SftpStatementOptions from, int index)
    {
        (string Name, string Value)[] required =
        [
            (nameof(from.HospitalId), from.HospitalId),
            (nameof(from.MerchantId), from.MerchantId),
            (nameof(from.Host), from.Host),
            (nameof(from.User), from.User),
            (nameof(from.Folder), from.Folder),
            (nameof(from.File), from.File),
        ];
        foreach (var (setting, value) in required)
        {
            if (string.IsNullOrWhiteSpace(value))
                yield return $"Statements__Sftp__{index}__{setting} is not set.";
        }

        if (from.Channel is not ("bank" or SftpStatements.AccountChannel))
            yield return $"Statements__Sftp__{index}__Channel is bank or account.";
        if (from.Port is < 1 or > 65535)
            yield return $"Statements__Sftp__{index}__Port is no port.";
        if (string.IsNullOrEmpty(from.Password) == string.IsNullOrEmpty(from.PrivateKeyPem))
            yield return $"Statements__Sftp__{index} needs either Password or PrivateKeyPem.";
        else if (!string.IsNullOrEmpty(from.PrivateKeyPem) && !SftpKey.IsReadable(from.PrivateKeyPem))
            yield return $"Statements__Sftp__{index}__PrivateKeyPem is not a readable private key without a passphrase.";
        if (!from.HostKey.StartsWith(KeyStart, StringComparison.Ordinal) || from.HostKey.Length != KeyStart.Length + KeyLength)
            yield return $"Statements__Sftp__{index}__HostKey is SHA256: and 43 characters, as ssh-keygen -l shows it.";
        if (!DatedName.IsFilled(from.Folder) || !DatedName.IsFilled(from.File))
            yield return $"Statements__Sftp__{index} may hold {{yyyyMMdd}}, {{yyyy-MM-dd}}, {{yyMMdd}} and {{MMdd}}, "
                + "no other braces.";
    }
}
