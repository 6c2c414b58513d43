using Microsoft.Extensions.Options;

namespace MobilePay.Sandbox.Bank;

/// <summary>Lets what was accepted end a moment later; a restart goes on with what the last process left under way.</summary>
internal sealed class BankEnding(
    BankBook book, BankNotices notices, IOptions<SandboxOptions> options, TimeProvider clock, IHostApplicationLifetime life)
    : BackgroundService
{
    public void Start(BankTrade trade) => _ = Task.Run(async () =>
    {
        var stop = life.ApplicationStopping;
        await Task.Delay(trade.IsPayment ? options.Value.BankPaysAfter : options.Value.RefundAfter, clock, stop)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stop.IsCancellationRequested && book.End(trade.Key) is { State: BankState.Success } ended)
            notices.Start(ended);
    }, CancellationToken.None);

    /// <summary>The race in which the notice arrives before the call is answered.</summary>
    public async Task EndNow(string key)
    {
        if (book.End(key) is { State: BankState.Success } ended)
            await notices.SendFirst(ended);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var trade in book.Trades.All)
        {
            if (trade.State == BankState.Processing)
                Start(trade);
            else if (BankNotices.IsOwed(trade))
                notices.Start(trade);
        }

        foreach (var token in book.Tokens.All.Where(BankNotices.IsOwed))
            notices.Start(token);

        return Task.CompletedTask;
    }
}
