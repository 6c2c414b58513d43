namespace MobilePay.Sandbox.Faults;

/// <summary>The faults in force. Not kept over a restart: a fresh process is a healthy world.</summary>
internal sealed class FaultBoard(ILogger<FaultBoard> log)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Fault> faults = [];

    public IReadOnlyDictionary<string, Fault> Current
    {
        get
        {
            lock (gate)
                return new Dictionary<string, Fault>(faults);
        }
    }

    public void Set(IReadOnlyDictionary<string, Fault> wanted)
    {
        lock (gate)
        {
            foreach (var (operation, fault) in wanted)
                faults[operation] = fault;
        }
    }

    public void Clear(string? operation = null)
    {
        lock (gate)
        {
            if (operation is null)
                faults.Clear();
            else
                faults.Remove(operation);
        }
    }

    /// <summary>The fault for this call, counted down; null when the call goes well.</summary>
    public (Fault Fault, FaultMode Mode)? Take(string operation)
    {
        lock (gate)
        {
            if (!faults.TryGetValue(operation, out var fault))
                return null;

            if (fault.Times is 1)
                faults.Remove(operation);
            else if (fault.Times is { } left)
                faults[operation] = fault with { Times = left - 1 };

            log.LogInformation("Fault {Mode} on {Operation}", fault.Mode, operation);
            return (fault, FaultCatalogue.Modes[fault.Mode]);
        }
    }
}
