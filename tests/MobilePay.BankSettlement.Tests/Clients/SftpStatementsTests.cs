using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MobilePay.BankSettlement.Clients.Statements;
using MobilePay.BankSettlement.Tests.Support;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Tests.Clients;

/// <summary>A bank's folder behind a real SSH server.</summary>
public sealed class SftpStatementsTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 11, 27);
    private BanksFolder bank = null!;

    public async Task InitializeAsync() => bank = await BanksFolder.Start();

    public async Task DisposeAsync() => await bank.DisposeAsync();

    [Fact]
    public async Task The_days_file_is_taken_whole_and_under_its_name()
    {
        var content = new string('甲', 300_000);
        bank.Drop("1127/INN26112788ZM_777.zip", content);
        bank.Drop("1127/readme.txt", "another file");
        bank.Drop("1126/INN26112688ZM_777.zip", "yesterday's");

        using var file = (await Fetch()).Value!;

        file.Name.ShouldBe("INN26112788ZM_777.zip");
        using var reader = new StreamReader(file.Content);
        (await reader.ReadToEndAsync()).ShouldBe(content);
    }

    [Fact]
    public async Task Another_host_key_is_never_spoken_to()
    {
        bank.Drop("1127/INN26112788ZM_777.zip", "content");

        (await Code(hostKey: "SHA256:" + new string('A', 43))).ShouldBe("statement.host-key-differs");
    }

    [Theory]
    [InlineData("1127/INN26112788ZM_778.zip")]
    [InlineData("1126/INN26112688ZM_777.zip")]
    public async Task A_file_the_bank_has_not_put_there_yet_is_not_there(string other)
    {
        bank.Drop(other, "another merchant's, or another day's");

        (await Code()).ShouldBe("statement.not-there");
    }

    [Fact]
    public async Task A_file_that_still_grows_is_not_taken_until_it_is_whole()
    {
        var path = bank.Drop("1127/INN26112788ZM_777.zip", "");
        using var done = new CancellationTokenSource();
        var writing = Grow(path, done.Token);

        (await Code()).ShouldBe("statement.not-there");

        await done.CancelAsync();
        await writing;
        using var file = (await Fetch()).Value!;
        file.Content.Length.ShouldBe(new FileInfo(path).Length);
    }

    [Fact]
    public async Task Two_files_that_fit_are_taken_by_nobody()
    {
        bank.Drop("1127/INN26112788ZM_777.zip", "content");
        bank.Drop("1127/INN26112701ZM_777.zip", "content");

        (await Code()).ShouldBe("statement.ambiguous");
    }

    [Fact]
    public async Task A_key_the_bank_does_not_know_and_a_bank_that_is_away_are_told_apart()
    {
        bank.Drop("1127/INN26112788ZM_777.zip", "content");
        await using var another = await BanksFolder.Start();

        (await Code(key: another.PrivateKeyPem)).ShouldBe("statement.refused-by-channel");
        (await Code(port: 1)).ShouldBe("statement.unanswered");
    }

    [Fact]
    public void Settings_that_can_never_work_are_found_at_start()
    {
        var faults = new StatementOptionsCheck().Validate(null, new()
        {
            Sftp = [new() { HospitalId = "H1", Channel = "wechat", MerchantId = "777", Host = "bank.example", User = "hospital",
                PrivateKeyPem = "no key", HostKey = "SHA256:short", File = "{yyyymmdd}.zip" }],
        }).Failures!.ToList();

        faults.Count.ShouldBe(4);
        faults.ShouldContain(f => f.Contains("Channel", StringComparison.Ordinal));
        faults.ShouldContain(f => f.Contains("PrivateKeyPem", StringComparison.Ordinal));
        faults.ShouldContain(f => f.Contains("HostKey", StringComparison.Ordinal));
        faults.ShouldContain(f => f.Contains("braces", StringComparison.Ordinal));
    }

    private async Task<string> Code(string? hostKey = null, string? key = null, int? port = null) =>
        (await Fetch(hostKey, key, port)).Error!.Code;

    private async Task<Result<StatementFile>> Fetch(string? hostKey = null, string? key = null, int? port = null)
    {
        var settings = new SftpStatementOptions
        {
            HospitalId = "H1",
            Channel = "bank",
            MerchantId = "777",
            Host = "127.0.0.1",
            Port = port ?? bank.Port,
            User = Environment.UserName,
            PrivateKeyPem = (key ?? bank.PrivateKeyPem).ReplaceLineEndings("\\n"),
            HostKey = hostKey ?? bank.HostKey,
            Folder = bank.Files + "/{MMdd}",
            File = "INN{yyMMdd}*_777.zip",
        };
        var options = new StatementOptions { UnchangedFor = TimeSpan.FromMilliseconds(300), Sftp = [settings] };
        new StatementOptionsCheck().Validate(null, options).Succeeded.ShouldBeTrue();
        var sftp = new SftpStatements(Options.Create(options), TimeProvider.System, NullLogger<SftpStatements>.Instance);
        return await sftp.Fetch(settings, Day, CancellationToken.None);
    }

    private static async Task Grow(string path, CancellationToken done)
    {
        await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        while (!done.IsCancellationRequested)
        {
            await file.WriteAsync(new byte[100], CancellationToken.None);
            await file.FlushAsync(CancellationToken.None);
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
