using Microsoft.Extensions.Options;

namespace MobilePay.Reconciliation.Features.Mails;

/// <summary>
/// Looks from time to time whether there is something finance should be told. What is told is read from the books and written
/// down once under its key, so nothing is lost by a crash, and nothing told twice by several replicas.
/// </summary>
public sealed class WriteMails(
    IServiceScopeFactory scopes, IOptions<MailOptions> options, TimeProvider clock, ILogger<WriteMails> log) : BackgroundService
{
    private readonly Dictionary<string, DateOnly?> complete = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsOn)
        {
            log.LogInformation("Mail to finance is off: Mail__Host is not set");
            return;
        }

        using var tick = new PeriodicTimer(options.Value.Every, clock);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var receiver in options.Value.To)
                await WriteFor(receiver, stoppingToken);
        }
    }

    private async Task WriteFor(MailReceiver receiver, CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            complete[receiver.HospitalId] = await scope.ServiceProvider.GetRequiredService<MailsDue>()
                .Write(receiver, complete.GetValueOrDefault(receiver.HospitalId), stop);
        }
        // A database that is away must not end the work for good.
        catch (Exception broken) when (broken is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.LogError(broken, "What finance should be told could not be read; trying again");
        }
    }
}
