using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace MobilePay.Reconciliation;

public enum MailSecurity
{
    /// <summary>For a relay on the same machine; it takes no password.</summary>
    None,

    StartTls,
    Tls,
}

/// <summary>Mail to finance. Without a host nothing is written and nothing is sent.</summary>
public sealed class MailOptions : IValidatableObject
{
    public string Host { get; init; } = "";

    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;
    public string User { get; init; } = "";
    public string Password { get; init; } = "";

    /// <summary>
    /// SHA-256 of the server's certificate in hex, for a server whose certificate no public authority issued; no other is
    /// taken then.
    /// </summary>
    [RegularExpression("^([0-9a-fA-F]{64})?$")]
    public string CertificateSha256 { get; init; } = "";

    public string From { get; init; } = "";

    /// <summary>Who reads the mail of which hospital; a hospital that is not named here gets none.</summary>
    public IReadOnlyList<MailReceiver> To { get; init; } = [];

    /// <summary>Where the console is, for the link in a mail.</summary>
    public string ConsoleUrl { get; init; } = "";

    /// <summary>From when on, China time, the differences of the day before are told.</summary>
    public TimeOnly DigestFrom { get; init; } = new(10, 30);

    /// <summary>From when on a file of the day before that is not here is missing.</summary>
    public TimeOnly MissingFrom { get; init; } = new(14, 0);

    /// <summary>How often it looks for what is to be written and what is to be sent.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(30);

    internal bool IsOn => Host.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn)
            yield break;
        if (!MailboxAddress.TryParse(From, out _))
            yield return new("Mail:From is an address, as Finance <finance@example.com>.");
        if (User.Length > 0 && Security == MailSecurity.None)
            yield return new("Mail:User needs Security StartTls or Tls: a password is not sent in the clear.");
        foreach (var receiver in To)
            if (receiver.HospitalId.Length == 0 || receiver.Addresses.Count == 0
                || receiver.Addresses.Any(a => !MailboxAddress.TryParse(a, out _)))
                yield return new("Each of Mail:To has a HospitalId and Addresses that are addresses.");
    }
}

public sealed class MailReceiver
{
    public string HospitalId { get; init; } = "";

    /// <summary>The hospital's name as it stands in the subject.</summary>
    public string Name { get; init; } = "";

    public IReadOnlyList<string> Addresses { get; init; } = [];
}
