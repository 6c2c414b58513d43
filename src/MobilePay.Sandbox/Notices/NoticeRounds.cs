using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Faults;

namespace MobilePay.Sandbox.Notices;

internal enum NoticeFlaw
{
    None,
    Unreadable,
    WrongSignature,
}

/// <summary>A notice somebody is owed. <paramref name="Operation"/> names its faults, the part before the dot its channel;
/// <paramref name="RepeatAfter"/> is the documented waits in seconds; <paramref name="Send"/> writes it anew, carries it,
/// counts it and tells whether the merchant took it.</summary>
internal sealed record OwedNotice(
    string Operation, IReadOnlyList<int> RepeatAfter, Func<NoticeFlaw, CancellationToken, Task<bool>> Send)
{
    public string Channel => Operation[..Operation.IndexOf('.', StringComparison.Ordinal)];
}

/// <summary>Repeats notices until they are taken or given up, faults of the board included; for every channel.</summary>
internal sealed class NoticeRounds(
    FaultBoard faults, TimeProvider clock, IHostApplicationLifetime life, IOptions<SandboxOptions> options)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> heldBack = new();

    /// <summary>Tells the merchant in the background.</summary>
    public void Start(OwedNotice notice) => _ = Task.Run(() => Carry(notice), CancellationToken.None);

    /// <summary>One delivery, faults included; true when the merchant took it.</summary>
    public async Task<bool> SendOnce(OwedNotice notice)
    {
        var stop = life.ApplicationStopping;
        var fault = faults.Take(notice.Operation);
        if (fault?.Mode == FaultMode.Drop)
            return false;
        if (fault?.Fault.DelayMs is { } delayMs)
            await Task.Delay(TimeSpan.FromMilliseconds(delayMs), clock, stop);
        if (fault?.Mode == FaultMode.Reorder)
            await UntilNextIsSent(notice.Channel, stop);

        var accepted = false;
        var copies = fault?.Mode == FaultMode.Duplicate ? fault.Value.Fault.Copies ?? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
            accepted |= await notice.Send(FlawOf(fault?.Mode), stop);
        if (heldBack.TryRemove(notice.Channel, out var waiting))
            waiting.SetResult();
        return accepted;
    }

    /// <summary>A second notice is not held behind a first: it is the one the first waits for.</summary>
    private Task UntilNextIsSent(string channel, CancellationToken stop)
    {
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return heldBack.TryAdd(channel, next) ? next.Task.WaitAsync(stop) : Task.CompletedTask;
    }

    private static NoticeFlaw FlawOf(FaultMode? mode) =>
        mode == FaultMode.Garbage ? NoticeFlaw.Unreadable
        : mode == FaultMode.WrongSignature ? NoticeFlaw.WrongSignature : NoticeFlaw.None;

    private async Task Carry(OwedNotice notice)
    {
        var stop = life.ApplicationStopping;
        try
        {
            for (var repeat = 0; !await SendOnce(notice) && repeat < notice.RepeatAfter.Count; repeat++)
                await Task.Delay(
                    TimeSpan.FromSeconds(notice.RepeatAfter[repeat] * options.Value.NoticeTimeScale), clock, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The journal still says that the notice is owed.
        }
    }
}
