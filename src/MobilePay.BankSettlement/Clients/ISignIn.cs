using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Clients;

/// <summary>How a page inside a channel's own app learns who pays.</summary>
public interface ISignIn
{
    /// <summary>The channel's name, as it stands before the dot of a method.</summary>
    string Channel { get; }

    /// <summary>Where to send the person; she comes back with a code.</summary>
    Result<string> AuthorizeUrl(string hospitalId, string redirect, string state);

    /// <summary>What the channel knows her by.</summary>
    Task<Result<string>> Openid(string hospitalId, string code, CancellationToken stop);
}
