using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;
using MobilePay.FinanceWeb.Staff;

namespace MobilePay.FinanceWeb.Pages;

/// <summary>An open page makes no requests that would be refused: now and then it is asked whether its session stands.</summary>
internal sealed class SessionWatch(
    ILoggerFactory logs, IServiceScopeFactory scopes, IOptions<ConsoleOptions> options)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => options.Value.LookAgainAfter;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return Actor.Of(state.User, "") is { } actor
            && await scope.ServiceProvider.GetRequiredService<Sessions>().Stands(actor.SessionId, stop);
    }
}
