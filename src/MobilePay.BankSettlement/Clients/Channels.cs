namespace MobilePay.BankSettlement.Clients;

/// <summary>The channels this installation has.</summary>
public sealed class Channels(IEnumerable<IChannel> channels)
{
    private readonly IReadOnlyDictionary<string, IChannel> byName = channels.ToDictionary(c => c.Name);

    public IChannel? Named(string name) => byName.GetValueOrDefault(name);

    public IChannel? For(string method) => byName.Values.FirstOrDefault(c => c.Takes(method));
}
