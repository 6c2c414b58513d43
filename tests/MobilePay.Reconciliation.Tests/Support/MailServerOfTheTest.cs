using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>A mail server with TLS and a password, as a hospital has one; it keeps what it was given.</summary>
internal sealed class MailServerOfTheTest : IAsyncDisposable
{
    public const string User = "finance@example.org";
    public const string Password = "correct horse";

    private static readonly X509Certificate2 Certificate = NewCertificate();
    private readonly CancellationTokenSource ending = new();
    private readonly Task running;
    private readonly ConcurrentQueue<Taken> taken = new();

    private MailServerOfTheTest(int port, bool isTlsFromTheStart)
    {
        var services = new ServiceProvider();
        services.Add(new Store(taken));
        services.Add(new Users());
        var options = new SmtpServerOptionsBuilder().ServerName("mail.example.org").Endpoint(endpoint => endpoint
            .Endpoint(new IPEndPoint(IPAddress.Loopback, port)).Certificate(Certificate).IsSecure(isTlsFromTheStart)
            .AuthenticationRequired().AllowUnsecureAuthentication(false)).Build();
        running = new SmtpServer.SmtpServer(options, services).StartAsync(ending.Token);
    }

    public sealed record Taken(MimeMessage Message, string From, IReadOnlyList<string> To, bool WasSecure, string SignedInAs);

    public static string CertificateSha256 => Certificate.GetCertHashString(HashAlgorithmName.SHA256);

    public IReadOnlyList<Taken> Mails => [.. taken];

    public static MailServerOfTheTest Start(int port, bool isTlsFromTheStart = false) => new(port, isTlsFromTheStart);

    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=mail.example.org", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class Store(ConcurrentQueue<Taken> taken) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var bytes = new MemoryStream(buffer.ToArray());
            taken.Enqueue(new(await MimeMessage.LoadAsync(bytes, cancellationToken), transaction.From.User,
                [.. transaction.To.Select(to => $"{to.User}@{to.Host}")], context.Pipe.IsSecure, context.Authentication.User));
            return SmtpResponse.Ok;
        }
    }

    private sealed class Users : UserAuthenticator
    {
        public override Task<bool> AuthenticateAsync(
            ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
            Task.FromResult(user == User && password == Password);
    }
}
