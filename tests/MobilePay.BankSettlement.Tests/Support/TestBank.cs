using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using MobilePay.BankSettlement.Clients.UnionPay;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>The one bank merchant of these tests, with the keys and certificates of our vectors.</summary>
internal static class TestBank
{
    public const string MerId = "777290058100001";
    public const string TrId = "62000000001";

    public static BankMerchantOptions Options => new()
    {
        HospitalId = TestMerchant.Hospital,
        MerId = MerId,
        CertId = Vectors.UnionPay.Text("certId"),
        PrivateKeyPem = Vectors.UnionPay.Text("merchantKeyPem"),
        AcquirerCertPem = Vectors.UnionPay.Text("rootCertPem"),
        TrId = TrId,
        EncryptCertPem = Vectors.UnionPay.Text("encryptCertPem"),
    };
}

/// <summary>Keeps every line of the log, with exceptions and all.</summary>
internal sealed class WrittenLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public string Text => string.Join('\n', lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{formatter(state, exception)} {exception}"));

    public void Dispose()
    {
    }
}
