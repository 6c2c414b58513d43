namespace MobilePay.Gateway.Tests.Support;

/// <summary>One gateway before one backend, shared by a class; tests with other settings start their own.</summary>
public sealed class Behind : IAsyncLifetime
{
    public EchoBackend Backend { get; private set; } = null!;

    public GatewayApp Gateway { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Backend = await EchoBackend.Start();
        Gateway = GatewayApp.Start(Backend.Address);
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Backend.DisposeAsync();
    }
}
