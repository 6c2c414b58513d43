using Microsoft.AspNetCore.Components;
using MobilePay.FinanceWeb.Clients;
using MobilePay.FinanceWeb.Features;
using MobilePay.FinanceWeb.Look;
using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Wording;
using MobilePay.Primitives;
using Refit;

namespace MobilePay.FinanceWeb.Pages.Finance;

/// <summary>What the pages of the books share: the hospital, what this person may do, and asking with her name on it.</summary>
public abstract class BooksPage : ConsolePage
{
    [Inject]
    protected Clients.Books Keeping { get; set; } = null!;

    [Inject]
    protected HospitalChoice Choice { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "hospital")]
    public string? HospitalNamed { get; set; }

    protected BooksWords W => Words.Books;

    /// <summary>What kept the page from being shown.</summary>
    protected Error? Problem { get; set; }

    /// <summary>What came of the last thing she did here.</summary>
    protected Error? Refused { get; set; }

    protected string? Done { get; set; }

    protected bool IsLoaded { get; private set; }
    protected IReadOnlyList<Hospital> Hospitals { get; private set; } = [];
    protected string Hospital { get; private set; } = "";
    protected Asker Asker { get; private set; } = null!;
    protected bool MayWrite { get; private set; }
    protected bool MayApprove { get; private set; }

    /// <summary>Today in China, where all these hospitals are.</summary>
    protected DateOnly ChinaToday => DateOnly.FromDateTime(Clock.GetUtcNow().ToOffset(BusinessDay.ChinaOffset).Date);

    protected override Task OnParametersSetAsync() => Reload();

    /// <summary>What a filter says; an emptied field says nothing.</summary>
    protected static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A list without days shows the last five weeks.</summary>
    protected string Since(string? from) => Given(from) ?? ChinaToday.AddDays(-35).Iso();

    protected string UpTo(string? to) => Given(to) ?? ChinaToday.Iso();

    /// <summary>What an address of the books' interface asks: the page's filter, for this hospital.</summary>
    protected IReadOnlyList<(string Name, string? Value)> Here(params IEnumerable<(string Name, string? Value)> filter) =>
        [("hospitalId", Hospital), .. filter.Where(part => part.Name != "hospital")];

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task Load();

    protected async Task Reload()
    {
        Problem = null;
        var user = (await SignedIn).User;
        var me = await Me();
        Asker = new(me.Id, user.FindFirst(Actor.DisplayNameClaim)?.Value ?? me.Name);
        (MayWrite, MayApprove) = (user.IsInRole(StaffRoles.Finance), user.IsInRole(StaffRoles.Approver));
        var found = await Choice.All(Asker);
        Problem = found.Error;
        if (found.Value is { } all)
        {
            Hospitals = all;
            Hospital = HospitalChoice.Of(all, HospitalNamed, Visit.Hospital)?.Id ?? "";
            if (all.Count > 0)
                await Load();
        }

        IsLoaded = true;
    }

    /// <summary>Asks the books; without an answer the page shows why.</summary>
    protected async Task<T?> Read<T>(Func<IBooksApi, Task<IApiResponse<T>>> ask)
    {
        var (value, error) = await Keeping.Ask(ask);
        Problem ??= error;
        return value;
    }

    /// <summary>As <see cref="Read"/>, where there being nothing yet is an answer.</summary>
    protected async Task<T?> ReadIfThere<T>(Func<IBooksApi, Task<IApiResponse<T>>> ask)
    {
        var (value, error) = await Keeping.Ask(ask);
        if (error is { Kind: not ErrorKind.NotFound })
            Problem ??= error;
        return value;
    }

    /// <summary>Says what came of it, and shows the page as it now is.</summary>
    protected async Task<bool> Finished(Error? error, string done)
    {
        (Refused, Done) = (error, error is null ? done : null);
        await Reload();

        // A dialog that asked for it draws only itself again.
        await InvokeAsync(StateHasChanged);
        return error is null;
    }
}
