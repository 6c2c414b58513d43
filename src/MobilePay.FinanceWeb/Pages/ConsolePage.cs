using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Wording;

namespace MobilePay.FinanceWeb.Pages;

/// <summary>Where a page was asked for from, and the hospital she looked at last.</summary>
public sealed record Visit(string Address, string? Hospital = null);

/// <summary>What every page of the console starts from: words, who is here, and features with a scope of their own.</summary>
public abstract class ConsolePage : ComponentBase
{
    [CascadingParameter]
    protected Words Words { get; set; } = null!;

    [CascadingParameter]
    protected Visit Visit { get; set; } = null!;

    [CascadingParameter]
    protected Task<AuthenticationState> SignedIn { get; set; } = null!;

    [Inject]
    private IServiceScopeFactory Scopes { get; set; } = null!;

    protected async Task<Actor> Me() => Actor.Of((await SignedIn).User, Visit.Address) ?? new(Guid.Empty, "", Guid.Empty, "");

    // A page may stay open all day: what it asks, it asks afresh, with a database context for this one question.
    protected async Task<T> Ask<TFeature, T>(Func<TFeature, Task<T>> ask)
        where TFeature : notnull
    {
        await using var scope = Scopes.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TFeature>());
    }
}
