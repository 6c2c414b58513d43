using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Faults;

/// <summary>How a party words its own failures.</summary>
internal interface IFaultVoice
{
    WireAnswer Broken();

    WireAnswer Refused(string code);
}

/// <summary>What a call does, and what else a fault can make of it.</summary>
internal sealed record Work(Func<Task<WireAnswer>> Do)
{
    public Work(Func<WireAnswer> work) : this(() => Task.FromResult(work()))
    {
    }

    /// <summary>The patient pays once the call has done its work and before it is answered.</summary>
    public Func<Task>? PayFirst { get; init; }

    /// <summary>The documented answer while the payer is still at it, whatever the book says.</summary>
    public Func<WireAnswer>? StillPaying { get; init; }

    /// <summary>The call with another end than the usual one, or with an answer that is not true.</summary>
    public Func<string, WireAnswer>? Ending { get; init; }
}

/// <summary>Stands between a checked request and its work, and lets the work go wrong in the way the board says.</summary>
internal sealed class FaultGate(FaultBoard board, TimeProvider clock, IHostApplicationLifetime life)
{
    private const string Unreadable = "<html><body>\u0000 502 bad gate";

    /// <summary>The answer to write, or null when the caller is never to get one.</summary>
    public async Task<WireAnswer?> Run(HttpContext http, string operation, IFaultVoice voice, Work call)
    {
        var work = call.Do;
        if (board.Take(operation) is not var (fault, mode))
            return await work();

        return mode switch
        {
            FaultMode.Drop or FaultMode.TimeoutBefore => await Silence(http),
            FaultMode.Delay => await Late(fault.DelayMs ?? 0, http, work),
            FaultMode.Duplicate => await Again(fault.Copies ?? 2, work),
            FaultMode.TimeoutAfterCommit => await SilenceAfter(http, work),
            FaultMode.Error => voice.Broken(),
            FaultMode.Garbage => await work() with { Status = StatusCodes.Status200OK, Body = Unreadable, File = null },
            FaultMode.WrongSignature => await work() with { SpoiltSignature = true },
            FaultMode.Refuse => voice.Refused(fault.Code!),
            FaultMode.PaidBeforeAnswer => await PaidBeforeAnswer(work, call.PayFirst),
            FaultMode.UserPaying => call.StillPaying is { } stillPaying ? stillPaying() : await work(),
            FaultMode.Outcome or FaultMode.RefuseAfterCommit => call.Ending is { } ending ? ending(fault.Code!) : await work(),
            // Only notices can be put out of order, and those do not come through here.
            FaultMode.Reorder => await work(),
        };
    }

    private async Task<WireAnswer?> Silence(HttpContext http)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
        return null;
    }

    private async Task<WireAnswer?> SilenceAfter(HttpContext http, Func<Task<WireAnswer>> work)
    {
        await work();
        return await Silence(http);
    }

    private async Task<WireAnswer> Late(int delayMs, HttpContext http, Func<Task<WireAnswer>> work)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(delayMs), clock, http.RequestAborted);
        return await work();
    }

    private static async Task<WireAnswer> Again(int copies, Func<Task<WireAnswer>> work)
    {
        var answer = await work();
        for (var copy = 1; copy < copies; copy++)
            answer = await work();
        return answer;
    }

    private static async Task<WireAnswer> PaidBeforeAnswer(Func<Task<WireAnswer>> work, Func<Task>? payFirst)
    {
        var answer = await work();
        if (answer.IsSuccess && payFirst is not null)
            await payFirst();
        return answer;
    }
}
