using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace MobilePay.FinanceWeb.Look;

/// <summary>The menu from top to bottom. A place is shown once a page claims it.</summary>
public enum MenuPlace
{
    Today,
    HandOver,
    Statements,
    Reconciliation,
    Differences,
    Approvals,
    Payments,
    Refunds,
    Journal,
    Funds,
    Reports,
    Staff,
    StaffEvents,
}

/// <summary>Puts a page into the menu, for those whom its policy lets in.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InMenuAttribute(MenuPlace place) : Attribute
{
    public MenuPlace Place => place;
}

public sealed record MenuEntry(MenuPlace Place, string Path, string Policy)
{
    public static readonly IReadOnlyList<MenuEntry> All =
    [
        .. from page in typeof(MenuEntry).Assembly.GetTypes()
           let place = page.GetCustomAttribute<InMenuAttribute>()
           where place is not null
           orderby place.Place
           select new MenuEntry(place.Place, page.GetCustomAttributes<RouteAttribute>().First().Template,
               page.GetCustomAttribute<AuthorizeAttribute>()!.Policy!),
    ];
}
