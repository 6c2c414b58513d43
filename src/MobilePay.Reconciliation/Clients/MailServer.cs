using System.Net.Sockets;
using System.Security.Cryptography;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients;

/// <summary>The hospital's mail server. It has a mail once it answered so; a mail it may have twice bears the same id.</summary>
public sealed class MailServer(IOptions<MailOptions> options)
{
    private const int MillisecondsMax = 20_000;

    /// <returns>Why it did not take the mail, or null.</returns>
    public async Task<Error?> Send(Mail mail, IReadOnlyList<string> to, CancellationToken stop)
    {
        var settings = options.Value;
        using var client = new SmtpClient { Timeout = MillisecondsMax };
        if (settings.CertificateSha256.Length > 0)
            client.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate is not null
                && certificate.GetCertHashString(HashAlgorithmName.SHA256)
                    .Equals(settings.CertificateSha256, StringComparison.OrdinalIgnoreCase);
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, Of(settings.Security), stop);
            if (settings.User.Length > 0)
                await client.AuthenticateAsync(settings.User, settings.Password, stop);
            await client.SendAsync(MessageOf(mail, to, settings), stop);
        }
        catch (AuthenticationException)
        {
            return Problem("mail.sign-in-refused", "The mail server does not take this user and password.");
        }
        catch (SslHandshakeException)
        {
            return Problem("mail.certificate", "The mail server's certificate is not one to be trusted.");
        }
        catch (SmtpCommandException refused)
        {
            return Problem($"mail.refused-{(int)refused.StatusCode}", "The mail server refused sender, receiver or mail.");
        }
        catch (Exception away) when (IsAway(away, stop))
        {
            return Problem("mail.server-away", "The mail server does not answer as one does.");
        }

        // It has the mail: how the farewell goes does not matter any more.
        try
        {
            await client.DisconnectAsync(quit: true, stop);
        }
        catch (Exception away) when (IsAway(away, stop))
        {
        }

        return null;
    }

    private static bool IsAway(Exception failure, CancellationToken stop) =>
        failure is SocketException or IOException or ProtocolException or CommandException or ServiceNotAuthenticatedException
            or NotSupportedException or TimeoutException
        || (failure is OperationCanceledException && !stop.IsCancellationRequested);

    private static MimeMessage MessageOf(Mail mail, IReadOnlyList<string> to, MailOptions settings)
    {
        var from = MailboxAddress.Parse(settings.From);
        var message = new MimeMessage
        {
            MessageId = $"{mail.Id:N}@{from.Domain}",
            Date = mail.CreatedAt,
            Subject = mail.Subject,
            Body = new TextPart("plain") { Text = mail.Body },
        };
        message.From.Add(from);
        message.To.AddRange(to.Select(MailboxAddress.Parse));
        return message;
    }

    private static SecureSocketOptions Of(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
    };

    private static Error Problem(string code, string message) => new(ErrorKind.Unavailable, code, message);
}
