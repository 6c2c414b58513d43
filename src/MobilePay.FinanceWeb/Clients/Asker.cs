namespace MobilePay.FinanceWeb.Clients;

/// <summary>On whose behalf the books are asked; they hold who proposed against who approves.</summary>
public sealed record Asker(Guid Id, string Name)
{
    public const string IdHeader = "X-Staff-Id";
    public const string NameHeader = "X-Staff-Name";

    /// <summary>Under this name the asker travels with a request until it leaves.</summary>
    internal static readonly HttpRequestOptionsKey<Asker> Key = new("asker");

    internal void SignOn(HttpRequestMessage request)
    {
        request.Headers.Add(IdHeader, Id.ToString());
        request.Headers.Add(NameHeader, Uri.EscapeDataString(Name));
    }
}

internal sealed class AskerHeaders : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        // A retry sends the same request again, and then the headers are there.
        if (request.Options.TryGetValue(Asker.Key, out var asker) && !request.Headers.Contains(Asker.IdHeader))
            asker.SignOn(request);
        return base.SendAsync(request, stop);
    }
}
