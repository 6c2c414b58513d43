using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Mails;
using MobilePay.Reconciliation.Persistence;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features.Mails;

/// <summary>Mail to finance, from what is in the books to a real mail server.</summary>
[Collection(nameof(Books))]
public sealed class MailTests(Books books) : IAsyncLifetime
{
    private const string Reader = "zhao@example.org";
    private static readonly DateOnly Day = PlantedDay.Day;

    private readonly string hospital = "mails-" + Guid.NewGuid().ToString("N");
    private readonly int port = MailServerOfTheTest.FreePort();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 2, 29, 0, TimeSpan.Zero));

    // The sender takes every hospital's mail, so what another test left waiting is not to be here.
    public async Task InitializeAsync()
    {
        await using var db = books.Open();
        await db.Mails.ExecuteDeleteAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("StartTls")]
    [InlineData("Tls")]
    public async Task What_is_open_after_the_run_is_told_once_over_tls_in_both_languages(string security)
    {
        await books.Put(hospital, new PlantedDay(seed: 7, orders: 30));
        await books.Reconcile(hospital, Day);
        var open = (await books.Differences(hospital))
            .Where(d => d.Status == DifferenceStatus.Open && d.Class != DifferenceClass.InTransit).ToList();
        await using var server = MailServerOfTheTest.Start(port, isTlsFromTheStart: security == "Tls");
        await using var service = Service(security: security);

        await Write(service);
        (await Mails()).ShouldBeEmpty("it is 10:29 in China");
        clock.Advance(TimeSpan.FromMinutes(1));
        await Write(service);
        await Write(service);
        (await Send(service)).ShouldBe(1);
        (await Send(service)).ShouldBe(0);

        var mail = server.Mails.ShouldHaveSingleItem();
        (mail.WasSecure, mail.SignedInAs).ShouldBe((true, MailServerOfTheTest.User));
        mail.To.ShouldBe([Reader]);
        mail.Message.Subject.ShouldBe($"[示例医院] 2026-11-23 对账差异 {open.Count} 笔 / {open.Count} open differences");
        var body = mail.Message.TextBody.ShouldNotBeNull();
        body.ShouldContain($"共有 {open.Count} 笔差异未处理");
        body.ShouldContain($"there are {open.Count} open differences");
        body.ShouldContain($"1-3 days: {open.Count}, over {Yuan(open.Sum(d => Math.Max(0, d.DifferenceFen)))}, "
            + $"short {Yuan(open.Sum(d => Math.Max(0, -d.DifferenceFen)))}");
        body.ShouldContain("https://console.example.org/");
        body.IndexOf("长款", StringComparison.Ordinal).ShouldBeLessThan(body.IndexOf("over", StringComparison.Ordinal));
        mail.Message.MessageId.ShouldStartWith((await Mails()).Single().Id.ToString("N"));
    }

    [Fact]
    public async Task A_server_that_is_away_gets_the_mail_when_it_is_back()
    {
        await Refuse("bill.csv");
        await using var service = Service();
        await Write(service);

        (await Send(service)).ShouldBe(1);
        var waiting = (await Mails()).ShouldHaveSingleItem();
        (waiting.Problem, waiting.Tries, waiting.SentAt).ShouldBe(("mail.server-away", 1, null));
        await using var server = MailServerOfTheTest.Start(port);
        (await Send(service)).ShouldBe(0, "the next try is in a minute");
        clock.Advance(TimeSpan.FromMinutes(1));
        (await Send(service)).ShouldBe(1);

        server.Mails.ShouldHaveSingleItem().Message.TextBody.ShouldNotBeNull().ShouldContain("statement.truncated");
        (await Mails()).ShouldHaveSingleItem().SentAt.ShouldBe(clock.GetUtcNow());
    }

    [Fact]
    public async Task A_wrong_password_leaves_the_mail_queued_and_is_visible()
    {
        await Refuse("bill.csv");
        await using var server = MailServerOfTheTest.Start(port);
        await using var service = Service(password: "wrong");
        await Write(service);

        await Send(service);
        clock.Advance(TimeSpan.FromMinutes(1));
        await Send(service);

        server.Mails.ShouldBeEmpty();
        using var http = service.CreateClient();
        var listed = (await http.GetFromJsonAsync<JsonElement>("/mails?hospitalId=" + hospital))[0];
        listed.GetProperty("problem").GetString().ShouldBe("mail.sign-in-refused");
        listed.GetProperty("tries").GetInt32().ShouldBe(2);
        listed.GetProperty("nextTryAt").GetDateTimeOffset().ShouldBe(clock.GetUtcNow().AddMinutes(5));
        listed.TryGetProperty("sentAt", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task No_password_is_told_to_a_server_whose_certificate_is_another()
    {
        await Refuse("bill.csv");
        await using var server = MailServerOfTheTest.Start(port);
        await using var service = Service(certificate: new string('0', 64));
        await Write(service);

        await Send(service);

        (await Mails()).ShouldHaveSingleItem().Problem.ShouldBe("mail.certificate");
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_name_adds_a_header_or_a_receiver()
    {
        await Refuse("x\r\nBcc: thief@example.org\r\n\r\nhello\u2028.csv");
        await using var server = MailServerOfTheTest.Start(port);
        await using var service = Service(name: "示例\r\nCc: thief@example.org");
        await Write(service);

        await Send(service);

        var mail = server.Mails.ShouldHaveSingleItem();
        mail.To.ShouldBe([Reader]);
        mail.Message.Headers.Select(h => h.Id).ShouldNotContain(MimeKit.HeaderId.Bcc);
        mail.Message.Headers.Select(h => h.Id).ShouldNotContain(MimeKit.HeaderId.Cc);
        mail.Message.Subject.ShouldBe(
            "[示例  Cc: thief@example.org] 2026-11-23 文件被拒收 / file refused x  Bcc: thief@example.org    hello .csv");
    }

    [Fact]
    public async Task Files_that_are_missing_after_two_are_named_and_only_then()
    {
        await using (var db = books.Open())
        {
            db.PlatformPayments.Add(new()
            {
                HospitalId = hospital,
                OrderNo = "P1",
                Channel = "alipay",
                MerchantId = "2088102122524333",
                ChannelTradeNo = "T1",
                Amount = MobilePay.Primitives.Money.FromFen(100),
                PaidAt = ChinaDays.Midnight(Day).AddHours(12),
            });
            await db.SaveChangesAsync();
        }

        await using var service = Service();
        clock.SetUtcNow(ChinaDays.Midnight(Day.AddDays(1)).AddHours(14).AddSeconds(-1));
        await Write(service);
        (await Mails()).ShouldBeEmpty();
        clock.Advance(TimeSpan.FromSeconds(1));
        await Write(service);

        var mail = (await Mails()).ShouldHaveSingleItem();
        mail.Kind.ShouldBe(MailKind.Missing);
        mail.Body.ShouldContain("支付宝 对账单，商户号 2088102122524333");
        mail.Body.ShouldContain("the hospital's hand-over");
    }

    [Fact]
    public async Task A_day_whose_files_are_all_here_is_not_told_of()
    {
        await books.Put(hospital, new PlantedDay(seed: 9, orders: 5));
        await using var service = Service();
        clock.SetUtcNow(ChinaDays.Midnight(Day.AddDays(1)).AddHours(15));

        await Write(service);

        (await Mails()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Mail:From", "nobody at all <", "Mail:From is an address")]
    [InlineData("Mail:To:0:Addresses:0", "a@b\r\nc", "Addresses that are addresses")]
    [InlineData("Mail:Security", "None", "a password is not sent in the clear")]
    public async Task Settings_that_can_not_be_right_stop_the_start(string setting, string value, string because)
    {
        await using var service = Service().WithWebHostBuilder(web => web.UseSetting(setting, value));

        Should.Throw<Exception>(() => service.CreateClient()).ToString().ShouldContain(because);
    }

    private WebApplicationFactory<ReconciliationDbContext> Service(string security = "StartTls",
        string password = MailServerOfTheTest.Password, string? certificate = null, string name = "示例医院") =>
        books.Service().WithWebHostBuilder(web => web
            .UseSetting("Mail:Host", "127.0.0.1")
            .UseSetting("Mail:Port", port.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .UseSetting("Mail:Security", security)
            .UseSetting("Mail:User", MailServerOfTheTest.User)
            .UseSetting("Mail:Password", password)
            .UseSetting("Mail:CertificateSha256", certificate ?? MailServerOfTheTest.CertificateSha256)
            .UseSetting("Mail:From", "MobilePay <noreply@example.org>")
            .UseSetting("Mail:To:0:HospitalId", hospital)
            .UseSetting("Mail:To:0:Name", name)
            .UseSetting("Mail:To:0:Addresses:0", Reader)
            .UseSetting("Mail:ConsoleUrl", "https://console.example.org/")
            .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock)));

    private static async Task Write(WebApplicationFactory<ReconciliationDbContext> service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var receiver = scope.ServiceProvider.GetRequiredService<IOptions<MailOptions>>().Value.To[0];
        await scope.ServiceProvider.GetRequiredService<MailsDue>().Write(receiver, null, default);
    }

    private async Task<int> Send(WebApplicationFactory<ReconciliationDbContext> service) => await new SendMails(
        service.Services.GetRequiredService<IServiceScopeFactory>(), service.Services.GetRequiredService<MailServer>(),
        service.Services.GetRequiredService<IOptions<MailOptions>>(), clock, NullLogger<SendMails>.Instance).TakeDue(default);

    private async Task Refuse(string fileName)
    {
        await using var db = books.Open();
        db.Statements.Add(new()
        {
            Id = Guid.NewGuid(),
            HospitalId = hospital,
            Channel = "wechat",
            MerchantId = "1900000001",
            Day = Day,
            FileName = fileName,
            Digest = "",
            ReceivedAt = clock.GetUtcNow().AddHours(-1),
            Status = SourceStatus.Refused,
            RefusedFor = "statement.truncated",
        });
        await db.SaveChangesAsync();
    }

    private async Task<List<Mail>> Mails()
    {
        await using var db = books.Open();
        return await db.Mails.Where(m => m.HospitalId == hospital).ToListAsync();
    }

    private static string Yuan(long fen) => MobilePay.Reconciliation.Features.Lists.CsvFile.Yuan(fen);
}
